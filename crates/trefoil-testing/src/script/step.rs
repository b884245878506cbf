//! What a script consists of.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use trefoil_core::Status;

#[derive(Clone)]
pub(crate) enum Step<S, R> {
    Send(S),
    Expect(Expected<R>),
    ExpectEnd,
    Drain,
    Sleep(Duration),
}

/// A message that must come.
#[derive(Clone)]
pub(crate) struct Expected<R> {
    what: Arc<str>,
    fits: Arc<dyn Fn(&R) -> bool + Send + Sync>,
}

impl<R> Expected<R> {
    pub(super) fn new(what: String, fits: impl Fn(&R) -> bool + Send + Sync + 'static) -> Self {
        Self {
            what: what.into(),
            fits: Arc::new(fits),
        }
    }

    pub(super) fn fits(&self, message: &R) -> bool {
        (self.fits)(message)
    }
}

impl<S, R> Step<S, R> {
    /// What the step waits for, if the other side has to send it.
    pub(crate) fn awaited(&self) -> Option<&str> {
        match self {
            Self::Expect(expected) => Some(&expected.what),
            Self::ExpectEnd => Some("the end"),
            Self::Send(_) | Self::Drain | Self::Sleep(_) => None,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) enum End {
    Finish,
    Fail(Status),
    Hang,
    Vanish,
}

impl<S: fmt::Debug, R> fmt::Debug for Step<S, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Send(message) => f.debug_tuple("Send").field(message).finish(),
            Self::Expect(expected) => write!(f, "Expect({})", expected.what),
            Self::ExpectEnd => f.write_str("ExpectEnd"),
            Self::Drain => f.write_str("Drain"),
            Self::Sleep(time) => f.debug_tuple("Sleep").field(time).finish(),
        }
    }
}
