//! The details of a status as bytes: `google.rpc.Status`, in which gRPC and all that grew from it carry them.

use bytes::Bytes;
use prost::Message;
use prost::encoding::{self, DecodeContext};

use super::{Detail, Status};

/// `google.rpc.Status`.
#[derive(Clone, PartialEq, Message)]
struct RpcStatus {
    #[prost(int32, tag = "1")]
    code: i32,
    #[prost(string, tag = "2")]
    message: String,
    #[prost(message, repeated, tag = "3")]
    details: Vec<Any>,
}

/// `google.protobuf.Any`.
#[derive(Clone, PartialEq, Message)]
struct Any {
    #[prost(string, tag = "1")]
    type_url: String,
    #[prost(bytes = "bytes", tag = "2")]
    value: Bytes,
}

impl RpcStatus {
    /// Any bytes may be another message, or words. Fields that no status has tell it, unless there are details.
    fn parse(encoded: &Bytes) -> Option<Self> {
        let status = Self::decode(encoded.clone()).ok()?;
        let is_status = !status.details.is_empty() || has_no_other_field(encoded);
        is_status.then_some(status)
    }
}

fn has_no_other_field(mut encoded: &[u8]) -> bool {
    while !encoded.is_empty() {
        let Ok((number @ 1..=3, wire_type)) = encoding::decode_key(&mut encoded) else {
            return false;
        };
        let context = DecodeContext::default();
        if encoding::skip_field(wire_type, number, &mut encoded, context).is_err() {
            return false;
        }
    }
    true
}

impl Status {
    /// The details as `grpc-status-details-bin` has them: an encoded `google.rpc.Status` with the code, the
    /// message and the details of this one. Empty if there are no details; one detail without a type, as
    /// [`with_encoded_details`](Self::with_encoded_details) makes of what it cannot read, is its bytes, unless those
    /// would be read as something else.
    ///
    /// ```
    /// use trefoil_core::Status;
    /// let status = Status::not_found("no").with_encoded_details(&b"\x1a\x05\x0a\x03a/B"[..]);
    /// assert_eq!(status.details()[0].type_name(), "B");
    /// assert_eq!(status.encode_details(), &b"\x08\x05\x12\x02no\x1a\x05\x0a\x03a/B"[..]);
    /// ```
    #[must_use]
    pub fn encode_details(&self) -> Bytes {
        match self.details() {
            [] => Bytes::new(),
            [opaque] if opaque.type_url.is_empty() && RpcStatus::parse(&opaque.value).is_none() => {
                opaque.value.clone()
            }
            details => {
                let details = details.iter().map(|detail| Any {
                    type_url: detail.type_url.clone(),
                    value: detail.value.clone(),
                });
                let status = RpcStatus {
                    code: i32::from(self.code().number()),
                    message: self.message().to_owned(),
                    details: details.collect(),
                };
                status.encode_to_vec().into()
            }
        }
    }

    /// Adds the details in what [`encode_details`](Self::encode_details) wrote, here or in any other
    /// implementation; its code and message say nothing. Some services send bytes of their own there: what cannot be
    /// read as a `google.rpc.Status` is one detail without a type.
    #[must_use]
    pub fn with_encoded_details(self, encoded: impl Into<Bytes>) -> Self {
        let encoded = encoded.into();
        match RpcStatus::parse(&encoded) {
            Some(status) => {
                let details = status.details.into_iter().map(|any| Detail {
                    type_url: any.type_url,
                    value: any.value,
                });
                self.with_details(details)
            }
            None => self.with_details([Detail {
                type_url: String::new(),
                value: encoded,
            }]),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Detail, Status};

    #[test]
    fn bytes_that_are_no_status_stay_what_they_are() {
        for bytes in [&b"\xff\xff"[..], b"plain words", b"\x20\x01"] {
            let status = Status::internal("x").with_encoded_details(bytes);
            assert_eq!(status.details().len(), 1, "{bytes:?}");
            assert_eq!(status.details()[0].type_name(), "");
            assert_eq!(status.encode_details(), bytes);
        }
    }

    #[test]
    fn details_come_back_as_they_were() {
        let detail = |type_url: &str, value: &'static [u8]| Detail {
            type_url: type_url.to_owned(),
            value: value.into(),
        };
        for details in [
            vec![detail("t/a", b"a"), detail("t/b", b"b")],
            vec![detail("", b"")],
            // What would be read as a status without details, and as one with another detail.
            vec![detail("", b"\x08\x05")],
            vec![detail("", b"\x1a\x05\x0a\x03a/B")],
            vec![detail("", b"plain words")],
            vec![detail("", b"plain words"), detail("", b"")],
        ] {
            let status = Status::aborted("x").with_details(details.clone());
            let back = Status::unknown("").with_encoded_details(status.encode_details());
            assert_eq!(back.details(), details);
        }
    }

    #[test]
    fn no_details_are_no_bytes() {
        assert!(Status::aborted("x").encode_details().is_empty());
        // The second spells an empty message.
        for bare in [&b"\x08\x05"[..], b"\x08\x05\x12\x00"] {
            let status = Status::aborted("x").with_encoded_details(bare);
            assert!(status.details().is_empty());
        }
        assert!(
            Status::aborted("x")
                .with_encoded_details("")
                .details()
                .is_empty()
        );
    }
}
