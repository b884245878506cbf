//! Calls that are given up: by their deadline, by their caller.

use std::time::Duration;

use trefoil::{Code, Streaming};

use super::{Setting, Verdict, code, failed, next_output, output_request};
use crate::proto::grpc::testing::StreamingInputCallRequest;

pub(super) async fn timeout_on_sleeping_server(setting: &Setting) -> Verdict {
    let stub = setting.stub().await?;
    let (mut sender, requests) = Streaming::channel(1);
    let call = stub
        .full_duplex_call(requests)
        .timeout(Duration::from_millis(1));
    let replied = async {
        let mut replies = call.await?.into_inner();
        // Refused if the deadline was faster.
        let _ = sender.send(output_request(27_182, &[])).await;
        replies.message().await
    };
    code(replied.await, Code::DeadlineExceeded)?;
    Ok(())
}

/// Who drops a call of trefoil has cancelled it and hears no more of it; a request stream that fails is how
/// a caller cancels and still learns the status.
pub(super) async fn cancel_after_begin(setting: &Setting) -> Verdict {
    let stub = setting.stub().await?;
    let (sender, requests) = Streaming::<StreamingInputCallRequest>::channel(1);
    let call = tokio::spawn(stub.streaming_input_call(requests).into_future());
    tokio::task::yield_now().await;
    drop(sender);
    let reply = call.await.map_err(|error| error.to_string())?;
    code(reply, Code::Cancelled)?;
    Ok(())
}

pub(super) async fn cancel_after_first_response(setting: &Setting) -> Verdict {
    let stub = setting.stub().await?;
    let (mut sender, requests) = Streaming::channel(1);
    let mut replies = stub
        .full_duplex_call(requests)
        .await
        .map_err(failed)?
        .into_inner();
    let request = output_request(27_182, &[31_415]);
    sender
        .send(request)
        .await
        .map_err(|error| error.to_string())?;
    next_output(&mut replies, 31_415).await?;
    drop(sender);
    code(replies.message().await, Code::Cancelled)?;
    Ok(())
}
