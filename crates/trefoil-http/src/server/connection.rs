//! One connection, from its preface to its end.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use h2::server::SendResponse;
use tokio::time::timeout;
use trefoil_core::Peer;

use super::drain::Worker;
use super::{Budget, Handler, Incoming, Respond};
use crate::keepalive::keepalive;
use crate::transport::Transport;
use crate::{RecvBody, Settings};

/// The smallest frame size HTTP/2 allows us to grant, and what most peers use.
const FRAME: u32 = 16 * 1024;

/// How many requests are taken before the first of them is answered. Their answers share a write; what
/// comes later waits for its turn.
const BATCH: usize = 64;

/// How much of a stream's output h2 holds for calls that write faster than the peer reads.
/// More than a socket takes at once buys nothing: it is memory that has left the caches when it is written.
const SEND_BUFFER: usize = 64 * 1024;

pub(super) struct Connection {
    pub(super) handler: Arc<dyn Handler>,
    pub(super) settings: Settings,
    pub(super) peer: Arc<Peer>,
    pub(super) budget: Budget,
    pub(super) worker: Worker,
}

impl Connection {
    /// Serves the connection. What a peer does wrong ends this connection and nothing else, so there is
    /// no error to give.
    pub(super) async fn run(self, transport: Transport) {
        let handshake = self.builder().handshake::<_, Bytes>(transport);
        let opened = tokio::select! {
            opened = timeout(self.settings.connect_timeout, handshake) => opened,
            // Who has not said a word yet has no call to lose.
            () = self.worker.draining() => return,
        };
        let Ok(Ok(mut h2)) = opened else {
            return;
        };
        let mut silence = pin!(keepalive(h2.ping_pong(), self.settings.clone()));
        let mut draining = pin!(self.worker.draining());
        let mut forced = pin!(self.worker.forced());
        let mut drained = false;
        let mut batch = Vec::new();
        loop {
            // Asked each time around: a peer that always has a request would never let us wait for them.
            if self.worker.is_forced() {
                h2.abrupt_shutdown(h2::Reason::NO_ERROR);
                // Sends the last frame and closes.
                let close = std::future::poll_fn(|cx| h2.poll_closed(cx));
                let _ = timeout(std::time::Duration::from_secs(1), close).await;
                return;
            }
            if !drained && self.worker.is_draining() {
                drained = true;
                h2.graceful_shutdown();
            }
            tokio::select! {
                biased;
                open = std::future::poll_fn(|cx| poll_batch(&mut h2, &mut batch, cx)) => {
                    for (request, respond) in batch.drain(..) {
                        self.call(request, respond).await;
                    }
                    if !open {
                        return;
                    }
                }
                () = &mut draining, if !drained => {}
                () = &mut forced => {}
                () = &mut silence => return,
            }
        }
    }

    fn builder(&self) -> h2::server::Builder {
        let mut builder = h2::server::Builder::new();
        builder
            .initial_window_size(self.settings.stream_window)
            .initial_connection_window_size(self.settings.connection_window)
            .max_concurrent_streams(self.settings.max_streams)
            .max_header_list_size(self.settings.max_header_list_size)
            .max_frame_size(FRAME)
            .max_send_buffer_size(SEND_BUFFER);
        builder
    }

    async fn call(&self, request: http::Request<h2::RecvStream>, respond: SendResponse<Bytes>) {
        let (head, body) = request.into_parts();
        let request = Incoming {
            head,
            body: RecvBody::new(body),
            peer: Arc::clone(&self.peer),
            budget: self.budget.clone(),
        };
        let handler = Arc::clone(&self.handler);
        let mut call = handler.handle(request, Respond::new(respond));
        let first = std::future::poll_fn(|cx| Poll::Ready(call.as_mut().poll(cx))).await;
        if first.is_pending() {
            let worker = self.worker.clone();
            tokio::spawn(async move {
                tokio::select! {
                    biased;
                    () = call => {}
                    () = worker.forced() => {}
                }
            });
        }
    }
}

type Accepted = (http::Request<h2::RecvStream>, SendResponse<Bytes>);

/// Takes all requests that are there, and says whether the connection goes on. Each look at the connection
/// writes what is to be written, so answers that are made between two looks go out together.
fn poll_batch(
    h2: &mut h2::server::Connection<Transport, Bytes>,
    batch: &mut Vec<Accepted>,
    cx: &mut Context<'_>,
) -> Poll<bool> {
    while batch.len() < BATCH {
        match h2.poll_accept(cx) {
            Poll::Ready(Some(Ok(request))) => batch.push(request),
            Poll::Ready(Some(Err(_)) | None) => return Poll::Ready(false),
            Poll::Pending if batch.is_empty() => return Poll::Pending,
            Poll::Pending => break,
        }
    }
    Poll::Ready(true)
}
