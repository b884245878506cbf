//! `application/grpc`, with or without `+proto`.

use http::HeaderValue;

/// A content type of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContentType {
    /// `application/grpc`
    Grpc,
    /// `application/grpc+proto`
    GrpcProto,
}

/// What a content type is to gRPC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parsed {
    Known(ContentType),
    /// gRPC with messages in a format that is not ours.
    OtherFormat,
    NotGrpc,
}

const PREFIX: &[u8] = b"application/grpc";

/// Reads a content type: any case, parameters ignored (RFC 9110, 8.3.1).
pub(crate) fn parse(value: Option<&HeaderValue>) -> Parsed {
    let bytes = value.map_or(&b""[..], HeaderValue::as_bytes);
    let end = bytes
        .iter()
        .position(|&byte| byte == b';')
        .unwrap_or(bytes.len());
    let media = bytes[..end].trim_ascii();
    if media.len() < PREFIX.len() || !media[..PREFIX.len()].eq_ignore_ascii_case(PREFIX) {
        return Parsed::NotGrpc;
    }
    let rest = &media[PREFIX.len()..];
    if rest.is_empty() {
        Parsed::Known(ContentType::Grpc)
    } else if rest.eq_ignore_ascii_case(b"+proto") {
        Parsed::Known(ContentType::GrpcProto)
    } else if rest[0] == b'+' {
        Parsed::OtherFormat
    } else {
        Parsed::NotGrpc
    }
}

impl ContentType {
    pub(crate) const fn value(self) -> HeaderValue {
        match self {
            Self::Grpc => HeaderValue::from_static("application/grpc"),
            Self::GrpcProto => HeaderValue::from_static("application/grpc+proto"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_types_are_told_apart() {
        let parsed = |text: &'static str| parse(Some(&HeaderValue::from_static(text)));
        assert_eq!(parsed("application/grpc"), Parsed::Known(ContentType::Grpc));
        assert_eq!(
            parsed("Application/GRPC+Proto; charset=utf-8"),
            Parsed::Known(ContentType::GrpcProto)
        );
        assert_eq!(parsed("application/grpc+json"), Parsed::OtherFormat);
        for other in [
            "application/grpcfoo",
            "application/grpc-web+proto",
            "image/jpeg",
            "",
        ] {
            assert_eq!(parsed(other), Parsed::NotGrpc, "{other}");
        }
        assert_eq!(parse(None), Parsed::NotGrpc);
    }
}
