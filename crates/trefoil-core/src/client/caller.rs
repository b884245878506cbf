//! What a stub stands on.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::{Context, Error, FromParam, Invocation, Invoker, Method, MethodKind, Service, Status};

/// The deadline of a unary call that names none and has none from its caller: Dubbo's default for Triple.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(3);

/// How long a call may take, its last message included.
///
/// In a URL: `timeout=500` (milliseconds), `timeout=2s`, `timeout=never`.
///
/// ```
/// use std::time::Duration;
/// use trefoil_core::client::Timeout;
/// assert_eq!(Timeout::from(Duration::from_secs(1)), Timeout::After(Duration::from_secs(1)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Timeout {
    /// [`DEFAULT_TIMEOUT`] for a unary call, none for a stream.
    #[default]
    Default,
    /// This long.
    After(Duration),
    /// For ever, by choice.
    Never,
}

impl From<Duration> for Timeout {
    fn from(timeout: Duration) -> Self {
        Self::After(timeout)
    }
}

impl FromParam for Timeout {
    fn from_param(value: &str) -> Option<Self> {
        if value == "never" {
            return Some(Self::Never);
        }
        Duration::from_param(value).map(Self::After)
    }

    fn expected() -> std::borrow::Cow<'static, str> {
        "milliseconds, a time such as `2s`, or `never`".into()
    }
}

/// An [`Invoker`] with the defaults of its calls. Cheap to clone; a stub is one of these with types.
#[derive(Clone)]
pub struct Caller(Arc<Inner>);

struct Inner {
    invoker: Arc<dyn Invoker>,
    service: Service,
    timeouts: Vec<Timeout>,
}

impl Caller {
    /// Calls this invoker. Timeouts come from its URL: `timeout`, or `{method}.timeout` for one method.
    ///
    /// # Errors
    /// If a timeout of the URL is no time.
    pub fn new(invoker: Arc<dyn Invoker>) -> Result<Self, Error> {
        let service = invoker.service();
        let timeout = |name: &str| match invoker.url() {
            Some(url) => url
                .method_get(name, "timeout")
                .map(Option::unwrap_or_default),
            None => Ok(Timeout::Default),
        };
        let timeouts = service
            .methods()
            .iter()
            .map(|method| timeout(method.name()))
            .collect::<Result<_, _>>()?;
        Ok(Self(Arc::new(Inner {
            invoker,
            service,
            timeouts,
        })))
    }

    pub(super) fn untimed(invoker: Arc<dyn Invoker>) -> Self {
        let service = invoker.service();
        Self(Arc::new(Inner {
            invoker,
            service,
            timeouts: Vec::new(),
        }))
    }

    /// The same invoker with one timeout for all methods, whatever the URL says.
    #[must_use]
    pub fn with_timeout(self, timeout: impl Into<Timeout>) -> Self {
        let (invoker, service) = (Arc::clone(&self.0.invoker), self.0.service.clone());
        let timeouts = vec![timeout.into(); service.methods().len()];
        Self(Arc::new(Inner {
            invoker,
            service,
            timeouts,
        }))
    }

    /// The invoker.
    pub fn invoker(&self) -> &Arc<dyn Invoker> {
        &self.0.invoker
    }

    /// How long the calls of each method may take, by its place; empty if nothing is said.
    pub fn timeouts(&self) -> &[Timeout] {
        &self.0.timeouts
    }

    pub(super) fn method(&self, index: usize) -> Result<Method, Status> {
        self.0.service.method(index).ok_or_else(|| {
            Status::internal(format!(
                "the stub and the service `{}` are of different versions of the .proto",
                self.0.service.name()
            ))
        })
    }

    /// The context of an outgoing call: never a later deadline than that of the call it is made for.
    pub(super) fn context(
        &self,
        method: &Method,
        timeout: Timeout,
        parent: Option<&Context>,
    ) -> Context {
        let timeout = match timeout {
            Timeout::Default => self
                .0
                .timeouts
                .get(method.index())
                .copied()
                .unwrap_or_default(),
            chosen => chosen,
        };
        let inherited = parent
            .and_then(Context::deadline)
            .into_iter()
            .chain(Context::current().and_then(|context| context.deadline()))
            .min();
        let own = match timeout {
            Timeout::After(timeout) => Some(timeout),
            Timeout::Default if method.kind() == MethodKind::Unary && inherited.is_none() => {
                Some(DEFAULT_TIMEOUT)
            }
            Timeout::Default | Timeout::Never => None,
        };
        // A time too long to count is none.
        let own = own.and_then(|timeout| Instant::now().checked_add(timeout));
        Context::of(own.into_iter().chain(inherited).min(), None)
    }

    pub(super) fn invoke(&self, call: Invocation) -> crate::BoxFuture<crate::Result<crate::Reply>> {
        self.0.invoker.invoke(call)
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Caller")
            .field(&self.0.service.name())
            .finish()
    }
}
