//! trefoil's client as a [`Stack`].

use std::time::Duration;

use prost_types::Any;
use trefoil::{Metadata, MetadataValue, Sender, Status, Streaming, Url};

use super::absent::{NoMethod, NoService};
use crate::matrix::{
    Answer, CallError, NotThere, Options, Replies, Requests, Stack, Target, Values,
};
use crate::proto::trefoil::interop::v1::{InteropClient, Reply, Request};

/// For calls that say nothing of time: the megabytes of the large ones may meet a busy machine.
const LONG: Duration = Duration::from_secs(15);

/// A client on trefoil.
#[derive(Debug)]
pub struct Client {
    pub(super) interop: InteropClient,
    pub(super) url: String,
}

impl Stack for Client {
    type Replies = Streaming<Reply>;
    type Requests = Sender<Request>;

    async fn connect(target: &Target) -> Result<Self, String> {
        let url = url(target);
        let interop = InteropClient::connect(&url)
            .await
            .map_err(|error| error.to_string())?;
        Ok(Self { interop, url })
    }

    async fn unary(&self, request: Request, options: Options) -> Result<Answer, CallError> {
        let mut call = self
            .interop
            .unary(request)
            .timeout(options.timeout.unwrap_or(LONG));
        for (key, value) in options.metadata {
            call = call.metadata(key, metadata_value(key, value));
        }
        let response = call.await?;
        let initial = values(response.metadata(), "x-echo-initial");
        let trailing = values(response.trailers(), "x-echo-trailing-bin");
        Ok(Answer {
            reply: response.into_inner(),
            initial,
            trailing,
        })
    }

    async fn client_stream(&self, requests: Vec<Request>) -> Result<Reply, CallError> {
        let requests = Streaming::from_iter(requests);
        Ok(self.interop.client_stream(requests).await?.into_inner())
    }

    async fn server_stream(
        &self,
        request: Request,
        options: Options,
    ) -> Result<Streaming<Reply>, CallError> {
        let mut call = self.interop.server_stream(request);
        if let Some(timeout) = options.timeout {
            call = call.timeout(timeout);
        }
        Ok(call.await?.into_inner())
    }

    async fn bidi(&self) -> Result<(Sender<Request>, Streaming<Reply>), CallError> {
        let (sender, requests) = Streaming::channel(8);
        let replies = self.interop.bidi(requests).await?.into_inner();
        Ok((sender, replies))
    }

    async fn not_there(&self, what: NotThere) -> Result<(), CallError> {
        match what {
            NotThere::Method => {
                trefoil::connect::<NoMethod>(&self.url)
                    .await?
                    .nope()
                    .await?
            }
            NotThere::Service => {
                trefoil::connect::<NoService>(&self.url)
                    .await?
                    .nope()
                    .await?
            }
        };
        Ok(())
    }
}

impl Replies for Streaming<Reply> {
    async fn next(&mut self) -> Result<Option<Reply>, CallError> {
        Ok(self.message().await?)
    }
}

impl Requests for Sender<Request> {
    async fn send(&mut self, request: Request) {
        // Refused only when the call is over.
        let _ = Sender::send(self, request).await;
    }

    fn finish(self) {
        Sender::finish(self);
    }
}

impl From<Status> for CallError {
    fn from(status: Status) -> Self {
        let detail = |detail: &trefoil::Detail| Any {
            type_url: detail.type_url.clone(),
            value: detail.value.to_vec(),
        };
        Self {
            code: i32::from(status.code().number()),
            message: status.message().to_owned(),
            details: status.details().iter().map(detail).collect(),
        }
    }
}

impl From<trefoil::Error> for CallError {
    fn from(error: trefoil::Error) -> Self {
        Status::from(error).into()
    }
}

fn url(target: &Target) -> String {
    let mut url = format!("tri://127.0.0.1:{}", target.port);
    let params = [("group", &target.group), ("version", &target.version)];
    let mut separator = '?';
    for (name, value) in params {
        if let Some(value) = value {
            url.push(separator);
            url.push_str(name);
            url.push('=');
            url.push_str(value);
            separator = '&';
        }
    }
    url
}

fn metadata_value(key: &str, value: Vec<u8>) -> MetadataValue {
    if key.ends_with("-bin") {
        MetadataValue::binary(value)
    } else {
        MetadataValue::received(value)
    }
}

fn values(metadata: &Metadata, key: &str) -> Values {
    metadata
        .get_all(key)
        .map(|value| value.as_bytes().to_vec())
        .collect()
}

/// The port of an address that a server took.
pub(crate) fn port_of(urls: &[Url]) -> Result<u16, String> {
    urls.first()
        .and_then(Url::port)
        .ok_or_else(|| "the server has no port".to_owned())
}
