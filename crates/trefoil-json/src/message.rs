//! Messages that have JSON, and the descriptors it is made by.

use std::fmt;
use std::sync::OnceLock;

use prost_reflect::{DescriptorPool, MessageDescriptor};

use crate::error::{Error, Result};

/// A message with a JSON form. Code generated with `trefoil_build::Config::json(true)` implements it, and this
/// crate does for the types of `prost_types`. The compiler says so of a message that has none:
///
/// ```compile_fail,E0277
/// #[derive(Clone, PartialEq, prost::Message)]
/// struct Plain {}
/// trefoil_json::to_string(&Plain {}).unwrap();
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no JSON form",
    label = "generated without JSON",
    note = "generate it with `trefoil_build::Config::new().json(true)` in the build.rs of its crate"
)]
pub trait JsonMessage: prost::Message + Default {
    /// The full name: `greet.v1.HelloRequest`.
    const FULL_NAME: &'static str;

    /// The descriptors that have the message.
    fn descriptors() -> &'static Descriptors;
}

/// The descriptors of a tree of generated code, read when they are needed first.
pub struct Descriptors {
    source: Source,
    pool: OnceLock<Result<DescriptorPool>>,
}

enum Source {
    Encoded(&'static [u8]),
    WellKnown,
}

/// `google/protobuf/*.proto`.
pub(crate) static WELL_KNOWN: Descriptors = Descriptors {
    source: Source::WellKnown,
    pool: OnceLock::new(),
};

impl Descriptors {
    /// The descriptors in an encoded `google.protobuf.FileDescriptorSet`.
    pub const fn new(encoded: &'static [u8]) -> Self {
        Self {
            source: Source::Encoded(encoded),
            pool: OnceLock::new(),
        }
    }

    /// The descriptor of a message, of which this has to be the set.
    pub(crate) fn message(&self, full_name: &str) -> Result<MessageDescriptor> {
        self.pool()?
            .get_message_by_name(full_name)
            .ok_or_else(|| Error::new(format!("the descriptors have no message `{full_name}`")))
    }

    fn pool(&self) -> Result<&DescriptorPool> {
        let pool = self.pool.get_or_init(|| match self.source {
            Source::Encoded(encoded) => DescriptorPool::decode(encoded)
                .map_err(|error| Error::new(format!("the descriptors are damaged: {error}"))),
            Source::WellKnown => Ok(DescriptorPool::global()),
        });
        pool.as_ref().map_err(Clone::clone)
    }
}

/// The message that an `Any` in a message of this pool names. The well-known ones are always known.
pub(crate) fn resolve(pool: &DescriptorPool, type_url: &str) -> Result<MessageDescriptor> {
    let Some((_, name)) = type_url.rsplit_once('/') else {
        return Err(Error::new(format!(
            "`{type_url}` has no `/` before the name of a message"
        )));
    };
    let well_known = || WELL_KNOWN.pool().ok()?.get_message_by_name(name);
    pool.get_message_by_name(name)
        .or_else(well_known)
        .ok_or_else(|| {
            Error::new(format!(
                "the message `{name}` is not among those that were compiled together"
            ))
        })
}

impl fmt::Debug for Descriptors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Descriptors").finish_non_exhaustive()
    }
}

/// Cannot be named of a message without JSON, and the compiler says why. What generated code names.
#[doc(hidden)]
#[derive(Debug)]
pub struct HasJson<T: JsonMessage>(T);

/// Implements [`JsonMessage`] for the messages of a tree of generated code.
#[doc(hidden)]
#[macro_export]
macro_rules! messages {
    ($set:expr; $($message:ty = $name:literal;)*) => {
        static DESCRIPTORS: $crate::Descriptors = $crate::Descriptors::new($set);
        $(
            impl $crate::JsonMessage for $message {
                const FULL_NAME: &'static ::core::primitive::str = $name;
                fn descriptors() -> &'static $crate::Descriptors { &DESCRIPTORS }
            }
        )*
    };
}
