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

/// To gRPC, values with a header each and values joined by a comma are the same, and Dubbo Java can only join.
async fn initial<S: Stack>(stack: S, values: &[&str]) -> Verdict {
    let bytes: Vec<_> = values.iter().map(|value| value.as_bytes()).collect();
    let answer = echo(stack, "x-echo-initial", &bytes).await?;
    let texts = answer
        .initial
        .iter()
        .map(|value| String::from_utf8_lossy(value));
    let got = texts.collect::<Vec<_>>().join(",");
    expect::equal("x-echo-initial", got, values.join(","))
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
