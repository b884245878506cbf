//! The cases, by what they are about.

mod cancellation;
mod metadata;
mod soak;
mod status;
mod streams;
mod unary;

use std::fmt::Debug;
use std::time::Duration;

use trefoil::Status;

pub(super) use soak::{FLAGS as SOAK_FLAGS, Soak};

use crate::proto::grpc::testing::{
    Payload, PayloadType, ResponseParameters, StreamingOutputCallRequest,
    StreamingOutputCallResponse, TestServiceClient,
};

type Verdict<T = ()> = Result<T, String>;

/// For calls that say nothing of time: less than what others give a whole case.
const LONG: Duration = Duration::from_secs(18);

/// What a case is run with.
pub(super) struct Setting {
    pub(super) url: String,
    pub(super) soak: Soak,
}

impl Setting {
    async fn stub(&self) -> Verdict<TestServiceClient> {
        TestServiceClient::connect(&self.url)
            .await
            .map_err(|error| error.to_string())
    }
}

macro_rules! dispatch {
    ($case:ident, $setting:ident; $($module:ident: $($name:ident)*;)*) => {
        match $case {
            $($(stringify!($name) => $module::$name($setting).await,)*)*
            _ => Err("there is no such case".to_owned()),
        }
    };
}

/// Runs the case of this name.
pub(super) async fn run(case: &str, setting: &Setting) -> Verdict {
    dispatch! {
        case, setting;
        unary: empty_unary large_unary concurrent_large_unary;
        streams: client_streaming server_streaming ping_pong empty_stream;
        cancellation: timeout_on_sleeping_server cancel_after_begin cancel_after_first_response;
        status: status_code_and_message special_status_message unimplemented_method
            unimplemented_service;
        metadata: custom_metadata;
        soak: rpc_soak channel_soak;
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn failed(status: Status) -> String {
    format!("the call failed: {status}")
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "what is compared is made for it"
)]
fn equal<T: PartialEq + Debug>(what: &str, got: T, want: T) -> Verdict {
    if got == want {
        return Ok(());
    }
    Err(format!("{what}: got {got:?}, expected {want:?}"))
}

fn code<T>(result: Result<T, Status>, want: trefoil::Code) -> Verdict<Status> {
    match result {
        Ok(_) => Err(format!("the call ended well, expected {want}")),
        Err(status) if status.code() == want => Ok(status),
        Err(status) => Err(format!("got {status}, expected {want}")),
    }
}

fn payload(size: usize) -> Option<Payload> {
    Some(Payload {
        r#type: PayloadType::Compressable.into(),
        body: vec![0; size],
    })
}

/// A request with a payload of this size that asks for replies of those sizes.
fn output_request(size: usize, replies: &[i32]) -> StreamingOutputCallRequest {
    let parameters = |&size: &i32| ResponseParameters {
        size,
        interval_us: 0,
    };
    StreamingOutputCallRequest {
        response_type: PayloadType::Compressable.into(),
        response_parameters: replies.iter().map(parameters).collect(),
        payload: payload(size),
        response_status: None,
    }
}

/// The next reply is there and has a payload of this size.
async fn next_output(
    replies: &mut trefoil::Streaming<StreamingOutputCallResponse>,
    size: i32,
) -> Verdict {
    let reply = replies.message().await.map_err(failed)?;
    let reply =
        reply.ok_or_else(|| format!("the stream ended before the reply of {size} bytes"))?;
    let length = reply.payload.map_or(0, |payload| payload.body.len());
    equal(
        "length of the payload",
        i32::try_from(length).ok(),
        Some(size),
    )
}

/// The stream comes to a good end.
async fn end(replies: &mut trefoil::Streaming<StreamingOutputCallResponse>) -> Verdict {
    match replies.message().await.map_err(failed)? {
        None => Ok(()),
        Some(_) => Err("there is one reply too many".to_owned()),
    }
}
