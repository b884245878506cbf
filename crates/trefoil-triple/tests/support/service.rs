//! A service with the four modes, written by hand. What a request asks for is in its text or number.

use std::sync::Arc;

use tokio::sync::watch;
use trefoil_core::codec::Prost;
use trefoil_core::{
    BoxFuture, Context, Detail, Invocation, Invoker, Metadata, MethodDescriptor, MethodKind, Reply,
    Request, Response, Result, Service, ServiceDescriptor, Status, Streaming, server,
};

pub const ECHO: usize = 0;
pub const COUNT: usize = 1;
pub const SUM: usize = 2;
pub const CHAT: usize = 3;

static METHODS: [MethodDescriptor; 4] = [
    MethodDescriptor::new("Echo", "/test.Test/Echo", MethodKind::Unary),
    MethodDescriptor::new("Count", "/test.Test/Count", MethodKind::ServerStreaming),
    MethodDescriptor::new("Sum", "/test.Test/Sum", MethodKind::ClientStreaming),
    MethodDescriptor::new("Chat", "/test.Test/Chat", MethodKind::Bidi),
];
pub static TEST: ServiceDescriptor = ServiceDescriptor::new("test.Test", &METHODS);

/// What happens to handlers.
#[derive(Debug, Default)]
pub struct Probe {
    pub started: Counter,
    /// Handlers whose future or stream is gone.
    pub dropped: Counter,
    /// Messages that streams gave.
    pub produced: Counter,
    /// Contexts that were cancelled.
    pub cancelled: Counter,
}

/// Counts, and lets others wait for a count.
#[derive(Debug, Default)]
pub struct Counter(watch::Sender<usize>);

impl Counter {
    pub fn add(&self) {
        self.0.send_modify(|count| *count += 1);
    }

    pub fn get(&self) -> usize {
        *self.0.borrow()
    }

    #[track_caller]
    pub fn reaches(&self, count: usize) -> impl Future<Output = ()> {
        let mut receiver = self.0.subscribe();
        super::within(async move {
            receiver.wait_for(|now| *now >= count).await.unwrap();
        })
    }
}

/// One handler at work.
pub struct Working(Arc<Probe>);

impl Probe {
    pub fn work(self: &Arc<Self>, context: Context) -> Working {
        self.started.add();
        let probe = Arc::clone(self);
        tokio::spawn(async move {
            context.cancelled().await;
            probe.cancelled.add();
        });
        Working(Arc::clone(self))
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        self.0.dropped.add();
    }
}

pub struct Test(pub Arc<Probe>);

impl Invoker for Test {
    fn service(&self) -> Service {
        Service::from_static(&TEST)
    }

    fn invoke(&self, call: Invocation) -> BoxFuture<Result<Reply>> {
        let working = self.0.work(call.context().clone());
        match call.method_index() {
            ECHO => server::unary(Prost, call, |request| echo(request, working)),
            COUNT => server::server_streaming(Prost, call, |request| count(request, working)),
            SUM => server::client_streaming(Prost, call, |request| sum(request, working)),
            CHAT => server::bidi(Prost, call, |request| chat(request, working)),
            _ => server::unimplemented(call),
        }
    }
}

pub fn detail() -> Detail {
    Detail {
        type_url: "type.googleapis.com/test.Why".into(),
        value: vec![1, 2, 3].into(),
    }
}

/// Gives the text back, and the caller's metadata as initial metadata and as trailers.
async fn echo(request: Request<String>, _working: Working) -> Result<Response<String>> {
    let metadata = request.metadata().clone();
    let text = match request.get_ref().as_str() {
        "!never" => std::future::pending().await,
        "!panic" => panic!("secret of the handler"),
        "!late panic" => {
            tokio::task::yield_now().await;
            panic!("secret of the handler");
        }
        "!business" => return Err(Status::business("no such order")),
        "!source" => return Err(Status::from_error(std::io::Error::other("secret"))),
        "!fail" => {
            let mut metadata = Metadata::new();
            metadata.append("x-why", "because")?;
            let status = Status::not_found("100% ☺\r\n + gone")
                .with_details([detail()])
                .with_metadata(metadata);
            return Err(status);
        }
        "!left" => format!("{:?}", request.context().time_left()),
        "!group" => request.metadata().len().to_string(),
        "!large" => "x".repeat(1 << 20),
        text => text.to_owned(),
    };
    let mut response = Response::new(text);
    *response.metadata_mut() = metadata.clone();
    *response.trailers_mut() = metadata;
    Ok(response)
}

/// Counts from 1; 1,000 is never reached, and 1,001 and up end in other ways.
async fn count(request: Request<u64>, working: Working) -> Result<Response<Streaming<u64>>> {
    let to = request.into_inner();
    if to == 404 {
        return Err(Status::not_found("no numbers"));
    }
    let stream = futures_util::stream::unfold((0, working), move |(last, working)| async move {
        let next = last + 1;
        working.0.produced.add();
        match (to, next) {
            // Says nothing.
            (1000, _) => std::future::pending().await,
            // One message, then nothing.
            (1001, 2) => std::future::pending().await,
            (1002, 2) => Some((Err(Status::data_loss("lost count")), (next, working))),
            (1003, 2) => panic!("secret of the stream"),
            // As many as the peer takes.
            (1004, _) => Some((Ok(next), (next, working))),
            (to, next) if next > to => None,
            _ => Some((Ok(next), (next, working))),
        }
    });
    let mut response = Response::new(Streaming::new(stream));
    response.metadata_mut().append("x-first", "1")?;
    response.trailers_mut().append("x-last", "2")?;
    Ok(response)
}

/// Adds up to the end, or to a zero: then it answers early.
async fn sum(request: Request<Streaming<u64>>, _working: Working) -> Result<Response<u64>> {
    let mut numbers = request.into_inner();
    let mut sum = 0;
    while let Some(number) = numbers.message().await? {
        if number == 0 {
            return Ok(Response::new(sum));
        }
        sum += number;
    }
    Ok(Response::new(sum))
}

/// Answers each text; `!bye` ends the call early.
async fn chat(
    request: Request<Streaming<String>>,
    working: Working,
) -> Result<Response<Streaming<String>>> {
    let requests = request.into_inner();
    let stream =
        futures_util::stream::unfold((requests, working), |(mut requests, working)| async move {
            let reply = match requests.message().await {
                Ok(Some(text)) if text == "!bye" => return None,
                Ok(Some(text)) => Ok(text),
                Ok(None) => return None,
                Err(status) => Err(status),
            };
            Some((reply, (requests, working)))
        });
    Ok(Response::new(Streaming::new(stream)))
}
