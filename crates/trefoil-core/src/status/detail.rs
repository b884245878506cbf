//! Error details: any message, packed with its type's name.

use bytes::Bytes;

/// One `google.protobuf.Any` of a status (`google.rpc.Status.details`).
///
/// ```
/// use trefoil_core::{Code, Detail, Status};
/// # #[derive(Clone, PartialEq, prost::Message)] struct RetryInfo { #[prost(int64, tag = "1")] seconds: i64 }
/// # impl prost::Name for RetryInfo { const NAME: &'static str = "RetryInfo"; const PACKAGE: &'static str = "google.rpc"; }
/// let status = Status::new(Code::Unavailable, "busy").with_detail(&RetryInfo { seconds: 2 });
/// assert_eq!(status.detail::<RetryInfo>(), Some(RetryInfo { seconds: 2 }));
/// assert_eq!(status.details()[0].type_name(), "google.rpc.RetryInfo");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// As in `Any`: `type.googleapis.com/` and the full name of the message. Empty for bytes that a peer sent in the
    /// place of a `google.rpc.Status`.
    pub type_url: String,
    /// The message, encoded.
    pub value: Bytes,
}

impl Detail {
    /// Packs a message.
    pub fn pack<M: prost::Message + prost::Name>(message: &M) -> Self {
        Self {
            type_url: format!("type.googleapis.com/{}", M::full_name()),
            value: message.encode_to_vec().into(),
        }
    }

    /// The message, if it is an `M` and can be decoded.
    pub fn unpack<M: prost::Message + prost::Name + Default>(&self) -> Option<M> {
        if self.type_name() != M::full_name() {
            return None;
        }
        M::decode(self.value.clone()).ok()
    }

    /// The full name of the message: what follows the last slash of the type URL.
    pub fn type_name(&self) -> &str {
        self.type_url.rsplit('/').next().unwrap_or_default()
    }
}
