//! The greeter for tonic: what [`Ours`](super::ours::Ours) does, as far as tonic lets it.

use std::pin::Pin;

use futures_util::Stream;
use tonic::metadata::{KeyAndValueRef, MetadataMap};
use tonic::{Request, Response, Status, Streaming};
use trefoil_tonic::IntoTonic;

use super::ours::failure;
use super::pb::greeter_server::Greeter;
use super::pb::{HelloReply, HelloRequest};
use super::{Probe, reply};

#[derive(Clone, Default)]
pub struct Theirs(pub Probe);

type Replies = Pin<Box<dyn Stream<Item = Result<HelloReply, Status>> + Send>>;

fn echo(request: &MetadataMap) -> MetadataMap {
    let mut back = MetadataMap::new();
    for entry in request.iter() {
        match entry {
            KeyAndValueRef::Ascii(key, value) if key.as_str().starts_with("x-") => {
                back.append(key.clone(), value.clone());
            }
            KeyAndValueRef::Binary(key, value) if key.as_str().starts_with("x-") => {
                back.append_bin(key.clone(), value.clone());
            }
            _ => {}
        }
    }
    back
}

#[tonic::async_trait]
impl Greeter for Theirs {
    type LotsOfRepliesStream = Replies;
    type BidiHelloStream = Replies;

    async fn say_hello(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<HelloReply>, Status> {
        let _running = self.0.running();
        let message = match request.get_ref().name.as_str() {
            "!fail" => return Err(failure().into_tonic()),
            "!panic" => panic!("as asked"),
            "!never" => std::future::pending().await,
            "!big" => "x".repeat(3 << 20),
            "!left" => {
                let left = request.metadata().get("grpc-timeout");
                left.map_or("none".into(), |left| left.to_str().unwrap().to_owned())
            }
            "!peer" => {
                let peer = request.remote_addr();
                peer.map_or("none".into(), |peer| peer.to_string())
            }
            name => format!("Hello, {} bytes", name.len()),
        };
        let mut response = Response::new(reply(message));
        *response.metadata_mut() = echo(request.metadata());
        Ok(response)
    }

    async fn lots_of_replies(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<Replies>, Status> {
        let metadata = echo(request.metadata());
        let (running, probe) = (self.0.running(), self.0.clone());
        let name = request.into_inner().name;
        let large = "x".repeat(64 << 10);
        let stream = futures_util::stream::unfold((0, running), move |(number, running)| {
            let (name, probe, large) = (name.clone(), probe.clone(), large.clone());
            async move {
                let item = match (name.as_str(), number) {
                    ("!fail", 1) => Err(failure().into_tonic()),
                    ("!never", 1) => std::future::pending().await,
                    ("!flood", _) => {
                        probe.send();
                        Ok(reply(large))
                    }
                    (_, 3) => return None,
                    (name, number) => Ok(reply(format!("{name} {number}"))),
                };
                Some((item, (number + 1, running)))
            }
        });
        let mut response = Response::new(Box::pin(stream) as Replies);
        *response.metadata_mut() = metadata;
        Ok(response)
    }

    async fn lots_of_greetings(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<HelloReply>, Status> {
        let _running = self.0.running();
        let mut requests = request.into_inner();
        let mut message = String::new();
        loop {
            match requests.message().await {
                Ok(Some(request)) => message += &request.name,
                Ok(None) => break,
                Err(status) => {
                    self.0.broke();
                    return Err(status);
                }
            }
        }
        self.0.end();
        Ok(Response::new(reply(message)))
    }

    async fn bidi_hello(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<Replies>, Status> {
        let (running, probe) = (self.0.running(), self.0.clone());
        let state = (request.into_inner(), running, probe);
        let stream = futures_util::stream::unfold(state, |mut state| async {
            match state.0.message().await {
                Ok(Some(request)) => Some((Ok(reply(request.name)), state)),
                Ok(None) => {
                    state.2.end();
                    None
                }
                Err(status) => {
                    state.2.broke();
                    Some((Err(status), state))
                }
            }
        });
        Ok(Response::new(Box::pin(stream)))
    }
}
