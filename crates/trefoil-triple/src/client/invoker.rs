//! The invoker that a URL is referred to.

use std::sync::Arc;

use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, TE, USER_AGENT};
use http::{Method as HttpMethod, Request, Uri};
use trefoil_core::{
    BoxFuture, Error, Invocation, Invoker, Metadata, Reply, Result, Service, Status, Url, keys,
};
use trefoil_http::client::Channel;

use super::{pump, unary};
use crate::config::Limits;
use crate::grpc::content_type::ContentType;
use crate::grpc::names::{CONSUMER, GRPC_TIMEOUT, SERVICE_GROUP, SERVICE_VERSION};
use crate::grpc::{metadata, timeout};
use trefoil_core::Deadline;

/// Calls a service at the address of a URL.
pub(crate) struct TripleInvoker {
    shared: Arc<Shared>,
}

/// What every call of an invoker needs.
pub(super) struct Shared {
    url: Url,
    service: Service,
    pub(super) channel: Channel,
    pub(super) limits: Limits,
    /// One for each method.
    uris: Vec<Uri>,
    /// What stands in every request.
    headers: HeaderMap,
}

impl TripleInvoker {
    pub(crate) fn new(url: Url, service: Service, channel: Channel) -> Result<Self, Error> {
        let name = match url.path() {
            "" => service.name(),
            path => path,
        };
        // What stands in `:authority` of a socket that has none.
        let authority = match (url.unix_path(), url.memory_name()) {
            (None, None) => url.address(),
            _ => "localhost".to_owned(),
        };
        let uri = |method: &str| {
            Uri::builder()
                .scheme("http")
                .authority(authority.as_str())
                .path_and_query(format!("/{name}/{method}"))
                .build()
                .map_err(|error| {
                    let redacted = url.redacted();
                    Error::invalid(format!("`{redacted}` makes no HTTP address")).with_source(error)
                })
        };
        let uris = service
            .methods()
            .iter()
            .map(|method| uri(method.name()))
            .collect::<Result<_, _>>()?;
        let shared = Shared {
            limits: Limits::of(&url)?,
            headers: headers(&url)?,
            uris,
            channel,
            service,
            url,
        };
        Ok(Self {
            shared: Arc::new(shared),
        })
    }

    /// Connects now.
    pub(crate) async fn connect(&self) -> Result<(), Error> {
        let connected = self.shared.channel.sender().await;
        connected
            .map(|_| ())
            .map_err(|error| Error::unavailable(error.to_string()))
    }

    pub(crate) fn close(&self) {
        self.shared.channel.close();
    }
}

fn headers(url: &Url) -> Result<HeaderMap, Error> {
    let agent = concat!("grpc-rust-trefoil/", env!("CARGO_PKG_VERSION"));
    let mut headers = HeaderMap::new();
    headers.insert(TE, HeaderValue::from_static("trailers"));
    headers.insert(CONTENT_TYPE, ContentType::Grpc.value());
    headers.insert(USER_AGENT, HeaderValue::from_static(agent));
    let mut add = |name: HeaderName, key: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let value = HeaderValue::from_str(value).map_err(|_| {
                Error::invalid(format!(
                    "the parameter `{key}` of a URL is no text for a header"
                ))
            })?;
            headers.insert(name, value);
        }
        Ok::<(), Error>(())
    };
    add(SERVICE_GROUP, keys::GROUP, url.group())?;
    add(SERVICE_VERSION, keys::VERSION, url.version())?;
    add(CONSUMER, keys::APPLICATION, url.param(keys::APPLICATION))?;
    Ok(headers)
}

impl Shared {
    /// The head of a request. The time that is left is counted now, when the request goes out.
    pub(super) fn head(&self, method: usize, call: &CallHead) -> Result<Request<()>> {
        let uri = self.uris.get(method).ok_or_else(|| {
            Status::internal("the call names a method that the service does not have")
        })?;
        let mut request = Request::new(());
        *request.method_mut() = HttpMethod::POST;
        *request.uri_mut() = uri.clone();
        *request.headers_mut() = self.headers.clone();
        if let Some(left) = call.context.time_left() {
            if left.is_zero() {
                return Err(Deadline::passed());
            }
            request
                .headers_mut()
                .insert(GRPC_TIMEOUT, timeout::encode(left));
        }
        metadata::write(&call.metadata, request.headers_mut());
        Ok(request)
    }
}

/// What of a call goes into its head.
pub(super) struct CallHead {
    pub(super) context: trefoil_core::Context,
    pub(super) metadata: Metadata,
}

impl CallHead {
    pub(super) fn deadline(&self) -> Deadline {
        Deadline::new(self.context.deadline())
    }
}

impl Invoker for TripleInvoker {
    fn service(&self) -> Service {
        self.shared.service.clone()
    }

    fn invoke(&self, call: Invocation) -> BoxFuture<Result<Reply>> {
        let shared = Arc::clone(&self.shared);
        let kind = call.method().kind();
        let method = call.method_index();
        let head = CallHead {
            context: call.context().clone(),
            metadata: call.metadata,
        };
        let payload = call.payload;
        match (kind.streams_requests(), kind.streams_replies()) {
            (false, false) => Box::pin(unary::call(shared, method, head, payload)),
            (false, true) => Box::pin(unary::server_streaming(shared, method, head, payload)),
            (true, false) => Box::pin(pump::client_streaming(shared, method, head, payload)),
            (true, true) => Box::pin(pump::bidi(shared, method, head, payload)),
        }
    }

    fn url(&self) -> Option<&Url> {
        Some(&self.shared.url)
    }

    fn is_available(&self) -> bool {
        self.shared.channel.is_connected()
    }

    fn destroy(&self) -> BoxFuture<()> {
        self.close();
        Box::pin(std::future::ready(()))
    }
}
