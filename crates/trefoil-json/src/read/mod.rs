//! From JSON to messages: the text as a tree, the tree as a binary message, that as prost's.

mod any;
mod message;
mod scalar;
mod special;

use crate::error::{Error, Result};
use crate::message::JsonMessage;
use crate::node::Node;

/// Reads a message from its JSON.
///
/// # Errors
/// As [`ReadOptions::from_slice`].
///
/// ```
/// let time: prost_types::Timestamp = trefoil_json::from_str("\"1970-01-01T00:00:01.5Z\"")?;
/// assert_eq!((time.seconds, time.nanos), (1, 500_000_000));
/// # Ok::<(), trefoil_json::Error>(())
/// ```
pub fn from_str<T: JsonMessage>(text: &str) -> Result<T> {
    ReadOptions::new().from_str(text)
}

/// Reads a message from its JSON, in UTF-8.
///
/// # Errors
/// As [`ReadOptions::from_slice`].
pub fn from_slice<T: JsonMessage>(text: &[u8]) -> Result<T> {
    ReadOptions::new().from_slice(text)
}

/// How JSON is read. The default is strict: what is unknown is an error. An extension of proto2 is known, and is
/// lost all the same: only an `Any` has a place for it, prost's messages have none.
///
/// ```
/// use trefoil_json::ReadOptions;
/// let options = ReadOptions::new().ignore_unknown_fields(true);
/// options.from_str::<()>(r#"{"newer": 1}"#)?;
/// assert!(ReadOptions::new().from_str::<()>(r#"{"newer": 1}"#).is_err());
/// # Ok::<(), trefoil_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[must_use]
pub struct ReadOptions {
    ignore_unknown_fields: bool,
}

impl ReadOptions {
    /// The defaults.
    pub const fn new() -> Self {
        Self {
            ignore_unknown_fields: false,
        }
    }

    /// Passes over fields, and names of enum values, that the descriptors do not have. Default: no.
    pub const fn ignore_unknown_fields(mut self, ignore: bool) -> Self {
        self.ignore_unknown_fields = ignore;
        self
    }

    /// Reads a message.
    ///
    /// # Errors
    /// As [`from_slice`](Self::from_slice).
    #[allow(clippy::should_implement_trait, reason = "it is no constructor")]
    pub fn from_str<T: JsonMessage>(&self, text: &str) -> Result<T> {
        self.from_slice(text.as_bytes())
    }

    /// Reads a message from UTF-8.
    ///
    /// # Errors
    /// If the text is no JSON, is nested more than 127 levels deep, or is not the JSON of such a message; or if
    /// the message is nested more than 100 levels deep. A level of a `google.protobuf.Struct` counts three.
    pub fn from_slice<T: JsonMessage>(&self, text: &[u8]) -> Result<T> {
        let descriptor = T::descriptors().message(T::FULL_NAME)?;
        let node = Node::parse(text)?;
        let mut binary = Vec::new();
        message::read(&descriptor, node, self, &mut binary)?;
        T::decode(binary.as_slice()).map_err(|error| Error::new(error.to_string()))
    }
}
