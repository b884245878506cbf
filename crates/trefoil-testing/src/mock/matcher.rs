//! Which calls an expectation is for.

use std::sync::Arc;

use trefoil_core::Request;

use crate::Input;

type Fits<In> = Arc<dyn Fn(&Request<In>) -> bool + Send + Sync>;

pub(super) struct Matcher<I: Input> {
    text: Arc<str>,
    fits: Fits<I::Value>,
}

impl<I: Input> Matcher<I> {
    /// The text completes "the call is for ..".
    pub(super) fn new(
        text: impl Into<Arc<str>>,
        fits: impl Fn(&Request<I::Value>) -> bool + Send + Sync + 'static,
    ) -> Self {
        Self {
            text: text.into(),
            fits: Arc::new(fits),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn fits(&self, request: &Request<I::Value>) -> bool {
        (self.fits)(request)
    }
}

impl<I: Input> Clone for Matcher<I> {
    fn clone(&self) -> Self {
        Self {
            text: Arc::clone(&self.text),
            fits: Arc::clone(&self.fits),
        }
    }
}
