//! A stub of trefoil or of tonic, called in one way, answering in our types.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::{Stream, StreamExt as _};
use tonic::body::Body;
use tonic::codegen::Service;
use tonic::metadata::MetadataMap;
use trefoil::{BoxFuture, Metadata, Result, Status, Streaming};
use trefoil_tonic::{IntoTonic as _, IntoTrefoil as _};

use super::pb::greeter_client::GreeterClient as TonicClient;
use super::pb::{GreeterClient, HelloReply, HelloRequest};

/// What a client of tonic calls through: the network, or an invoker.
#[derive(Clone)]
pub enum Transport {
    Net(tonic::transport::Channel),
    Invoker(trefoil_tonic::Channel),
}

impl Service<http::Request<Body>> for Transport {
    type Response = http::Response<Body>;
    type Error = tonic::transport::Error;
    type Future = BoxFuture<Result<http::Response<Body>, tonic::transport::Error>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        match self {
            Self::Net(channel) => channel.poll_ready(cx),
            Self::Invoker(_) => Poll::Ready(Ok(())),
        }
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        match self {
            Self::Net(channel) => Box::pin(channel.call(request)),
            Self::Invoker(channel) => {
                let answer = channel.call(request);
                Box::pin(async {
                    Ok(answer
                        .await
                        .unwrap_or_else(|never: Infallible| match never {}))
                })
            }
        }
    }
}

#[derive(Clone)]
pub enum Stub {
    Ours(GreeterClient),
    Tonic(TonicClient<Transport>),
}

#[derive(Clone, Default)]
pub struct Options {
    pub metadata: Metadata,
    pub timeout: Option<Duration>,
}

impl Options {
    pub fn timeout(timeout: Duration) -> Self {
        Self {
            timeout: Some(timeout),
            ..Self::default()
        }
    }

    fn ours<T>(self, message: T) -> trefoil::Request<T> {
        let mut request = trefoil::Request::new(message);
        *request.metadata_mut() = self.metadata;
        if let Some(timeout) = self.timeout {
            request.set_timeout(timeout);
        }
        request
    }

    fn tonic<T>(self, message: T) -> tonic::Request<T> {
        let mut request = tonic::Request::new(message);
        *request.metadata_mut() = self.metadata.into_tonic();
        if let Some(timeout) = self.timeout {
            request.set_timeout(timeout);
        }
        request
    }
}

/// One reply with the metadata beside it. tonic does not tell what stood before from what stood behind.
#[derive(Debug)]
pub struct Answer {
    pub message: String,
    pub metadata: Metadata,
}

/// Replies as they come.
pub enum Replies {
    Ours(Streaming<HelloReply>),
    Tonic(Box<tonic::Streaming<HelloReply>>, Metadata),
}

impl Replies {
    pub async fn next(&mut self) -> Result<Option<String>> {
        let reply = match self {
            Self::Ours(stream) => stream.message().await?,
            Self::Tonic(stream, _) => stream
                .message()
                .await
                .map_err(tonic::Status::into_trefoil)?,
        };
        Ok(reply.map(|reply| reply.message))
    }

    /// All messages, and the metadata before and after them.
    pub async fn all(mut self) -> Result<(Vec<String>, Metadata, Metadata)> {
        let initial = match &mut self {
            Self::Ours(stream) => stream.metadata().await?.clone(),
            Self::Tonic(_, metadata) => metadata.clone(),
        };
        let mut messages = Vec::new();
        while let Some(message) = self.next().await? {
            messages.push(message);
        }
        let trailers = self.trailers().await;
        Ok((messages, initial, trailers))
    }

    /// The metadata after the end.
    pub async fn trailers(&mut self) -> Metadata {
        let trailers = match self {
            Self::Ours(stream) => stream.trailers().cloned(),
            Self::Tonic(stream, _) => stream
                .trailers()
                .await
                .ok()
                .flatten()
                .map(MetadataMap::into_trefoil),
        };
        trailers.unwrap_or_default()
    }
}

type Requests = Pin<Box<dyn Stream<Item = HelloRequest> + Send>>;

fn requests(stream: impl Stream<Item = String> + Send + 'static) -> Requests {
    Box::pin(stream.map(super::named))
}

impl Stub {
    pub fn over(invoker: impl trefoil::Invoker) -> Self {
        let channel = Transport::Invoker(trefoil_tonic::Channel::new(invoker));
        Self::Tonic(TonicClient::new(channel))
    }

    pub async fn tonic(port: u16) -> Self {
        let endpoint = tonic::transport::Endpoint::from_shared(format!("http://127.0.0.1:{port}"));
        let channel = endpoint.unwrap().connect().await.unwrap();
        Self::Tonic(TonicClient::new(Transport::Net(channel)))
    }

    pub async fn ours(port: u16) -> Self {
        let url = format!("tri://127.0.0.1:{port}");
        Self::Ours(GreeterClient::connect(url).await.unwrap())
    }

    pub async fn unary(&self, name: &str, options: Options) -> Result<Answer> {
        match self {
            Self::Ours(client) => {
                let response = client.say_hello(options.ours(super::named(name))).await?;
                let mut metadata = response.metadata().clone();
                metadata.extend(response.trailers().clone());
                let message = response.into_inner().message;
                Ok(Answer { message, metadata })
            }
            Self::Tonic(client) => {
                let request = options.tonic(super::named(name));
                let response = client.clone().say_hello(request).await.map_err(status)?;
                let (metadata, reply, _) = response.into_parts();
                Ok(Answer {
                    message: reply.message,
                    metadata: metadata.into_trefoil(),
                })
            }
        }
    }

    pub async fn server_streaming(&self, name: &str, options: Options) -> Result<Replies> {
        match self {
            Self::Ours(client) => {
                let request = options.ours(super::named(name));
                let response = client.lots_of_replies(request).await?;
                Ok(Replies::Ours(response.into_inner()))
            }
            Self::Tonic(client) => {
                let request = options.tonic(super::named(name));
                let response = client
                    .clone()
                    .lots_of_replies(request)
                    .await
                    .map_err(status)?;
                Ok(tonic_replies(response))
            }
        }
    }

    pub async fn client_streaming(
        &self,
        names: impl Stream<Item = String> + Send + 'static,
    ) -> Result<String> {
        let names = requests(names);
        match self {
            Self::Ours(client) => {
                let response = client
                    .lots_of_greetings(Streaming::infallible(names))
                    .await?;
                Ok(response.into_inner().message)
            }
            Self::Tonic(client) => {
                let response = client
                    .clone()
                    .lots_of_greetings(names)
                    .await
                    .map_err(status)?;
                Ok(response.into_inner().message)
            }
        }
    }

    pub async fn bidi(
        &self,
        names: impl Stream<Item = String> + Send + 'static,
    ) -> Result<Replies> {
        let names = requests(names);
        match self {
            Self::Ours(client) => {
                let response = client.bidi_hello(Streaming::infallible(names)).await?;
                Ok(Replies::Ours(response.into_inner()))
            }
            Self::Tonic(client) => {
                let response = client.clone().bidi_hello(names).await.map_err(status)?;
                Ok(tonic_replies(response))
            }
        }
    }
}

fn tonic_replies(response: tonic::Response<tonic::Streaming<HelloReply>>) -> Replies {
    let (metadata, stream, _) = response.into_parts();
    Replies::Tonic(Box::new(stream), metadata.into_trefoil())
}

fn status(status: tonic::Status) -> Status {
    status.into_trefoil()
}
