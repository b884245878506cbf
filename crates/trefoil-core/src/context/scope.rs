//! The current context of a thread, set while a call's code runs.

use std::cell::RefCell;
use std::pin::Pin;
use std::task::Poll;

use super::Context;

thread_local! {
    static CURRENT: RefCell<Option<Context>> = const { RefCell::new(None) };
}

pub(super) fn current() -> Option<Context> {
    CURRENT.with_borrow(Option::clone)
}

/// Makes a context the current one while `run` runs: what a protocol wraps around each poll of a
/// handler's stream.
pub(crate) fn enter<R>(context: &mut Option<Context>, run: impl FnOnce() -> R) -> R {
    struct Restore<'a>(&'a mut Option<Context>);
    impl Drop for Restore<'_> {
        fn drop(&mut self) {
            CURRENT.with_borrow_mut(|current| std::mem::swap(current, self.0));
        }
    }
    // The context moves in and out, so that a poll costs no count of references.
    CURRENT.with_borrow_mut(|current| std::mem::swap(current, context));
    let _restore = Restore(context);
    run()
}

pin_project_lite::pin_project! {
    /// A future that runs for a call: [`Context::scope`] makes it.
    #[derive(Debug)]
    pub struct Scope<F> {
        context: Option<Context>,
        #[pin]
        future: F,
    }
}

impl<F: Future> Scope<F> {
    pub(super) fn new(context: Context, future: F) -> Self {
        Self {
            context: Some(context),
            future,
        }
    }
}

impl<F: Future> Future for Scope<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        enter(this.context, || this.future.poll(cx))
    }
}
