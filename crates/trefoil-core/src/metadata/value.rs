//! One value of metadata.

use bytes::Bytes;
use std::fmt;

/// Text or bytes. A key that ends in `-bin` holds bytes, every other key text.
///
/// ```
/// use trefoil_core::MetadataValue;
/// assert_eq!(MetadataValue::from("a").as_str(), Some("a"));
/// assert_eq!(MetadataValue::binary(vec![0xff]).as_str(), None);
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct MetadataValue {
    bytes: Bytes,
    binary: bool,
}

impl MetadataValue {
    /// A value of a `-bin` key.
    pub fn binary(bytes: impl Into<Bytes>) -> Self {
        Self {
            bytes: bytes.into(),
            binary: true,
        }
    }

    /// Text as a peer sent it, which may not be UTF-8.
    pub fn received(bytes: impl Into<Bytes>) -> Self {
        Self {
            bytes: bytes.into(),
            binary: false,
        }
    }

    /// The text; `None` for bytes and for text that is not UTF-8.
    pub fn as_str(&self) -> Option<&str> {
        if self.binary {
            None
        } else {
            std::str::from_utf8(&self.bytes).ok()
        }
    }

    /// The bytes of a binary value, or of the text.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The same without a copy.
    pub fn into_bytes(self) -> Bytes {
        self.bytes
    }

    /// Whether this is the value of a `-bin` key.
    pub fn is_binary(&self) -> bool {
        self.binary
    }
}

impl From<&'static str> for MetadataValue {
    fn from(text: &'static str) -> Self {
        Self::received(Bytes::from_static(text.as_bytes()))
    }
}

impl From<String> for MetadataValue {
    fn from(text: String) -> Self {
        Self::received(text)
    }
}

impl From<&String> for MetadataValue {
    fn from(text: &String) -> Self {
        Self::received(text.clone())
    }
}

impl fmt::Debug for MetadataValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_str() {
            Some(text) => text.fmt(f),
            None => self.bytes.fmt(f),
        }
    }
}
