//! [`Protocol`]: how calls get from one process to another.

use std::sync::Arc;

use crate::{BoxFuture, Error, Exporter, Invoker, Service, Url};

/// The futures of a [`Protocol`].
pub type ProtocolFuture<T> = BoxFuture<Result<T, Error>>;

/// Offers invokers to others and makes invokers of what others offer.
///
/// The contract, which the test suite of the crate `trefoil-contract` runs every protocol through:
///
/// * An invoker from [`refer`](Protocol::refer) runs the invoker that was given to
///   [`export`](Protocol::export) under the same URL.
/// * Exporting the same service under the same URL again gives the exporter that is there.
/// * An occupied port is an error that says so.
/// * With the parameter `check=false`, `refer` fails for no provider and its invoker works when one
///   appears; with `check=true` it fails fast and says why. The default is `false`.
/// * The service sees the caller's address.
/// * [`destroy`](Protocol::destroy) closes what the protocol opened, once; it can be used again after.
///
/// A protocol has no state outside of itself: two of them in one process do not know each other.
/// `trefoil-injvm` is the smallest one, and the one to copy.
pub trait Protocol: Send + Sync + 'static {
    /// The scheme of its URLs; neither `unix` nor `memory`, which are addresses there.
    fn name(&self) -> &'static str;

    /// The port of a URL that names none; 0 if it needs none.
    fn default_port(&self) -> u16;

    /// Offers an invoker.
    fn export(&self, url: Url, invoker: Arc<dyn Invoker>) -> ProtocolFuture<Arc<dyn Exporter>>;

    /// Makes an invoker for the service offered under a URL.
    fn refer(&self, url: Url, service: Service) -> ProtocolFuture<Arc<dyn Invoker>>;

    /// Stops everything: exports first, with time for the calls under way, then what was referred.
    fn destroy(&self) -> BoxFuture<()>;
}
