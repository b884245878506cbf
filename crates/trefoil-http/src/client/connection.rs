//! One connection of a channel.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use arc_swap::ArcSwapOption;
use bytes::Bytes;
use http::{Request, Response};

use super::foreign::Foreign;
use crate::keepalive::keepalive;
use crate::transport::Transport;
use crate::{RecvBody, SendBody, Settings, StreamError};

/// The right to send requests over a connection.
#[derive(Clone, Debug)]
pub struct Sender(h2::client::SendRequest<Bytes>);

/// A request that is under way.
#[derive(Debug)]
pub struct Exchange {
    /// Where the head of the response comes from.
    pub response: ResponseHead,
    /// Where the request's body goes.
    pub body: SendBody,
}

/// The head of a response that is awaited.
#[derive(Debug)]
pub struct ResponseHead(h2::client::ResponseFuture);

impl Sender {
    /// Sends the head of a request; with `end` that is all of it.
    ///
    /// # Errors
    /// If the connection takes no more requests. Nothing was sent then.
    pub fn send(&mut self, head: Request<()>, end: bool) -> Result<Exchange, StreamError> {
        let (response, stream) = self.0.send_request(head, end)?;
        Ok(Exchange {
            response: ResponseHead(response),
            body: SendBody::new(stream, end),
        })
    }
}

impl ResponseHead {
    /// The head of the response, and its body.
    pub fn poll_head(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Response<RecvBody>, StreamError>> {
        let response = ready!(Pin::new(&mut self.0).poll(cx))?;
        Poll::Ready(Ok(response.map(RecvBody::new)))
    }
}

/// Starts a connection on a transport. It empties `slot` when it takes no more requests.
pub(super) async fn open(
    transport: Transport,
    settings: &Settings,
    slot: Arc<ArcSwapOption<Live>>,
) -> Result<Arc<Live>, h2::Error> {
    let (sender, mut connection) = h2::client::Builder::new()
        .initial_window_size(settings.stream_window)
        .initial_connection_window_size(settings.connection_window)
        .max_header_list_size(settings.max_header_list_size)
        .enable_push(false)
        .handshake(Foreign::new(transport))
        .await?;
    let live = Arc::new(Live {
        sender: Sender(sender),
    });
    slot.store(Some(Arc::clone(&live)));
    // Weak: a connection ends when nobody can send over it any more, and this task is nobody.
    let (ours, slot) = (Arc::downgrade(&live), Arc::downgrade(&slot));
    let settings = settings.clone();
    // One task a connection: it moves the bytes of all its calls.
    tokio::spawn(async move {
        let silence = keepalive(connection.ping_pong(), settings);
        let mut silence = pin!(silence);
        tokio::select! {
            biased;
            // However it ended: the calls that were under way know why.
            _ = &mut connection => {}
            () = &mut silence => {}
        }
        if let (Some(ours), Some(slot)) = (ours.upgrade(), slot.upgrade()) {
            ours.retire(&slot);
        }
    });
    Ok(live)
}

/// A connection that takes requests.
#[derive(Debug)]
pub(super) struct Live {
    sender: Sender,
}

impl Live {
    /// A sender, if the connection still takes requests: a peer that sent GOAWAY does not.
    pub(super) fn sender(&self, cx: &mut Context<'_>) -> Option<Sender> {
        let mut sender = self.sender.clone();
        match sender.0.poll_ready(cx) {
            Poll::Ready(Err(_)) => None,
            // A fresh clone waits for nobody; h2 queues what is above the peer's limit of streams.
            Poll::Ready(Ok(())) | Poll::Pending => Some(sender),
        }
    }

    /// Makes room for another connection, if this one is still in its slot.
    pub(super) fn retire(self: &Arc<Self>, slot: &ArcSwapOption<Live>) {
        slot.rcu(|now| match now {
            Some(live) if Arc::ptr_eq(live, self) => None,
            other => other.clone(),
        });
    }
}
