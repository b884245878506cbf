//! One call of a service of tonic: a request of HTTP, and its answer.

use std::error::Error as StdError;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue, TE};
use http::{HeaderMap, Method, Uri, Version};
use tonic::body::Body;
use tonic::codec::{EncodeBody, Streaming as TonicStreaming};
use tonic::metadata::MetadataMap;
use trefoil_core::{Request, Response, Result, Status};

use super::replies::Replies;
use super::requests::Requests;
use crate::convert::{IntoTonic as _, IntoTrefoil as _, metadata, peer};
use crate::wire::{Raw, timeout_header};

/// What is called.
pub(super) struct Opening<S> {
    pub(super) tonic: S,
    pub(super) uri: Uri,
}

/// Calls, and waits for the head of the answer.
pub(super) async fn exchange<S, B>(
    opening: Opening<S>,
    request: Request<Bytes>,
    requests: Requests,
) -> Result<Replies>
where
    S: tower_service::Service<http::Request<Body>, Response = http::Response<B>>,
    S::Error: Into<Box<dyn StdError + Send + Sync>>,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    let Opening { mut tonic, uri } = opening;
    let failed = requests.failed();
    let body = Body::new(EncodeBody::new_client(Raw, requests, None, None));
    let request = http_request(uri, request, body);
    let answered = async {
        std::future::poll_fn(|cx| tonic.poll_ready(cx)).await?;
        tonic.call(request).await
    };
    let answer = match answered.await {
        Ok(answer) => read(answer),
        Err(error) => Err(tonic::Status::from_error(error.into()).into_trefoil()),
    };
    match (answer, failed.get()) {
        (_, Some(status)) => Err(status),
        (Ok((stream, head)), None) => Ok(Replies::new(stream, head, failed)),
        (Err(status), None) => Err(status),
    }
}

fn http_request(uri: Uri, mut request: Request<Bytes>, body: Body) -> http::Request<Body> {
    let context = request.context();
    let mut headers = HeaderMap::new();
    metadata::write(request.metadata(), &mut headers);
    headers.insert(TE, HeaderValue::from_static("trailers"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/grpc"));
    if let Some((name, value)) = context.time_left().and_then(timeout_header) {
        headers.insert(name, value);
    }
    let mut extensions = std::mem::take(request.extensions_mut()).into_tonic();
    if let Some(caller) = context.peer() {
        peer::announce(caller, &mut extensions);
    }
    let mut request = http::Request::new(body);
    *request.method_mut() = Method::POST;
    *request.version_mut() = Version::HTTP_2;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    *request.extensions_mut() = extensions;
    request
}

fn read<B>(answer: http::Response<B>) -> Result<(TonicStreaming<Bytes>, MetadataMap)>
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    let (head, body) = answer.into_parts();
    let stream = match tonic::Status::from_header_map(&head.headers) {
        Some(status) if status.code() != tonic::Code::Ok => return Err(status.into_trefoil()),
        Some(_) => TonicStreaming::new_empty(Raw, body),
        // What it may send is for its own settings to say.
        None => TonicStreaming::new_response(Raw, body, head.status, None, Some(usize::MAX)),
    };
    Ok((stream, MetadataMap::from_headers(head.headers)))
}

/// The one reply of a call; another number is a violation (statuscodes.md of gRPC).
pub(super) async fn only(mut replies: Replies) -> Result<Response<Bytes>> {
    let wrong =
        |what| Status::unimplemented(format!("the method gives one reply, and {what} came"));
    let mut message = None;
    loop {
        match replies.next().await {
            Ok(Some(_)) if message.is_some() => return Err(wrong("more")),
            Ok(Some(reply)) => message = Some(reply),
            Ok(None) => break,
            // An error has one place for what stood before and behind it.
            Err(mut status) => {
                status.metadata_mut().extend(replies.beside().0);
                return Err(status);
            }
        }
    }
    let message = message.ok_or_else(|| wrong("none"))?;
    let (metadata, trailers) = replies.beside();
    let mut response = Response::new(message);
    *response.metadata_mut() = metadata;
    *response.trailers_mut() = trailers;
    Ok(response)
}
