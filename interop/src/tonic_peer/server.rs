//! tonic's server.

use std::pin::Pin;

use futures_util::Stream;
use prost::Message;
use tokio::net::TcpListener;
use tonic::metadata::MetadataMap;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Code, Request, Response, Status, Streaming};
use tower::util::MapResponseLayer;

use super::metadata::{append, timeout, values};
use super::pb::interop_server::{Interop, InteropServer};
use super::trailers;
use crate::matrix::service::{self, Cancelled, FromFailure, RECEIVE_LIMIT};
use crate::matrix::{self, rpc};
use crate::process::{self, Error};
use crate::proto::trefoil::interop::v1 as pb;

type Replies = Pin<Box<dyn Stream<Item = Result<pb::Reply, Status>> + Send>>;

/// Serves until it is told to end. Group and version are taken and ignored.
///
/// # Errors
/// If the flags are wrong or the port is taken.
pub async fn serve() -> Result<bool, Error> {
    let target = matrix::server_flags()?;
    let listener = TcpListener::bind(("127.0.0.1", target.port)).await?;
    process::print_listening(listener.local_addr()?.port())?;
    // tonic's own limit answers with OUT_OF_RANGE; so the handler keeps the limit, and tonic a higher one.
    let interop =
        InteropServer::new(Service::default()).max_decoding_message_size(2 * RECEIVE_LIMIT);
    tokio::select! {
        served = Server::builder()
            .layer(MapResponseLayer::new(trailers::move_echo))
            .add_service(interop)
            .serve_with_incoming(TcpIncoming::from(listener)) => served?,
        ended = process::told_to_end() => ended?,
    }
    Ok(true)
}

#[derive(Default)]
struct Service {
    cancelled: Cancelled,
}

#[tonic::async_trait]
impl Interop for Service {
    type ServerStreamStream = Replies;
    type BidiStream = Replies;

    async fn unary(&self, request: Request<pb::Request>) -> Result<Response<pb::Reply>, Status> {
        let (metadata, _, request) = request.into_parts();
        if request.encoded_len() > RECEIVE_LIMIT {
            return Err(Status::resource_exhausted("the message is too large"));
        }
        let left = timeout(&metadata);
        echo(
            &metadata,
            service::unary(request, left, &self.cancelled).await,
        )
    }

    async fn client_stream(
        &self,
        request: Request<Streaming<pb::Request>>,
    ) -> Result<Response<pb::Reply>, Status> {
        let (metadata, _, requests) = request.into_parts();
        echo(
            &metadata,
            service::client_stream(requests, &self.cancelled).await,
        )
    }

    async fn server_stream(
        &self,
        request: Request<pb::Request>,
    ) -> Result<Response<Replies>, Status> {
        let (metadata, _, request) = request.into_parts();
        let replies: Replies = Box::pin(service::server_stream(request, &self.cancelled));
        echo(&metadata, Ok(replies))
    }

    async fn bidi(
        &self,
        request: Request<Streaming<pb::Request>>,
    ) -> Result<Response<Replies>, Status> {
        let (metadata, _, requests) = request.into_parts();
        let replies: Replies = Box::pin(service::bidi(requests, &self.cancelled));
        echo(&metadata, Ok(replies))
    }
}

impl FromFailure for Status {
    fn from_failure(failure: &pb::Failure) -> Self {
        let code = Code::from(failure.code);
        if !failure.details {
            return Status::new(code, &failure.message);
        }
        let details = rpc::Status {
            code: failure.code,
            message: failure.message.clone(),
            details: vec![rpc::ErrorInfo::of_interop().packed()],
        };
        Status::with_details(code, &failure.message, details.encode_to_vec().into())
    }
}

/// Sends metadata back. A handler of tonic has no say in the trailers of a call that ends well, so what
/// should come back there goes with the headers, from where [`trailers::move_echo`] takes it.
fn echo<T>(request: &MetadataMap, result: Result<T, Status>) -> Result<Response<T>, Status> {
    let trailing = values(request, "x-echo-trailing-bin");
    match result {
        Ok(message) => {
            let mut response = Response::new(message);
            let metadata = response.metadata_mut();
            append(
                metadata,
                "x-echo-initial",
                values(request, "x-echo-initial"),
            );
            append(metadata, "x-echo-trailing-bin", trailing);
            Ok(response)
        }
        Err(mut status) => {
            append(status.metadata_mut(), "x-echo-trailing-bin", trailing);
            Err(status)
        }
    }
}
