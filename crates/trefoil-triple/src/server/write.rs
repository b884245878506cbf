//! Answers on the wire.

use http::header::{ALLOW, CONTENT_TYPE, HeaderMap, HeaderValue};
use http::{Response, StatusCode};
use trefoil_core::{Metadata, Status};
use trefoil_http::server::Respond;
use trefoil_http::{SendBody, StreamError};

use crate::grpc::content_type::ContentType;
use crate::grpc::names::GRPC_ACCEPT_ENCODING;
use crate::grpc::{metadata, status};

/// The answer to one request, in the caller's dialect.
pub(super) struct Writer {
    pub(super) respond: Respond,
    pub(super) content_type: ContentType,
    /// dubbo-go and trefoil read a business error as 17; to others that is no code at all.
    pub(super) reads_business: bool,
}

impl Writer {
    fn head(&self) -> Response<()> {
        let mut head = Response::new(());
        head.headers_mut()
            .insert(CONTENT_TYPE, self.content_type.value());
        head
    }

    /// Sends the head of a good answer.
    pub(super) fn begin(&mut self, initial: &Metadata) -> Result<SendBody, StreamError> {
        let mut head = self.head();
        metadata::write(initial, head.headers_mut());
        self.respond.send(head, false)
    }

    /// Sends an error as the whole answer: Trailers-Only. Says whether there is a peer to send it to.
    pub(super) fn fail(mut self, error: &Status) -> bool {
        let mut head = self.head();
        status::write(error, self.reads_business, head.headers_mut());
        self.respond.send(head, true).is_ok()
    }

    /// The trailers of an answer that ended well, or with an error.
    pub(super) fn trailers(&self, error: Option<&Status>, metadata: &Metadata) -> HeaderMap {
        match error {
            None => {
                let mut trailers = status::ok();
                metadata::write(metadata, &mut trailers);
                trailers
            }
            Some(error) => {
                let mut trailers = HeaderMap::new();
                status::write(error, self.reads_business, &mut trailers);
                metadata::write(metadata, &mut trailers);
                trailers
            }
        }
    }
}

/// Refuses what is no call of gRPC, in HTTP's words and in gRPC's.
pub(super) fn refuse(mut respond: Respond, code: StatusCode, error: &Status) {
    let mut head = Response::new(());
    *head.status_mut() = code;
    let headers = head.headers_mut();
    headers.insert(CONTENT_TYPE, ContentType::Grpc.value());
    if code == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(ALLOW, HeaderValue::from_static("POST"));
    }
    status::write(error, false, headers);
    let _ = respond.send(head, true);
}

/// Refuses a compressed request: the answer says what is understood.
pub(super) fn refuse_encoding(mut writer: Writer, error: &Status) {
    let mut head = writer.head();
    head.headers_mut()
        .insert(GRPC_ACCEPT_ENCODING, HeaderValue::from_static("identity"));
    status::write(error, writer.reads_business, head.headers_mut());
    let _ = writer.respond.send(head, true);
}
