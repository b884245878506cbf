//! Keys of parameters that have a meaning, spelled as Dubbo spells them.
//!
//! ```
//! use trefoil_core::{Url, keys};
//!
//! let url = Url::parse("tri://h/svc?timeout=3s").unwrap();
//! assert_eq!(url.param(keys::TIMEOUT), Some("3s"));
//! ```

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {$(
        $(#[$doc])*
        #[doc = concat!("\n\nSpelled `", $text, "`; the [module](self) has an example.")]
        pub const $name: &str = $text;
    )*
        /// All keys above.
        pub(super) const ALL: &[&str] = &[$($text),*];
    };
}

keys! {
    /// A thread pool's idle time; a provider's own affair.
    ALIVE = "alive";
    /// Whether a listener is bound to every local address.
    ANY_HOST = "anyhost";
    /// Name of the application the URL belongs to.
    APPLICATION = "application";
    /// Further addresses, `host:port` with commas between them.
    BACKUP = "backup";
    /// Address a listener binds if it differs from the one it tells others.
    BIND_IP = "bind.ip";
    /// Port a listener binds if it differs from the one it tells others.
    BIND_PORT = "bind.port";
    /// Whether a client fails at once if it cannot reach the service; `false` keeps trying.
    CHECK = "check";
    /// What a client does about several providers and failures: `failover`, `failfast` and so on.
    CLUSTER = "cluster";
    /// How many connections a client opens.
    CONNECTIONS = "connections";
    /// A thread pool's least size; a provider's own affair.
    CORE_THREADS = "corethreads";
    /// Version of the Dubbo protocol a peer speaks.
    DUBBO = "dubbo";
    /// How many calls a service executes at a time.
    EXECUTES = "executes";
    /// How many calls a client has under way at a time.
    ACTIVES = "actives";
    /// Whether, and in which encoding, calls carry the method's name and untyped arguments.
    GENERIC = "generic";
    /// Group of the service; two groups are two services.
    GROUP = "group";
    /// Time between two signs of life on an idle connection.
    HEARTBEAT = "heartbeat";
    /// Full name of the service, if the path is something else.
    INTERFACE = "interface";
    /// Listeners of a client's invokers, with commas.
    INVOKER_LISTENER = "invoker.listener";
    /// Whether a client connects on its first call only.
    LAZY = "lazy";
    /// How a client chooses among providers.
    LOAD_BALANCE = "loadbalance";
    /// Methods of the service, with commas.
    METHODS = "methods";
    /// Greatest message either side takes.
    PAYLOAD = "payload";
    /// Process id.
    PID = "pid";
    /// A thread pool's queue; a provider's own affair.
    QUEUES = "queues";
    /// Filters on a client, with commas.
    REFERENCE_FILTER = "reference.filter";
    /// Version of the framework a peer runs.
    RELEASE = "release";
    /// Application of the provider, in a consumer's URL: see [`Url::merge`](super::Url::merge).
    REMOTE_APPLICATION = "remote.application";
    /// How often a failed call is tried again.
    RETRIES = "retries";
    /// Name of the encoding of messages.
    SERIALIZATION = "serialization";
    /// Filters on a service, with commas.
    SERVICE_FILTER = "service.filter";
    /// `consumer` or `provider`.
    SIDE = "side";
    /// Whether the connection is encrypted.
    SSL_ENABLED = "ssl-enabled";
    /// Tag by which routers choose.
    TAG = "dubbo.tag";
    /// Names of a pool's threads; a provider's own affair.
    THREAD_NAME = "threadname";
    /// Kind of a thread pool; a provider's own affair.
    THREAD_POOL = "threadpool";
    /// A thread pool's size; a provider's own affair.
    THREADS = "threads";
    /// How long a call may take.
    TIMEOUT = "timeout";
    /// When the provider started, in milliseconds since 1970.
    TIMESTAMP = "timestamp";
    /// Word a consumer has to show to a provider. A secret.
    TOKEN = "token";
    /// The transport a provider listens with; its own affair.
    TRANSPORTER = "transporter";
    /// Version of the service; two versions are two services.
    VERSION = "version";
    /// Time in which a new provider's weight grows.
    WARMUP = "warmup";
    /// Share of the calls a provider gets.
    WEIGHT = "weight";
}

/// In front of a key, the value for when the key itself is absent.
///
/// ```
/// use trefoil_core::Url;
///
/// let url = Url::parse("tri://h?default.timeout=3s").unwrap();
/// assert_eq!(url.param("timeout"), Some("3s"));
/// ```
pub const DEFAULT_PREFIX: &str = "default.";

/// The version that means none; see [`Url::service_key`](super::Url::service_key).
pub const NO_VERSION: &str = "0.0.0";
