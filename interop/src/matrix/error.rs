//! How a call and a case fail.

use prost_types::Any;

/// The status of a call that failed, in no stack's own form.
#[derive(Clone, Debug)]
pub struct CallError {
    /// The number of the code.
    pub code: i32,
    /// The message.
    pub message: String,
    /// The details, packed.
    pub details: Vec<Any>,
}

/// Why a case failed, on one line.
#[derive(Debug)]
pub struct Wrong(pub(super) String);

impl Wrong {
    /// With this reason.
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

impl From<CallError> for Wrong {
    fn from(error: CallError) -> Self {
        Self(format!("status {}: {}", error.code, error.message))
    }
}
