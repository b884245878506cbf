//! One call within the process.

use std::sync::Arc;

use tokio::task::JoinHandle;
use trefoil_core::{
    BoxFuture, Context, Deadline, Invocation, Invoker, Method, Payload, Peer, Reply, Result, Status,
};

/// Runs a call on an invoker of this process as if it had come over a wire: with a context of its own,
/// within its deadline, cancelled when nobody waits. The messages stay what they are.
pub(crate) fn call(
    provider: &Arc<dyn Invoker>,
    peer: &Arc<Peer>,
    call: Invocation,
) -> BoxFuture<Result<Reply>> {
    let kind = call.method().kind();
    let handler = run(Arc::clone(provider), Arc::clone(peer), call);
    match (kind.streams_requests(), kind.streams_replies()) {
        (false, false) => Box::pin(handler),
        // Opening a stream does not wait for the service: the handler runs when the stream is read.
        (false, true) => Box::pin(async { Ok(Reply::new(Payload::deferred(Box::pin(handler)))) }),
        // Requests are taken whether or not the replies are read: the handler has a task.
        (true, false) => Box::pin(async { Task(tokio::spawn(handler)).join().await }),
        (true, true) => Box::pin(async {
            let task = Task(tokio::spawn(handler));
            Ok(Reply::new(Payload::deferred(Box::pin(task.join()))))
        }),
    }
}

async fn run(provider: Arc<dyn Invoker>, peer: Arc<Peer>, call: Invocation) -> Result<Reply> {
    let mut deadline = Deadline::new(call.context().deadline());
    if deadline.has_passed() {
        return Err(Deadline::passed());
    }
    let context = Context::of(call.context().deadline(), Some(peer));
    let guard = context.guard();
    let method = provided(&provider, call.method())?;
    let Invocation {
        metadata,
        payload,
        extensions,
        ..
    } = call;
    // What filters of the caller left is the caller's own.
    drop(extensions);
    let call = Invocation::new(method, context, payload).with_metadata(metadata);
    let mut late = false;
    let reply = deadline
        .limit(provider.invoke(call))
        .await
        .inspect_err(|status| {
            late = status.code() == trefoil_core::Code::DeadlineExceeded;
        });
    if !late {
        guard.done();
    }
    reply
}

/// The provider's method of the name: the two ends may be of different versions of one `.proto`.
fn provided(provider: &Arc<dyn Invoker>, wanted: &Method) -> Result<Method> {
    let service = provider.service();
    let index = match service.methods().get(wanted.index()) {
        Some(method) if method.name() == wanted.name() => Some(wanted.index()),
        _ => service
            .methods()
            .iter()
            .position(|method| method.name() == wanted.name()),
    };
    index
        .and_then(|index| service.method(index))
        .filter(|method| method.kind() == wanted.kind())
        .ok_or_else(|| Status::unimplemented(format!("there is no method `{}`", wanted.path())))
}

/// A task that ends with whoever waits for it.
struct Task(JoinHandle<Result<Reply>>);

impl Task {
    async fn join(mut self) -> Result<Reply> {
        match (&mut self.0).await {
            Ok(reply) => reply,
            Err(error) if error.is_panic() => Err(Status::internal("the handler panicked")),
            Err(error) => Err(Status::cancelled("the call was given up").with_source(error)),
        }
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}
