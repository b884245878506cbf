//! The handlers of the service.

use futures_util::stream::unfold;
use trefoil_core::{Metadata, MethodKind, Request, Response, Result, Status, Streaming};

use crate::probe::{Probe, Running};
use crate::scenario::{Scenario, business, failure};

struct Handler {
    running: Running,
    scenario: Scenario,
    metadata: Metadata,
}

impl Handler {
    fn start<T>(probe: &Probe, kind: MethodKind, request: &Request<T>) -> Self {
        Self {
            running: probe.start(kind, request.context(), request.metadata()),
            scenario: Scenario::of(request.metadata()),
            metadata: request.metadata().clone(),
        }
    }

    /// What the scenario wants before the first message.
    async fn begin(&mut self) -> Result<()> {
        match self.scenario {
            Scenario::Gate => self.running.pass_gate().await,
            Scenario::Wait => std::future::pending().await,
            Scenario::Fail => return Err(self.running.fail(failure())),
            Scenario::Business => return Err(self.running.fail(business())),
            Scenario::Panic => panic!("the secret of the handler"),
            _ => {}
        }
        Ok(())
    }

    /// What the scenario wants between the first message and the second.
    async fn midway(&mut self) -> Result<()> {
        match self.scenario {
            Scenario::Stall => std::future::pending().await,
            Scenario::FailMidway => return Err(self.running.fail(failure())),
            Scenario::PanicMidway => panic!("the secret of the stream"),
            _ => {}
        }
        Ok(())
    }

    /// The next request, with its end in the log.
    async fn next(&mut self, requests: &mut Streaming<String>) -> Result<Option<String>> {
        let next = requests.message().await;
        match &next {
            Ok(Some(_)) => {}
            Ok(None) => self.running.requests_ended(Ok(())),
            Err(status) => {
                self.running.requests_ended(Err(status));
                self.running.finish();
            }
        }
        next
    }

    async fn count(&mut self, requests: &mut Streaming<String>) -> Result<String> {
        let mut count = 0;
        while self.next(requests).await?.is_some() {
            count += 1;
        }
        Ok(count.to_string())
    }

    fn answer<T>(&self, message: T) -> Response<T> {
        let mut response = Response::new(message);
        *response.metadata_mut() = with_prefix(&self.metadata, "initial-");
        *response.trailers_mut() = with_prefix(&self.metadata, "trailing-");
        response
    }
}

fn with_prefix(all: &Metadata, prefix: &str) -> Metadata {
    let mut some = Metadata::new();
    for (key, value) in all.iter().filter(|(key, _)| key.starts_with(prefix)) {
        let legal = some.append(key.to_owned(), value.clone());
        legal.expect("the key came over");
    }
    some
}

pub(crate) async fn unary(probe: Probe, request: Request<String>) -> Result<Response<String>> {
    let mut handler = Handler::start(&probe, MethodKind::Unary, &request);
    handler.begin().await?;
    handler.midway().await?;
    handler.running.finish();
    Ok(handler.answer(request.into_inner()))
}

pub(crate) async fn client_streaming(
    probe: Probe,
    request: Request<Streaming<String>>,
) -> Result<Response<String>> {
    let mut handler = Handler::start(&probe, MethodKind::ClientStreaming, &request);
    handler.begin().await?;
    handler.midway().await?;
    let mut requests = request.into_inner();
    let reply = match handler.scenario {
        Scenario::Early => "early".to_owned(),
        Scenario::Count => handler.count(&mut requests).await?,
        _ => {
            let mut all = Vec::new();
            while let Some(request) = handler.next(&mut requests).await? {
                all.push(request);
            }
            all.join(",")
        }
    };
    handler.running.finish();
    Ok(handler.answer(reply))
}

pub(crate) async fn server_streaming(
    probe: Probe,
    request: Request<String>,
) -> Result<Response<Streaming<String>>> {
    let mut handler = Handler::start(&probe, MethodKind::ServerStreaming, &request);
    handler.begin().await?;
    let end = match handler.scenario {
        Scenario::Flood => u64::MAX,
        _ => count_of(request.get_ref())?,
    };
    Ok(numbers(handler, end))
}

fn count_of(request: &str) -> Result<u64> {
    let count = request.parse();
    count.map_err(|_| Status::invalid_argument("the request is the number of replies"))
}

fn numbers(handler: Handler, end: u64) -> Response<Streaming<String>> {
    let response = handler.answer(());
    let messages = unfold((handler, 0), move |(mut handler, number)| async move {
        if number == end {
            handler.running.finish();
            return None;
        }
        if number == 1
            && let Err(status) = handler.midway().await
        {
            return Some((Err(status), (handler, end)));
        }
        Some((Ok(number.to_string()), (handler, number + 1)))
    });
    response.map(|()| Streaming::new(messages))
}

pub(crate) async fn bidi(
    probe: Probe,
    request: Request<Streaming<String>>,
) -> Result<Response<Streaming<String>>> {
    let mut handler = Handler::start(&probe, MethodKind::Bidi, &request);
    handler.begin().await?;
    let mut requests = request.into_inner();
    match handler.scenario {
        Scenario::Flood => return Ok(numbers(handler, u64::MAX)),
        Scenario::Count => {
            let count = handler.count(&mut requests).await?;
            handler.running.finish();
            return Ok(handler.answer(Streaming::from_iter([count])));
        }
        Scenario::Early => {
            handler.running.finish();
            return Ok(handler.answer(Streaming::from_iter(["early".to_owned()])));
        }
        _ => {}
    }
    let response = handler.answer(());
    let echo = Echo {
        handler,
        requests,
        sent: 0,
    };
    Ok(response.map(|()| Streaming::new(unfold(echo, Echo::next))))
}

struct Echo {
    handler: Handler,
    requests: Streaming<String>,
    sent: usize,
}

impl Echo {
    async fn next(mut self) -> Option<(Result<String>, Self)> {
        if self.sent == 1
            && let Err(status) = self.handler.midway().await
        {
            return Some((Err(status), self));
        }
        self.sent += 1;
        match self.handler.next(&mut self.requests).await.transpose() {
            None => {
                self.handler.running.finish();
                None
            }
            Some(message) => Some((message, self)),
        }
    }
}
