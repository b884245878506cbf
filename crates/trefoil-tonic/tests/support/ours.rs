//! The greeter for trefoil.

use trefoil::{Code, Detail, Metadata, Request, Response, Result, Status, Streaming};

use super::pb::{Greeter, HelloReply, HelloRequest};
use super::{Probe, reply};

#[derive(Clone, Default)]
pub struct Ours(pub Probe);

pub fn failure() -> Status {
    let mut metadata = Metadata::new();
    metadata.insert("x-why", "because").unwrap();
    metadata.append_bin("x-why-bin", vec![0, 255]).unwrap();
    let detail = |url: &str, value: &'static [u8]| Detail {
        type_url: format!("type.googleapis.com/{url}"),
        value: value.into(),
    };
    Status::new(Code::FailedPrecondition, "no: 100% ☺")
        .with_details([detail("a.B", &[8, 1]), detail("a.C", &[])])
        .with_metadata(metadata)
}

fn echo(request: &Metadata) -> Metadata {
    let mut back = Metadata::new();
    for (key, value) in request.iter().filter(|(key, _)| key.starts_with("x-")) {
        back.append(key.to_owned(), value.clone()).unwrap();
    }
    back
}

impl Greeter for Ours {
    async fn say_hello(&self, request: Request<HelloRequest>) -> Result<Response<HelloReply>> {
        let _running = self.0.running();
        let message = match request.get_ref().name.as_str() {
            "!fail" => return Err(failure()),
            "!panic" => panic!("as asked"),
            "!never" => std::future::pending().await,
            "!big" => "x".repeat(3 << 20),
            "!left" => {
                let left = request.context().time_left();
                left.map_or("none".into(), |left| left.as_millis().to_string())
            }
            "!peer" => {
                let peer = request.remote_addr();
                peer.map_or("none".into(), ToString::to_string)
            }
            name => format!("Hello, {} bytes", name.len()),
        };
        let mut response = Response::new(reply(message));
        *response.metadata_mut() = echo(request.metadata());
        *response.trailers_mut() = echo(request.metadata());
        Ok(response)
    }

    async fn lots_of_replies(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        let metadata = echo(request.metadata());
        let (running, probe) = (self.0.running(), self.0.clone());
        let name = request.into_inner().name;
        let large = "x".repeat(64 << 10);
        let stream = futures_util::stream::unfold((0, running), move |(number, running)| {
            let (name, probe, large) = (name.clone(), probe.clone(), large.clone());
            async move {
                let item = match (name.as_str(), number) {
                    ("!fail", 1) => Err(failure()),
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
        let stream = Streaming::new(stream).with_trailers(metadata.clone());
        let mut response = Response::new(stream);
        *response.metadata_mut() = metadata;
        Ok(response)
    }

    async fn lots_of_greetings(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<HelloReply>> {
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
    ) -> Result<Response<Streaming<HelloReply>>> {
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
        Ok(Response::new(Streaming::new(stream)))
    }
}
