//! [`Filter`]: what happens around a call, on either side.

use std::sync::Arc;

use crate::{BoxFuture, Invocation, Invoker, Reply, Result, Service, Url};

/// Code around every call of an invoker: logs, checks, changes, answers itself, or calls on, more than
/// once if it likes.
///
/// ```
/// use trefoil_core::{Filter, Invocation, Next, Reply, Result, Status};
///
/// struct Token(String);
///
/// impl Filter for Token {
///     async fn call(&self, call: Invocation, next: Next) -> Result<Reply> {
///         if call.metadata.get("token") != Some(self.0.as_str()) {
///             return Err(Status::unauthenticated("the token is missing or wrong"));
///         }
///         next.run(call).await
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no `Filter`",
    note = "a filter is a type with `impl Filter`, whose method is `async fn call(&self, call: Invocation, next: Next) -> Result<Reply>`"
)]
pub trait Filter: Send + Sync + 'static {
    /// Handles a call; `next` is the rest of the chain.
    fn call(&self, call: Invocation, next: Next) -> impl Future<Output = Result<Reply>> + Send;
}

/// A [`Filter`] whose type is forgotten: what a chain and a registry hold.
#[derive(Clone)]
pub struct AnyFilter(Arc<dyn Erased>);

trait Erased: Send + Sync + 'static {
    fn call(self: Arc<Self>, call: Invocation, next: Next) -> BoxFuture<Result<Reply>>;
}

impl<F: Filter> Erased for F {
    fn call(self: Arc<Self>, call: Invocation, next: Next) -> BoxFuture<Result<Reply>> {
        Box::pin(async move { Filter::call(&*self, call, next).await })
    }
}

impl AnyFilter {
    /// Forgets the type of a filter.
    pub fn new(filter: impl Filter) -> Self {
        Self(Arc::new(filter))
    }
}

/// The rest of a chain of filters, with the invoker at its end. A clone calls on once more: a retry.
#[derive(Clone)]
pub struct Next {
    chain: Arc<Chain>,
    position: usize,
}

struct Chain {
    filters: Vec<AnyFilter>,
    invoker: Arc<dyn Invoker>,
}

impl Next {
    /// Calls on.
    pub fn run(mut self, call: Invocation) -> BoxFuture<Result<Reply>> {
        match self.chain.filters.get(self.position) {
            Some(AnyFilter(filter)) => {
                let filter = Arc::clone(filter);
                self.position += 1;
                filter.call(call, self)
            }
            None => self.chain.invoker.invoke(call),
        }
    }

    /// The invoker at the end of the chain.
    pub fn invoker(&self) -> &Arc<dyn Invoker> {
        &self.chain.invoker
    }
}

/// Puts filters around an invoker; the first is the outermost. Without filters it is the invoker itself.
pub fn filtered(invoker: Arc<dyn Invoker>, filters: Vec<AnyFilter>) -> Arc<dyn Invoker> {
    if filters.is_empty() {
        return invoker;
    }
    Arc::new(Filtered(Arc::new(Chain { filters, invoker })))
}

struct Filtered(Arc<Chain>);

impl Invoker for Filtered {
    fn service(&self) -> Service {
        self.0.invoker.service()
    }

    fn invoke(&self, call: Invocation) -> BoxFuture<Result<Reply>> {
        Next {
            chain: Arc::clone(&self.0),
            position: 0,
        }
        .run(call)
    }

    fn url(&self) -> Option<&Url> {
        self.0.invoker.url()
    }

    fn is_available(&self) -> bool {
        self.0.invoker.is_available()
    }

    fn destroy(&self) -> BoxFuture<()> {
        self.0.invoker.destroy()
    }
}
