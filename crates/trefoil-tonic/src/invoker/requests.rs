//! The request side of a call of a service of tonic.

use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use trefoil_core::{Request, Status, Streaming};

use crate::convert::IntoTonic as _;

/// Why the requests of a call ended badly, if they did. What the service makes of that is not the reason.
#[derive(Clone, Default)]
pub(super) struct Failed(Arc<OnceLock<Status>>);

impl Failed {
    pub(super) fn get(&self) -> Option<Status> {
        self.0.get().cloned()
    }
}

/// The messages of a request, as tonic's encoder takes them.
pub(super) struct Requests {
    source: Source,
    failed: Failed,
}

enum Source {
    One(Option<Bytes>),
    Many(Streaming<Bytes>),
}

impl Requests {
    pub(super) fn one(message: Bytes) -> Self {
        Self {
            source: Source::One(Some(message)),
            failed: Failed::default(),
        }
    }

    /// Takes the stream out of its request.
    pub(super) fn many(request: Request<Streaming<Bytes>>) -> (Request<Bytes>, Self) {
        let mut stream = Streaming::empty();
        let request = request.map(|messages| {
            stream = messages;
            Bytes::new()
        });
        let requests = Self {
            source: Source::Many(stream),
            failed: Failed::default(),
        };
        (request, requests)
    }

    pub(super) fn failed(&self) -> Failed {
        self.failed.clone()
    }
}

impl Stream for Requests {
    type Item = Result<Bytes, tonic::Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let stream = match &mut self.source {
            Source::One(message) => return Poll::Ready(message.take().map(Ok)),
            Source::Many(stream) => stream,
        };
        let item = ready!(Pin::new(stream).poll_next(cx));
        Poll::Ready(item.map(|message| {
            message.map_err(|status| {
                let told = broken_off(&status);
                // It fails once.
                let _ = self.failed.0.set(status);
                told
            })
        }))
    }
}

/// What a service of tonic is told. Of CANCELLED tonic would make a good end, and of half of the data all.
fn broken_off(status: &Status) -> tonic::Status {
    match status.code() {
        trefoil_core::Code::Cancelled => tonic::Status::unknown(format!(
            "the requests were broken off: {}",
            status.message()
        )),
        _ => status.clone().into_tonic(),
    }
}
