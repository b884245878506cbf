//! Calls that the server lets fail.

use trefoil::{Code, Status, Streaming};

use super::{Setting, Verdict, code, equal, failed, output_request};
use crate::proto::grpc::testing::{
    EchoStatus, Empty, SimpleRequest, StreamingOutputCallRequest, TestServiceClient,
    UnimplementedServiceClient,
};

const SPECIAL: &str = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";

pub(super) async fn status_code_and_message(setting: &Setting) -> Verdict {
    let stub = setting.stub().await?;
    let message = "test status message";
    let status = echo_unary(&stub, message).await?;
    equal("message of the unary call", status.message(), message)?;

    let request = StreamingOutputCallRequest {
        response_status: Some(EchoStatus {
            code: 2,
            message: message.into(),
        }),
        ..output_request(0, &[])
    };
    let call = stub.full_duplex_call(Streaming::from_iter([request]));
    let mut replies = call.await.map_err(failed)?.into_inner();
    let status = code(replies.message().await, Code::Unknown)?;
    equal("message of the stream", status.message(), message)
}

pub(super) async fn special_status_message(setting: &Setting) -> Verdict {
    let stub = setting.stub().await?;
    let status = echo_unary(&stub, SPECIAL).await?;
    equal("message", status.message(), SPECIAL)
}

async fn echo_unary(stub: &TestServiceClient, message: &str) -> Verdict<Status> {
    let request = SimpleRequest {
        response_status: Some(EchoStatus {
            code: 2,
            message: message.into(),
        }),
        ..SimpleRequest::default()
    };
    code(stub.unary_call(request).await, Code::Unknown)
}

pub(super) async fn unimplemented_method(setting: &Setting) -> Verdict {
    let stub = setting.stub().await?;
    code(stub.unimplemented_call(Empty {}).await, Code::Unimplemented)?;
    Ok(())
}

pub(super) async fn unimplemented_service(setting: &Setting) -> Verdict {
    let stub = UnimplementedServiceClient::connect(&setting.url).await;
    let stub = stub.map_err(|error| error.to_string())?;
    code(stub.unimplemented_call(Empty {}).await, Code::Unimplemented)?;
    Ok(())
}
