//! Metadata there and back, on a unary call and on a stream.

use trefoil::{Metadata, MetadataValue, Streaming};

use super::{LONG, Setting, Verdict, end, equal, failed, next_output, output_request, payload};
use crate::proto::grpc::testing::SimpleRequest;
use crate::testing::{ECHO_INITIAL, ECHO_TRAILING};

const TEXT: &str = "test_initial_metadata_value";
const BYTES: &[u8] = &[0xab, 0xab, 0xab];

pub(super) async fn custom_metadata(setting: &Setting) -> Verdict {
    let stub = setting.stub().await?;

    let request = SimpleRequest {
        response_size: 314_159,
        payload: payload(271_828),
        ..SimpleRequest::default()
    };
    let call = stub.unary_call(request).timeout(LONG);
    let call = call.metadata(ECHO_INITIAL, TEXT);
    let call = call.metadata(ECHO_TRAILING, MetadataValue::binary(BYTES));
    let reply = call.await.map_err(failed)?;
    initial(reply.metadata())?;
    trailing(reply.trailers())?;

    let requests = Streaming::from_iter([output_request(271_828, &[314_159])]);
    let call = stub.full_duplex_call(requests);
    let call = call.metadata(ECHO_INITIAL, TEXT);
    let call = call.metadata(ECHO_TRAILING, MetadataValue::binary(BYTES));
    let mut replies = call.await.map_err(failed)?.into_inner();
    initial(replies.metadata().await.map_err(failed)?)?;
    next_output(&mut replies, 314_159).await?;
    end(&mut replies).await?;
    trailing(replies.trailers().unwrap_or(&Metadata::new()))
}

fn initial(metadata: &Metadata) -> Verdict {
    equal(ECHO_INITIAL, metadata.get(ECHO_INITIAL), Some(TEXT))
}

fn trailing(metadata: &Metadata) -> Verdict {
    equal(ECHO_TRAILING, metadata.get_bin(ECHO_TRAILING), Some(BYTES))
}
