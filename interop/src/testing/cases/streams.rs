//! Streams that come to a good end.

use trefoil::Streaming;

use super::{Setting, Verdict, end, equal, failed, next_output, output_request, payload};
use crate::proto::grpc::testing::StreamingInputCallRequest;

const REQUEST_SIZES: [usize; 4] = [27_182, 8, 1_828, 45_904];
const REPLY_SIZES: [i32; 4] = [31_415, 9, 2_653, 58_979];

pub(super) async fn client_streaming(setting: &Setting) -> Verdict {
    let stub = setting.stub().await?;
    let request = |size| StreamingInputCallRequest {
        payload: payload(size),
    };
    let requests = Streaming::from_iter(REQUEST_SIZES.map(request));
    let reply = stub.streaming_input_call(requests).await.map_err(failed)?;
    equal(
        "aggregated_payload_size",
        reply.get_ref().aggregated_payload_size,
        74_922,
    )
}

pub(super) async fn server_streaming(setting: &Setting) -> Verdict {
    let stub = setting.stub().await?;
    let call = stub.streaming_output_call(output_request(0, &REPLY_SIZES));
    let mut replies = call.await.map_err(failed)?.into_inner();
    for size in REPLY_SIZES {
        next_output(&mut replies, size).await?;
    }
    end(&mut replies).await
}

pub(super) async fn ping_pong(setting: &Setting) -> Verdict {
    let stub = setting.stub().await?;
    let (mut sender, requests) = Streaming::channel(1);
    let mut replies = stub
        .full_duplex_call(requests)
        .await
        .map_err(failed)?
        .into_inner();
    for (request, reply) in REQUEST_SIZES.into_iter().zip(REPLY_SIZES) {
        let request = output_request(request, &[reply]);
        sender
            .send(request)
            .await
            .map_err(|error| error.to_string())?;
        next_output(&mut replies, reply).await?;
    }
    sender.finish();
    end(&mut replies).await
}

pub(super) async fn empty_stream(setting: &Setting) -> Verdict {
    let stub = setting.stub().await?;
    let call = stub.full_duplex_call(Streaming::empty());
    let mut replies = call.await.map_err(failed)?.into_inner();
    end(&mut replies).await
}
