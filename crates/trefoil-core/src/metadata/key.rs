//! What may be a key, and what belongs to the protocols.

use std::fmt;

/// Keys that a wire writes itself. A user's value for one of them would change the meaning of the
/// message (gRPC over HTTP/2: `grpc-` is reserved; RFC 9113, 8.2.2: connection headers are forbidden).
const RESERVED: [&str; 12] = [
    "connection",
    "content-length",
    "content-type",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "tri-header-convert",
    "tri-service-group",
    "tri-service-version",
    "transfer-encoding",
    "upgrade",
];

/// Why a key or a value cannot be metadata.
///
/// ```
/// use trefoil_core::Metadata;
/// let error = Metadata::new().insert("grpc-status", "0").unwrap_err();
/// assert_eq!(error.to_string(), "metadata key `grpc-status` is reserved for the protocol");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidMetadata {
    key: String,
    reason: &'static str,
}

impl InvalidMetadata {
    pub(super) fn new(key: &str, reason: &'static str) -> Self {
        Self {
            key: key.to_owned(),
            reason,
        }
    }

    /// The key of the entry that was refused.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl fmt::Display for InvalidMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "metadata key `{}` {}", self.key, self.reason)
    }
}

impl std::error::Error for InvalidMetadata {}

impl From<InvalidMetadata> for crate::Status {
    fn from(error: InvalidMetadata) -> Self {
        crate::Status::internal(error.to_string()).with_source(error)
    }
}

/// Whether a wire writes this key itself (any case).
pub(super) fn is_reserved(key: &str) -> bool {
    key.len() >= 5 && key.as_bytes()[..5].eq_ignore_ascii_case(b"grpc-")
        || RESERVED
            .iter()
            .any(|reserved| reserved.eq_ignore_ascii_case(key))
}

pub(super) fn check(key: &str) -> Result<(), InvalidMetadata> {
    if key.is_empty() {
        return Err(InvalidMetadata::new(key, "is empty"));
    }
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    if !key.bytes().all(legal) {
        return Err(InvalidMetadata::new(
            key,
            "has a character that is none of letters, digits, `-`, `_` and `.`",
        ));
    }
    if is_reserved(key) {
        return Err(InvalidMetadata::new(key, "is reserved for the protocol"));
    }
    Ok(())
}

pub(super) fn check_text(key: &str, text: &[u8]) -> Result<(), InvalidMetadata> {
    if text
        .iter()
        .any(|&byte| byte < 0x20 && byte != b'\t' || byte == 0x7f)
    {
        return Err(InvalidMetadata::new(
            key,
            "has a value with a control character: use a key that ends in `-bin`",
        ));
    }
    Ok(())
}

pub(super) fn is_binary(key: &str) -> bool {
    key.len() >= 4 && key.as_bytes()[key.len() - 4..].eq_ignore_ascii_case(b"-bin")
}
