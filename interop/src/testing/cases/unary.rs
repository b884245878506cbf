//! One request, one reply.

use futures_util::stream::{StreamExt, TryStreamExt, iter};
use prost::Message;

use super::{LONG, Setting, Verdict, equal, failed, payload};
use crate::proto::grpc::testing::{Empty, PayloadType, SimpleRequest, TestServiceClient};

/// How many large calls `concurrent_large_unary` makes, and how many of them at the same time.
const CALLS: usize = 1000;
const AT_ONCE: usize = 100;

pub(super) async fn empty_unary(setting: &Setting) -> Verdict {
    let stub = setting.stub().await?;
    let reply = stub
        .empty_call(Empty {})
        .timeout(LONG)
        .await
        .map_err(failed)?;
    equal("encoded length", reply.get_ref().encoded_len(), 0)
}

pub(super) async fn large_unary(setting: &Setting) -> Verdict {
    large(&setting.stub().await?, 271_828, 314_159).await
}

/// A call with payloads of these sizes.
pub(super) async fn large(stub: &TestServiceClient, request: usize, response: i32) -> Verdict {
    let request = SimpleRequest {
        response_type: PayloadType::Compressable.into(),
        response_size: response,
        payload: payload(request),
        response_status: None,
    };
    let reply = stub
        .unary_call(request)
        .timeout(LONG)
        .await
        .map_err(failed)?
        .into_inner();
    let body = reply
        .payload
        .map(|payload| payload.body)
        .unwrap_or_default();
    equal(
        "length of the payload",
        i32::try_from(body.len()).ok(),
        Some(response),
    )?;
    equal(
        "the payload is all zeros",
        body.iter().all(|&byte| byte == 0),
        true,
    )
}

/// Our own, after a note in the specification: many large calls on one connection.
pub(super) async fn concurrent_large_unary(setting: &Setting) -> Verdict {
    let stub = &setting.stub().await?;
    let call = |_| large(stub, 271_828, 314_159);
    iter((0..CALLS).map(call))
        .buffer_unordered(AT_ONCE)
        .try_collect::<Vec<()>>()
        .await?;
    Ok(())
}
