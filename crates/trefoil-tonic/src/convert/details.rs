//! Error details: tonic has the bytes of a `google.rpc.Status`, or whatever a service put there; we have
//! what is packed inside.

use bytes::Bytes;
use prost::Message;
use trefoil_core::Detail;

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

/// The details in these bytes. Bytes that are no `google.rpc.Status` are one detail without a type.
pub(super) fn read(bytes: &[u8]) -> Vec<Detail> {
    if bytes.is_empty() {
        return Vec::new();
    }
    match RpcStatus::decode(bytes) {
        // Bytes that are another message may decode, too; then there is more in them than comes out again.
        Ok(status) if !status.details.is_empty() || status.encoded_len() == bytes.len() => {
            let details = status.details.into_iter().map(|any| Detail {
                type_url: any.type_url,
                value: any.value,
            });
            details.collect()
        }
        _ => vec![Detail {
            type_url: String::new(),
            value: Bytes::copy_from_slice(bytes),
        }],
    }
}

/// The bytes of these details for a status; none for none.
pub(super) fn write(code: i32, message: &str, details: &[Detail]) -> Bytes {
    match details {
        [] => Bytes::new(),
        [opaque] if opaque.type_url.is_empty() => opaque.value.clone(),
        details => {
            let details = details.iter().map(|detail| Any {
                type_url: detail.type_url.clone(),
                value: detail.value.clone(),
            });
            let status = RpcStatus {
                code,
                message: message.to_owned(),
                details: details.collect(),
            };
            status.encode_to_vec().into()
        }
    }
}
