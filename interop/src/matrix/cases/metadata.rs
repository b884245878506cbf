//! Metadata there and back.

use super::Verdict;
use crate::matrix::{Answer, CallError, Options, Stack, expect};
use crate::proto::trefoil::interop::v1::Request;

const BYTES: [u8; 4] = [0x00, 0x01, 0xfe, 0xff];

async fn echo<S: Stack>(
    stack: S,
    key: &'static str,
    values: &[&[u8]],
) -> Result<Answer, CallError> {
    let metadata = values.iter().map(|value| (key, value.to_vec())).collect();
    stack
        .unary(
            Request::default(),
            Options {
                metadata,
                timeout: None,
            },
        )
        .await
}

async fn initial<S: Stack>(stack: S, values: &[&str]) -> Verdict {
    let bytes: Vec<_> = values.iter().map(|value| value.as_bytes()).collect();
    let answer = echo(stack, "x-echo-initial", &bytes).await?;
    let got: Vec<_> = answer
        .initial
        .iter()
        .map(|value| String::from_utf8_lossy(value))
        .collect();
    expect::equal(
        "x-echo-initial",
        got,
        values.iter().map(|&value| value.into()).collect(),
    )
}

async fn trailing<S: Stack>(stack: S, values: &[&[u8]]) -> Verdict {
    let answer = echo(stack, "x-echo-trailing-bin", values).await?;
    let got: Vec<_> = answer.trailing.iter().map(Vec::as_slice).collect();
    expect::equal("x-echo-trailing-bin", &*got, values)
}

pub(super) async fn metadata_text<S: Stack>(stack: S) -> Verdict {
    initial(stack, &["one"]).await
}

pub(super) async fn metadata_duplicate<S: Stack>(stack: S) -> Verdict {
    initial(stack, &["one", "two"]).await
}

pub(super) async fn metadata_binary<S: Stack>(stack: S) -> Verdict {
    trailing(stack, &[&BYTES]).await
}

pub(super) async fn metadata_binary_duplicate<S: Stack>(stack: S) -> Verdict {
    trailing(stack, &[&BYTES, &[2, 3]]).await
}
