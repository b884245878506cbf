//! The cases of `interop/CASES.md`, by what they are about.

mod basics;
mod cancellation;
mod deadlines;
mod errors;
mod metadata;
mod sizes;

use futures_util::future::BoxFuture;

use super::{Stack, Wrong};
use crate::proto::trefoil::interop::v1::Request;

type Verdict = Result<(), Wrong>;

/// A case with its name.
pub(crate) struct Case<S> {
    pub(crate) name: &'static str,
    pub(crate) run: fn(S) -> BoxFuture<'static, Verdict>,
}

macro_rules! cases {
    ($($module:ident: $($name:ident)*;)*) => { vec![$($(
        Case { name: stringify!($name), run: |stack| Box::pin($module::$name(stack)) },
    )*)*] };
}

/// Every case, in the order of `interop/CASES.md`.
pub(crate) fn table<S: Stack>() -> Vec<Case<S>> {
    cases! {
        basics: unary client_stream server_stream bidi empty_message;
        sizes: large_message too_large many_messages;
        basics: empty_client_stream;
        errors: error_unary error_client_stream error_server_stream error_bidi error_message_utf8
            error_details unimplemented_method unimplemented_service;
        metadata: metadata_text metadata_duplicate metadata_binary metadata_binary_duplicate;
        deadlines: deadline_unary deadline_server_stream deadline_seen;
        cancellation: cancel_server_stream cancel_bidi;
        basics: concurrent;
    }
}

/// A request with this text.
fn text(text: impl Into<String>) -> Request {
    Request {
        text: text.into(),
        ..Request::default()
    }
}

/// A request with a payload of this many bytes.
fn payload(text: &str, size: usize) -> Request {
    Request {
        text: text.into(),
        payload: vec![0; size],
        ..Request::default()
    }
}
