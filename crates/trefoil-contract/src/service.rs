//! The service that the contract is tested with: its requests say what it is to do.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use trefoil_core::codec::Prost;
use trefoil_core::{
    BoxFuture, Detail, Invocation, Invoker, MethodDescriptor, MethodKind, Metadata, Reply, Request,
    Response, Result, Service, ServiceDescriptor, Status, Streaming, server,
};

/// What callers know: one method more than the service has.
pub(crate) static PROBE: ServiceDescriptor = ServiceDescriptor::new("contract.Probe", &METHODS);
static METHODS: [MethodDescriptor; 5] = [
    MethodDescriptor::new("Unary", "/contract.Probe/Unary", MethodKind::Unary),
    MethodDescriptor::new("Down", "/contract.Probe/Down", MethodKind::ServerStreaming),
    MethodDescriptor::new("Up", "/contract.Probe/Up", MethodKind::ClientStreaming),
    MethodDescriptor::new("Both", "/contract.Probe/Both", MethodKind::Bidi),
    MethodDescriptor::new("Missing", "/contract.Probe/Missing", MethodKind::Unary),
];

static PROVIDED: ServiceDescriptor = ServiceDescriptor::new("contract.Probe", &FOUR);
static FOUR: [MethodDescriptor; 4] = [
    MethodDescriptor::new("Unary", "/contract.Probe/Unary", MethodKind::Unary),
    MethodDescriptor::new("Down", "/contract.Probe/Down", MethodKind::ServerStreaming),
    MethodDescriptor::new("Up", "/contract.Probe/Up", MethodKind::ClientStreaming),
    MethodDescriptor::new("Both", "/contract.Probe/Both", MethodKind::Bidi),
];

/// What the service saw.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) calls: AtomicUsize,
    pub(crate) cancelled: AtomicUsize,
    /// Request streams that ended with an error.
    pub(crate) broken: AtomicUsize,
    /// Request streams that ended well.
    pub(crate) ended: AtomicUsize,
}

impl Seen {
    /// Waits for a count: what happens on the other side is seen a moment later.
    pub(crate) async fn until(&self, what: impl Fn(&Self) -> &AtomicUsize, count: usize) {
        while what(self).load(Ordering::SeqCst) < count {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
}

#[derive(Clone, Default)]
pub(crate) struct Probe(pub(crate) Arc<Seen>);

impl Invoker for Probe {
    fn service(&self) -> Service {
        Service::from_static(&PROVIDED)
    }

    fn invoke(&self, call: Invocation) -> BoxFuture<Result<Reply>> {
        let probe = self.clone();
        self.0.calls.fetch_add(1, Ordering::SeqCst);
        match call.method_index() {
            0 => server::unary(Prost, call, move |request| async move { probe.unary(request).await }),
            1 => server::server_streaming(Prost, call, move |request| async move {
                probe.watch(&request);
                probe.down(request).await
            }),
            2 => server::client_streaming(Prost, call, move |request| async move {
                probe.watch(&request);
                probe.up(request).await
            }),
            3 => server::bidi(Prost, call, move |request| async move {
                probe.watch(&request);
                probe.both(request).await
            }),
            _ => server::unimplemented(call),
        }
    }
}

impl Probe {
    /// Counts a call that is given up, from a task that outlives the handler.
    fn watch<T>(&self, request: &Request<T>) {
        let (context, seen) = (request.context(), Arc::clone(&self.0));
        tokio::spawn(async move {
            let cancelled = tokio::time::timeout(Duration::from_secs(20), context.cancelled());
            if cancelled.await.is_ok() {
                seen.cancelled.fetch_add(1, Ordering::SeqCst);
            }
        });
    }

    async fn unary(&self, request: Request<String>) -> Result<Response<String>> {
        self.watch(&request);
        let answer = match request.get_ref().as_str() {
            "never" => std::future::pending().await,
            "panic" => panic!("as asked"),
            "fail" => return Err(failure()),
            "business" => return Err(Status::business("not today")),
            "peer" => request.remote_addr().map(ToString::to_string).unwrap_or_default(),
            "left" => {
                let left = request.context().time_left();
                left.map_or("none".into(), |left| left.as_millis().to_string())
            }
            "pause" => {
                tokio::time::sleep(Duration::from_millis(20)).await;
                "paused".to_owned()
            }
            text => text.to_owned(),
        };
        let mut response = Response::new(answer);
        echo(request.metadata(), response.metadata_mut());
        echo(request.metadata(), response.trailers_mut());
        Ok(response)
    }

    /// Counts up to a number; `N then COMMAND` goes on with `never`, `fail` or `panic`.
    async fn down(&self, request: Request<String>) -> Result<Response<Streaming<String>>> {
        let text = request.get_ref().clone();
        let (count, then) = text.split_once(" then ").unwrap_or((&text, ""));
        let count: usize = count.parse().map_err(|_| Status::invalid_argument("no number"))?;
        let (mut sender, stream) = Streaming::channel(4);
        let then = then.to_owned();
        let stream = match then.as_str() {
            "never" => {
                tokio::spawn(async move {
                    for index in 0..count {
                        if sender.send(index.to_string()).await.is_err() {
                            return;
                        }
                    }
                    sender.closed().await;
                });
                stream
            }
            "fail" => {
                tokio::spawn(async move {
                    for index in 0..count {
                        if sender.send(index.to_string()).await.is_err() {
                            return;
                        }
                    }
                    sender.fail(failure());
                });
                stream
            }
            _ => Streaming::from_iter((0..count).map(|index| index.to_string())),
        };
        let mut response = Response::new(stream);
        echo(request.metadata(), response.metadata_mut());
        echo(request.metadata(), response.trailers_mut());
        Ok(response)
    }

    async fn up(&self, request: Request<Streaming<String>>) -> Result<Response<String>> {
        let mut texts = request.into_inner();
        let mut count = 0;
        loop {
            match texts.message().await {
                Ok(Some(text)) if text == "never" => std::future::pending().await,
                Ok(Some(text)) if text == "fail" => return Err(failure()),
                Ok(Some(_)) => count += 1,
                Ok(None) => {
                    self.0.ended.fetch_add(1, Ordering::SeqCst);
                    return Ok(Response::new(count.to_string()));
                }
                Err(status) => {
                    self.0.broken.fetch_add(1, Ordering::SeqCst);
                    return Err(status);
                }
            }
        }
    }

    async fn both(
        &self,
        request: Request<Streaming<String>>,
    ) -> Result<Response<Streaming<String>>> {
        let mut response = Response::new(());
        echo(request.metadata(), response.metadata_mut());
        let mut texts = request.into_inner();
        let (mut sender, stream) = Streaming::channel(4);
        let seen = Arc::clone(&self.0);
        tokio::spawn(async move {
            loop {
                match texts.message().await {
                    Ok(Some(text)) if text == "fail" => return sender.fail(failure()),
                    Ok(Some(text)) => {
                        if sender.send(text).await.is_err() {
                            return;
                        }
                    }
                    Ok(None) => {
                        seen.ended.fetch_add(1, Ordering::SeqCst);
                        return sender.finish();
                    }
                    Err(status) => {
                        seen.broken.fetch_add(1, Ordering::SeqCst);
                        return sender.fail(status);
                    }
                }
            }
        });
        Ok(response.map(|()| stream))
    }
}

/// Sends back what begins with `echo`.
fn echo(from: &Metadata, to: &mut Metadata) {
    for (key, value) in from.iter().filter(|(key, _)| key.to_lowercase().starts_with("echo")) {
        to.append(key.to_owned(), value.clone()).unwrap();
    }
}

/// A status with all that a status can have.
pub(crate) fn failure() -> Status {
    let mut metadata = Metadata::new();
    metadata.insert("x-why", "because").unwrap();
    metadata.insert_bin("x-raw-bin", vec![0, 255]).unwrap();
    Status::failed_precondition("100% not ☺ + ready")
        .with_details([Detail { type_url: "t/contract.D".into(), value: vec![1, 2].into() }])
        .with_metadata(metadata)
}
