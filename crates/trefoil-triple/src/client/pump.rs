//! Calls whose requests are a stream.

use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;

use bytes::Bytes;
use tokio::task::AbortHandle;
use trefoil_core::codec::Format;
use trefoil_core::{Payload, Reply, Result, Status};
use trefoil_http::SendBody;
use trefoil_http::client::{Exchange, ResponseHead};

use super::invoker::{CallHead, Shared};
use super::open::{Answer, Opening, failed, response};
use super::replies::Replies;
use super::unary::only;
use crate::messages::{Outgoing, Written};
use trefoil_core::Deadline;

pub(super) async fn client_streaming(
    shared: Arc<Shared>,
    method: usize,
    head: CallHead,
    payload: Payload,
) -> Result<Reply> {
    only(open(shared, method, head, payload).await?).await
}

pub(super) async fn bidi(
    shared: Arc<Shared>,
    method: usize,
    head: CallHead,
    payload: Payload,
) -> Result<Reply> {
    let replies = open(shared, method, head, payload).await?;
    Ok(Reply::new(Payload::encoded_stream(
        Format::PROTO,
        Box::new(replies),
    )))
}

async fn open(
    shared: Arc<Shared>,
    method: usize,
    head: CallHead,
    payload: Payload,
) -> Result<Replies> {
    let requests = Outgoing::new(payload, shared.limits.send)?;
    let mut deadline = head.deadline();
    let watched = head.deadline();
    let limit = shared.limits.receive;
    let opening = Opening {
        shared,
        method,
        head,
    };
    // A request that is a stream can be sent only once: nothing is taken of it before a connection has it.
    let Exchange { response, body } = opening.send(None, &mut deadline).await?;
    let pumping = Pumping::start(requests, body).await;
    Ok(Replies::new(
        Box::pin(wait(response, watched)),
        deadline,
        limit,
        Some(pumping),
    ))
}

async fn wait(mut awaited: ResponseHead, mut deadline: Deadline) -> Result<Answer> {
    match response(&mut awaited, &mut deadline).await? {
        Ok((head, body)) => Ok(Answer {
            head,
            body,
            _request: None,
        }),
        Err(error) => Err(failed(error, &deadline)),
    }
}

/// Requests on their way. Dropping it cancels what is left of them.
pub(super) struct Pumping {
    task: Option<AbortHandle>,
    failed: Arc<Mutex<Option<Status>>>,
}

impl Pumping {
    /// Sends what is ready now; a task sends the rest, if there is any, so that requests go out whether or
    /// not anybody reads the replies.
    async fn start(mut requests: Outgoing, mut body: SendBody) -> Self {
        let failed = Arc::new(Mutex::new(None));
        let report = Arc::clone(&failed);
        let mut pump = Box::pin(async move {
            if let Err(status) = pump(&mut requests, &mut body).await {
                // The reason first: the reset wakes whoever looks for it.
                *report.lock().unwrap_or_else(PoisonError::into_inner) = Some(status);
                body.cancel();
            }
        });
        let first = std::future::poll_fn(|cx| Poll::Ready(pump.as_mut().poll(cx))).await;
        let task = first
            .is_pending()
            .then(|| tokio::spawn(pump).abort_handle());
        Self { task, failed }
    }

    /// Stops sending; says why the requests failed, if they did.
    pub(super) fn stop(self) -> Option<Status> {
        self.failed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }
}

impl Drop for Pumping {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
    }
}

/// Sends a stream to its end. An error is one of the stream: the call is to be cancelled.
async fn pump(requests: &mut Outgoing, body: &mut SendBody) -> Result<()> {
    // A stream whose service has not answered yet, as in a proxy, is asked for its metadata first.
    std::future::poll_fn(|cx| requests.poll_metadata(cx)).await?;
    let written = std::future::poll_fn(|cx| {
        if let Poll::Ready(written) = requests.poll_write(cx, body) {
            return Poll::Ready(Some(written));
        }
        body.poll_reset(cx).map(|()| None)
    });
    match written.await {
        Some(Written::All(Ok(()))) => {
            // If the stream is over, its reply says why.
            let _ = body.send(Bytes::new(), true);
            Ok(())
        }
        Some(Written::All(Err(status))) => Err(status),
        // The server takes no more: it has answered already.
        Some(Written::Refused) | None => Ok(()),
    }
}
