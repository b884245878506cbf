//! The server: `grpc.testing.TestService`.

use std::collections::VecDeque;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::unfold;
use trefoil::{Code, Metadata, Request, Response, Server, Status, Streaming};

use super::{ECHO_INITIAL, ECHO_TRAILING};
use crate::flags::Flags;
use crate::process::Error;
use crate::proto::grpc::testing as pb;

type Outputs = Streaming<pb::StreamingOutputCallResponse>;

/// Serves until SIGTERM, and then until the calls under way are over.
///
/// # Errors
/// If the flags are wrong or the port is taken.
pub async fn serve() -> Result<bool, Error> {
    let flags = Flags::of_process(&["port", "host", "use_tls"])?;
    if flags.or("use_tls", false)? {
        return Err("`--use_tls=true` is not supported".into());
    }
    let host = flags.text("host").unwrap_or("127.0.0.1");
    let url = format!("tri://{host}:{}", flags.required::<u16>("port")?);
    let health = trefoil::health::Health::new();
    health.set_serving("grpc.testing.TestService", true);
    Server::builder()
        .add(pb::TestServiceServer::new(Service))
        .add(health.service())
        .export(url)
        .run()
        .await?;
    Ok(true)
}

struct Service;

impl pb::TestService for Service {
    async fn empty_call(&self, _: Request<pb::Empty>) -> Result<Response<pb::Empty>, Status> {
        Ok(pb::Empty {}.into())
    }

    async fn unary_call(
        &self,
        request: Request<pb::SimpleRequest>,
    ) -> Result<Response<pb::SimpleResponse>, Status> {
        let echo = Echo::of(request.metadata())?;
        let request = request.into_inner();
        if let Some(status) = asked_for(request.response_status) {
            return Err(status.with_metadata(echo.trailing));
        }
        Ok(echo.around(pb::SimpleResponse {
            payload: payload(request.response_size)?,
        }))
    }

    async fn streaming_output_call(
        &self,
        request: Request<pb::StreamingOutputCallRequest>,
    ) -> Result<Response<Outputs>, Status> {
        let echo = Echo::of(request.metadata())?;
        let requests = Streaming::from_iter([request.into_inner()]);
        Ok(echo.around(outputs(requests)))
    }

    async fn streaming_input_call(
        &self,
        request: Request<Streaming<pb::StreamingInputCallRequest>>,
    ) -> Result<Response<pb::StreamingInputCallResponse>, Status> {
        let mut requests = request.into_inner();
        let mut size = 0usize;
        while let Some(request) = requests.message().await? {
            size = size.saturating_add(request.payload.map_or(0, |payload| payload.body.len()));
        }
        let aggregated_payload_size = i32::try_from(size)
            .map_err(|_| Status::out_of_range("the sum of the sizes is no int32"))?;
        Ok(pb::StreamingInputCallResponse {
            aggregated_payload_size,
        }
        .into())
    }

    async fn full_duplex_call(
        &self,
        request: Request<Streaming<pb::StreamingOutputCallRequest>>,
    ) -> Result<Response<Outputs>, Status> {
        let echo = Echo::of(request.metadata())?;
        Ok(echo.around(outputs(request.into_inner())))
    }

    async fn half_duplex_call(
        &self,
        request: Request<Streaming<pb::StreamingOutputCallRequest>>,
    ) -> Result<Response<Outputs>, Status> {
        let echo = Echo::of(request.metadata())?;
        let mut requests = request.into_inner();
        let mut all = Vec::new();
        while let Some(request) = requests.message().await? {
            all.push(request);
        }
        Ok(echo.around(outputs(Streaming::from_iter(all))))
    }

    async fn unimplemented_call(
        &self,
        _: Request<pb::Empty>,
    ) -> Result<Response<pb::Empty>, Status> {
        Err(Status::unimplemented(
            "UnimplementedCall is not implemented",
        ))
    }
}

/// The replies that the requests ask for, each request's when it has arrived.
fn outputs(requests: Streaming<pb::StreamingOutputCallRequest>) -> Outputs {
    let state = Some((requests, VecDeque::new()));
    Streaming::new(unfold(state, |state| async move {
        let (mut requests, mut due) = state?;
        loop {
            if let Some(parameters) = due.pop_front() {
                return Some(match output(parameters).await {
                    Ok(output) => (Ok(output), Some((requests, due))),
                    Err(status) => (Err(status), None),
                });
            }
            match requests.next().await? {
                Ok(request) => {
                    if let Some(status) = asked_for(request.response_status) {
                        return Some((Err(status), None));
                    }
                    due.extend(request.response_parameters);
                }
                Err(status) => return Some((Err(status), None)),
            }
        }
    }))
}

async fn output(
    parameters: pb::ResponseParameters,
) -> Result<pb::StreamingOutputCallResponse, Status> {
    if let Ok(interval @ 1..) = u64::try_from(parameters.interval_us) {
        tokio::time::sleep(Duration::from_micros(interval)).await;
    }
    Ok(pb::StreamingOutputCallResponse {
        payload: payload(parameters.size)?,
    })
}

fn payload(size: i32) -> Result<Option<pb::Payload>, Status> {
    let size = usize::try_from(size)
        .map_err(|_| Status::invalid_argument(format!("{size} is no size of a payload")))?;
    Ok(Some(pb::Payload {
        r#type: pb::PayloadType::Compressable.into(),
        body: vec![0; size],
    }))
}

fn asked_for(status: Option<pb::EchoStatus>) -> Option<Status> {
    let status = status.filter(|status| status.code != 0)?;
    let code = Code::from_number(status.code.into()).unwrap_or(Code::Unknown);
    Some(Status::new(code, status.message))
}

/// The metadata that goes back.
struct Echo {
    initial: Metadata,
    trailing: Metadata,
}

impl Echo {
    fn of(request: &Metadata) -> Result<Self, Status> {
        let mut echo = Self {
            initial: Metadata::new(),
            trailing: Metadata::new(),
        };
        for value in request.get_all(ECHO_INITIAL) {
            echo.initial.append(ECHO_INITIAL, value.clone())?;
        }
        for value in request.get_all(ECHO_TRAILING) {
            echo.trailing.append(ECHO_TRAILING, value.clone())?;
        }
        Ok(echo)
    }

    fn around<T>(self, message: T) -> Response<T> {
        let mut response = Response::new(message);
        *response.metadata_mut() = self.initial;
        *response.trailers_mut() = self.trailing;
        response
    }
}
