//! The service of `interop/CASES.md`, but for what differs from stack to stack: the type of a status, and
//! metadata.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use futures_util::stream::{Stream, StreamExt, unfold};

use crate::proto::trefoil::interop::v1::{Failure, Reply, Request};

/// The receive limit, in bytes.
pub const RECEIVE_LIMIT: usize = 4 * 1024 * 1024;

/// A status in which a call can end.
pub trait FromFailure: Send + 'static {
    /// The status that a request asks for.
    fn from_failure(failure: &Failure) -> Self;
}

/// Counts the calls that were cancelled under their handler.
#[derive(Clone, Debug, Default)]
pub struct Cancelled(Arc<AtomicI32>);

impl Cancelled {
    /// A call begins.
    pub fn open(&self) -> OpenCall {
        OpenCall(Some(self.clone()))
    }

    fn count(&self) -> i32 {
        self.0.load(Ordering::SeqCst)
    }
}

/// A call under way: counted as cancelled if this is dropped before it is [done](OpenCall::done).
#[derive(Debug)]
pub struct OpenCall(Option<Cancelled>);

impl OpenCall {
    /// The handler came to its end.
    pub fn done(mut self) {
        self.0 = None;
    }
}

impl Drop for OpenCall {
    fn drop(&mut self) {
        if let Some(cancelled) = &self.0 {
            cancelled.0.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// `Unary`, with the time that is left until the deadline.
///
/// # Errors
/// If the request asks for it.
pub async fn unary<E: FromFailure>(
    request: Request,
    left: Option<Duration>,
    cancelled: &Cancelled,
) -> Result<Reply, E> {
    let text = request.text.clone();
    match &*text {
        "cancelled" => {
            return Ok(Reply {
                text,
                requests: cancelled.count(),
                ..Reply::default()
            });
        }
        "deadline" => {
            let left = left.map_or(-1, |left| {
                i64::try_from(left.as_millis()).unwrap_or(i64::MAX)
            });
            return Ok(Reply {
                text,
                requests: 1,
                request_bytes: left,
                ..Reply::default()
            });
        }
        _ => {}
    }
    let call = cancelled.open();
    wait(&request).await;
    call.done();
    match &request.failure {
        Some(failure) => Err(E::from_failure(failure)),
        None => Ok(reply_to(&request, 0)),
    }
}

/// `ClientStream`.
///
/// # Errors
/// If a request asks for it, or the requests do not come to a good end.
pub async fn client_stream<E: FromFailure>(
    mut requests: impl Stream<Item = Result<Request, E>> + Unpin,
    cancelled: &Cancelled,
) -> Result<Reply, E> {
    let call = cancelled.open();
    let mut reply = Reply::default();
    while let Some(request) = requests.next().await {
        // A failure in the middle is a cancelled call, which `call` counts.
        let request = request?;
        if let Some(failure) = &request.failure {
            call.done();
            return Err(E::from_failure(failure));
        }
        reply.requests += 1;
        reply.request_bytes += length(&request);
        reply.text = request.text;
    }
    call.done();
    Ok(reply)
}

/// `ServerStream`.
pub fn server_stream<E: FromFailure>(
    request: Request,
    cancelled: &Cancelled,
) -> impl Stream<Item = Result<Reply, E>> + Send + use<E> {
    let count = request
        .failure
        .as_ref()
        .map_or(request.reply_count, |failure| failure.after);
    unfold(
        Some((request, 0, cancelled.open())),
        move |state| async move {
            let (request, index, call) = state?;
            if index >= count {
                call.done();
                let failure = request.failure.as_ref()?;
                return Some((Err(E::from_failure(failure)), None));
            }
            wait(&request).await;
            let reply = reply_to(&request, index);
            Some((Ok(reply), Some((request, index + 1, call))))
        },
    )
}

/// `Bidi`.
pub fn bidi<E, R>(
    requests: R,
    cancelled: &Cancelled,
) -> impl Stream<Item = Result<Reply, E>> + Send + use<E, R>
where
    E: FromFailure,
    R: Stream<Item = Result<Request, E>> + Unpin + Send,
{
    unfold(Some((requests, 0, cancelled.open())), |state| async move {
        let (mut requests, index, call) = state?;
        let request = match requests.next().await {
            Some(Ok(request)) => request,
            Some(Err(status)) => return Some((Err(status), None)),
            None => {
                call.done();
                return None;
            }
        };
        wait(&request).await;
        if let Some(failure) = &request.failure {
            call.done();
            return Some((Err(E::from_failure(failure)), None));
        }
        let reply = reply_to(&request, index);
        Some((Ok(reply), Some((requests, index + 1, call))))
    })
}

async fn wait(request: &Request) {
    if let Ok(milliseconds @ 1..) = u64::try_from(request.delay_ms) {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    }
}

fn reply_to(request: &Request, index: i32) -> Reply {
    Reply {
        text: request.text.clone(),
        payload: vec![0x2a; usize::try_from(request.reply_size).unwrap_or(0)],
        requests: 1,
        request_bytes: length(request),
        index,
    }
}

fn length(request: &Request) -> i64 {
    i64::try_from(request.payload.len()).unwrap_or(i64::MAX)
}
