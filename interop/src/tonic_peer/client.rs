//! tonic's client as a [`Stack`].

use futures_util::future::BoxFuture;
use futures_util::stream::{self, poll_fn};
use http::uri::PathAndQuery;
use prost::Message;
use tokio::sync::mpsc;
use tonic::client::Grpc;
use tonic::transport::{Channel, Endpoint};
use tonic::{Code, Response, Status, Streaming};

use super::metadata::{append, values};
use super::pb::interop_client::InteropClient;
use crate::matrix::{Answer, CallError, NotThere, Options, Requests, Stack, Target, rpc};
use crate::proto::trefoil::interop::v1::{Reply, Request};

/// A client on tonic.
#[derive(Debug)]
pub struct Client {
    channel: Channel,
}

impl Client {
    fn interop(&self) -> InteropClient<Channel> {
        InteropClient::new(self.channel.clone())
    }
}

impl Stack for Client {
    type Replies = Replies;
    type Requests = mpsc::Sender<Request>;

    fn cannot(case: &str) -> Option<&'static str> {
        match case {
            "cancel_bidi" => Some("tonic cancels no call whose request stream is open"),
            _ => None,
        }
    }

    async fn connect(target: &Target) -> Result<Self, String> {
        let endpoint = Endpoint::from_shared(format!("http://127.0.0.1:{}", target.port));
        let channel = endpoint.map_err(|error| error.to_string())?.connect().await;
        Ok(Self {
            channel: channel.map_err(|error| error.to_string())?,
        })
    }

    async fn unary(&self, request: Request, options: Options) -> Result<Answer, CallError> {
        let response = self.interop().unary(with(request, options)).await?;
        // tonic hands the headers and the trailers of a unary call out as one map.
        let initial = values(response.metadata(), "x-echo-initial");
        let trailing = values(response.metadata(), "x-echo-trailing-bin");
        Ok(Answer {
            reply: response.into_inner(),
            initial,
            trailing,
        })
    }

    async fn client_stream(&self, requests: Vec<Request>) -> Result<Reply, CallError> {
        Ok(self
            .interop()
            .client_stream(stream::iter(requests))
            .await?
            .into_inner())
    }

    async fn server_stream(
        &self,
        request: Request,
        options: Options,
    ) -> Result<Replies, CallError> {
        let response = self.interop().server_stream(with(request, options)).await?;
        Ok(Replies::Open(Box::new(response.into_inner())))
    }

    async fn bidi(&self) -> Result<(mpsc::Sender<Request>, Replies), CallError> {
        let (sender, mut receiver) = mpsc::channel(8);
        let requests = poll_fn(move |cx| receiver.poll_recv(cx));
        let mut interop = self.interop();
        // A call of tonic is open only when the server has sent headers, which may take a request.
        let open = async move { interop.bidi(requests).await };
        Ok((sender, Replies::Opening(Box::pin(open))))
    }

    async fn not_there(&self, what: NotThere) -> Result<(), CallError> {
        let path = PathAndQuery::from_static(match what {
            NotThere::Method => "/trefoil.interop.v1.Interop/Nope",
            NotThere::Service => "/trefoil.interop.v1.Nobody/Nope",
        });
        let mut grpc = Grpc::new(self.channel.clone());
        grpc.ready()
            .await
            .map_err(|error| Status::from_error(error.into()))?;
        let codec = tonic_prost::ProstCodec::<Request, Reply>::default();
        let request = tonic::Request::new(Request::default());
        grpc.unary(request, path, codec).await?;
        Ok(())
    }
}

fn with(request: Request, options: Options) -> tonic::Request<Request> {
    let mut request = tonic::Request::new(request);
    if let Some(timeout) = options.timeout {
        request.set_timeout(timeout);
    }
    for (key, value) in options.metadata {
        append(request.metadata_mut(), key, vec![value]);
    }
    request
}

type Opening = BoxFuture<'static, Result<Response<Streaming<Reply>>, Status>>;

/// The replies of a call, which may not be open yet.
pub enum Replies {
    /// Nobody has asked for a reply yet.
    Opening(Opening),
    /// The server has sent headers.
    Open(Box<Streaming<Reply>>),
}

impl crate::matrix::Replies for Replies {
    async fn next(&mut self) -> Result<Option<Reply>, CallError> {
        if let Self::Opening(open) = self {
            let replies = open.await?.into_inner();
            *self = Self::Open(Box::new(replies));
        }
        match self {
            Self::Open(replies) => Ok(replies.message().await?),
            Self::Opening(_) => Ok(None),
        }
    }
}

impl Requests for mpsc::Sender<Request> {
    async fn send(&mut self, request: Request) {
        // Refused only when the call is over.
        let _ = mpsc::Sender::send(self, request).await;
    }

    fn finish(self) {}
}

impl From<Status> for CallError {
    fn from(status: Status) -> Self {
        let details = rpc::Status::decode(status.details()).map(|status| status.details);
        Self {
            code: i32::from(code(&status)),
            message: status.message().to_owned(),
            details: details.unwrap_or_default(),
        }
    }
}

/// What tonic's own clock ends is CANCELLED, and looks like this; gRPC calls it `DEADLINE_EXCEEDED`.
fn code(status: &Status) -> Code {
    match (status.code(), status.message()) {
        (Code::Cancelled, "Timeout expired") => Code::DeadlineExceeded,
        (code, _) => code,
    }
}
