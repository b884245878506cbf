//! What the stubs of generated code are made of: [`Caller`], the four kinds of calls, and [`Client`].

mod call;
mod caller;

use std::sync::Arc;

pub use call::{Bidi, ClientStreaming, ResponseFuture, ServerStreaming, StreamFuture, Unary};
pub use caller::{Caller, DEFAULT_TIMEOUT, Timeout};

use crate::{Error, Invoker, ServiceDescriptor};

/// A stub of generated code. Construction is a trait, so that no constructor meets an rpc of its name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no stub",
    note = "a stub is what trefoil-build generates for a service: of `Greeter` it is `GreeterClient`"
)]
pub trait Client: Sized {
    /// The service it calls.
    const SERVICE: &'static ServiceDescriptor;

    /// A stub on this caller.
    fn from_caller(caller: Caller) -> Self;

    /// What the stub calls through.
    fn caller(&self) -> &Caller;

    /// A stub on an invoker of this process. What a URL of the invoker says of timeouts is not looked at:
    /// [`Client::from_url_invoker`] does.
    fn from_invoker(invoker: impl Invoker) -> Self {
        Self::from_caller(Caller::untimed(Arc::new(invoker)))
    }

    /// A stub on an invoker that a protocol made, with the timeouts of its URL.
    ///
    /// # Errors
    /// If a timeout of the URL is no time.
    fn from_url_invoker(invoker: Arc<dyn Invoker>) -> Result<Self, Error> {
        Caller::new(invoker).map(Self::from_caller)
    }

    /// The same stub with another default for how long a call may take.
    #[must_use]
    fn with_timeout(self, timeout: impl Into<Timeout>) -> Self {
        Self::from_caller(self.caller().clone().with_timeout(timeout))
    }
}
