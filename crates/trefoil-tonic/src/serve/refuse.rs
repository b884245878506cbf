//! Answers without a call.

use http::header::CONTENT_TYPE;
use http::{Method, StatusCode};
use tonic::body::Body;
use trefoil_core::Status;

use crate::convert::IntoTonic as _;

/// The answer to what is no request of gRPC, or to one in a format that is not protobuf.
pub(super) fn not_grpc<B>(request: &http::Request<B>) -> Option<http::Response<Body>> {
    if request.method() != Method::POST {
        let status = Status::internal(format!("gRPC is POST, not {}", request.method()));
        return Some(with_code(StatusCode::METHOD_NOT_ALLOWED, status));
    }
    let content_type = request.headers().get(CONTENT_TYPE);
    let content_type = content_type.map_or(&b""[..], |value| value.as_bytes());
    // Any case, parameters ignored (RFC 9110, 8.3.1).
    let media = content_type.split(|&byte| byte == b';').next();
    let media = media.unwrap_or_default().trim_ascii().to_ascii_lowercase();
    let status = match &*media {
        b"application/grpc" | b"application/grpc+proto" => return None,
        other if other.starts_with(b"application/grpc+") => {
            Status::unimplemented("messages are read as `application/grpc+proto` only")
        }
        _ => Status::internal("the content type is not `application/grpc`"),
    };
    Some(with_code(StatusCode::UNSUPPORTED_MEDIA_TYPE, status))
}

/// The answer that consists of a status.
pub(super) fn answer(status: Status) -> http::Response<Body> {
    status.into_tonic().into_http()
}

fn with_code(code: StatusCode, status: Status) -> http::Response<Body> {
    let mut response = answer(status);
    *response.status_mut() = code;
    response
}
