//! A status as trailers, and trailers as a status.

use http::header::{HeaderMap, HeaderValue};
use trefoil_core::{Code, Status};

use super::names::{GRPC_DETAILS, GRPC_MESSAGE, GRPC_STATUS};
use super::{metadata, percent};

/// The code of Dubbo's business error, outside of gRPC's.
const BUSINESS: i64 = 17;

/// Trailers of a good end.
pub(crate) fn ok() -> HeaderMap {
    let mut trailers = HeaderMap::with_capacity(1);
    trailers.insert(GRPC_STATUS, HeaderValue::from_static("0"));
    trailers
}

/// Adds a status and its metadata to headers. `reads_business` says whether the reader knows a business error as 17.
pub(crate) fn write(status: &Status, reads_business: bool, headers: &mut HeaderMap) {
    let code = match status.is_business() && reads_business {
        true => BUSINESS,
        false => i64::from(status.code().number()),
    };
    headers.insert(GRPC_STATUS, HeaderValue::from(code));
    if !status.message().is_empty()
        && let Ok(message) = HeaderValue::try_from(&*percent::encode(status.message()))
    {
        headers.insert(GRPC_MESSAGE, message);
    }
    if !status.details().is_empty() {
        let encoded = metadata::encode_bytes(&status.encode_details());
        if let Ok(value) = HeaderValue::try_from(encoded) {
            headers.insert(GRPC_DETAILS, value);
        }
    }
    metadata::write(status.metadata(), headers);
}

/// What trailers say.
pub(crate) enum Ended {
    /// The call went well; what else the trailers hold is metadata.
    Well(HeaderMap),
    Badly(Status),
    /// They do not say.
    Unsaid(HeaderMap),
}

/// Reads the end of a call.
pub(crate) fn read(headers: HeaderMap) -> Ended {
    let Some(value) = headers.get(GRPC_STATUS) else {
        return Ended::Unsaid(headers);
    };
    let number = value
        .to_str()
        .ok()
        .and_then(|text| text.trim().parse::<i64>().ok());
    let message = headers
        .get(GRPC_MESSAGE)
        .map(|value| percent::decode(value.as_bytes()))
        .unwrap_or_default();
    let status = match number {
        Some(0) => return Ended::Well(headers),
        Some(BUSINESS) => Status::business(message),
        Some(number) => match Code::from_number(number) {
            Some(code) => Status::new(code, message),
            None => Status::unknown(format!("{message} (status {number})")),
        },
        None => Status::unknown(format!("{message} (the status is no number)")),
    };
    let details = headers
        .get(GRPC_DETAILS)
        .and_then(|value| metadata::decode_bytes(value.as_bytes()))
        .unwrap_or_default();
    Ended::Badly(
        status
            .with_encoded_details(details)
            .with_metadata(metadata::read(headers)),
    )
}

/// The status of an answer that no gRPC server gave (http-grpc-status-mapping.md).
pub(crate) fn from_http(status: http::StatusCode, why: &str) -> Status {
    let code = match status.as_u16() {
        400 => Code::Internal,
        401 => Code::Unauthenticated,
        403 => Code::PermissionDenied,
        404 => Code::Unimplemented,
        429 | 502 | 503 | 504 => Code::Unavailable,
        _ => Code::Unknown,
    };
    Status::new(
        code,
        format!("the answer is HTTP {} {why}", status.as_u16()),
    )
}

/// The status of a stream that was reset (PROTOCOL-HTTP2.md, "Errors").
pub(crate) fn from_reset(code: u32) -> Status {
    let status = match code {
        // REFUSED_STREAM comes here only from a peer that refused each attempt.
        0x7 => Code::Unavailable,
        // CANCEL
        0x8 => Code::Cancelled,
        // ENHANCE_YOUR_CALM
        0xb => Code::ResourceExhausted,
        // INADEQUATE_SECURITY
        0xc => Code::PermissionDenied,
        _ => Code::Internal,
    };
    Status::new(
        status,
        format!("the peer reset the call with HTTP/2 error {code}"),
    )
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use trefoil_core::Detail;

    use super::*;

    fn round_trip(status: &Status, reads_business: bool) -> Status {
        let mut headers = HeaderMap::new();
        write(status, reads_business, &mut headers);
        match read(headers) {
            Ended::Badly(status) => status,
            Ended::Well(_) | Ended::Unsaid(_) => panic!("no error"),
        }
    }

    #[test]
    fn all_of_a_status_survives() {
        let detail = Detail {
            type_url: "t/a.B".into(),
            value: Bytes::from_static(&[1, 2]),
        };
        let mut metadata = trefoil_core::Metadata::new();
        metadata.insert("x-why", "because").unwrap();
        let status = Status::not_found("100% ☺\n")
            .with_details([detail.clone()])
            .with_metadata(metadata);
        let back = round_trip(&status, false);
        assert_eq!((back.code(), back.message()), (Code::NotFound, "100% ☺\n"));
        assert_eq!(back.details(), [detail]);
        assert_eq!(back.metadata().get("x-why"), Some("because"));
        assert_eq!(back.metadata().len(), 1);
    }

    #[test]
    fn details_that_are_no_status_arrive_as_they_are() {
        let opaque = Status::aborted("x").with_encoded_details(&b"\xff own"[..]);
        let back = round_trip(&opaque, false);
        assert_eq!(back.encode_details(), &b"\xff own"[..]);
    }

    #[test]
    fn a_business_error_is_17_only_for_those_who_know_it() {
        let status = Status::business("no");
        assert!(round_trip(&status, true).is_business());
        let other = round_trip(&status, false);
        assert_eq!((other.code(), other.is_business()), (Code::Unknown, false));
    }

    #[test]
    fn what_is_wrong_with_trailers_never_costs_the_status() {
        let read_of = |entries: &[(&'static str, &'static str)]| {
            let pairs = entries.iter().map(|(name, value)| {
                (
                    http::HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            });
            match read(pairs.collect()) {
                Ended::Badly(status) => Some(status.code()),
                Ended::Well(_) => Some(Code::Ok),
                Ended::Unsaid(_) => None,
            }
        };
        assert_eq!(
            read_of(&[("grpc-status", "5"), ("grpc-message", "%zz%e2")]),
            Some(Code::NotFound)
        );
        assert_eq!(
            read_of(&[("grpc-status", "5"), ("grpc-status-details-bin", "!!!")]),
            Some(Code::NotFound)
        );
        assert_eq!(read_of(&[("grpc-status", "999")]), Some(Code::Unknown));
        assert_eq!(read_of(&[("grpc-status", "x")]), Some(Code::Unknown));
        assert_eq!(read_of(&[("grpc-status", "00")]), Some(Code::Ok));
        assert_eq!(read_of(&[]), None);
    }
}
