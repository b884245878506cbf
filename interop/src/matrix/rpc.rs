//! The two messages of `google.rpc` that a status with details is made of.

use prost::{Message, Name};
use prost_types::Any;

/// `google.rpc.Status`, the content of `grpc-status-details-bin`.
#[derive(Clone, PartialEq, Message)]
pub struct Status {
    /// The number of the code.
    #[prost(int32, tag = "1")]
    pub code: i32,
    /// The message.
    #[prost(string, tag = "2")]
    pub message: String,
    /// The details.
    #[prost(message, repeated, tag = "3")]
    pub details: Vec<Any>,
}

/// `google.rpc.ErrorInfo`, without its map.
#[derive(Clone, PartialEq, Message)]
pub struct ErrorInfo {
    /// What happened, in `UPPER_SNAKE_CASE`.
    #[prost(string, tag = "1")]
    pub reason: String,
    /// To whom.
    #[prost(string, tag = "2")]
    pub domain: String,
}

impl Name for ErrorInfo {
    const NAME: &'static str = "ErrorInfo";
    const PACKAGE: &'static str = "google.rpc";
}

impl ErrorInfo {
    /// The one that the server attaches.
    pub fn of_interop() -> Self {
        Self {
            reason: "REASON".into(),
            domain: "interop".into(),
        }
    }

    /// The message in the form of a detail.
    pub fn packed(&self) -> Any {
        Any {
            type_url: format!("type.googleapis.com/{}", Self::full_name()),
            value: self.encode_to_vec(),
        }
    }
}
