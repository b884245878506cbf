//! trefoil's server.

use trefoil::{Export, Metadata, Request, Response, Server, Status, Streaming};

use super::client::port_of;
use crate::matrix::service::{self, Cancelled, FromFailure};
use crate::matrix::{self, rpc};
use crate::process::{self, Error};
use crate::proto::trefoil::interop::v1 as pb;

/// Serves until it is told to end.
///
/// # Errors
/// If the flags are wrong or the port is taken.
pub async fn serve() -> Result<bool, Error> {
    let target = matrix::server_flags()?;
    let mut export = Export::new(pb::InteropServer::new(Service::default()));
    if let Some(group) = target.group {
        export = export.group(group);
    }
    if let Some(version) = target.version {
        export = export.version(version);
    }
    let url = format!("tri://127.0.0.1:{}", target.port);
    let server = Server::builder().add(export).export(url).start().await?;
    process::print_listening(port_of(server.urls())?)?;
    process::told_to_end().await?;
    server.shutdown().await;
    Ok(true)
}

#[derive(Default)]
pub(super) struct Service {
    cancelled: Cancelled,
}

impl pb::Interop for Service {
    async fn unary(&self, request: Request<pb::Request>) -> Result<Response<pb::Reply>, Status> {
        let echo = Echo::of(request.metadata())?;
        let left = request.context().time_left();
        echo.unary(service::unary(request.into_inner(), left, &self.cancelled).await)
    }

    async fn client_stream(
        &self,
        request: Request<Streaming<pb::Request>>,
    ) -> Result<Response<pb::Reply>, Status> {
        let echo = Echo::of(request.metadata())?;
        echo.unary(service::client_stream(request.into_inner(), &self.cancelled).await)
    }

    async fn server_stream(
        &self,
        request: Request<pb::Request>,
    ) -> Result<Response<Streaming<pb::Reply>>, Status> {
        let echo = Echo::of(request.metadata())?;
        let replies = service::server_stream(request.into_inner(), &self.cancelled);
        Ok(echo.around(Streaming::new(replies)))
    }

    async fn bidi(
        &self,
        request: Request<Streaming<pb::Request>>,
    ) -> Result<Response<Streaming<pb::Reply>>, Status> {
        let echo = Echo::of(request.metadata())?;
        let replies = service::bidi(request.into_inner(), &self.cancelled);
        Ok(echo.around(Streaming::new(replies)))
    }
}

impl FromFailure for Status {
    fn from_failure(failure: &pb::Failure) -> Self {
        let code = trefoil::Code::from_number(failure.code.into());
        let status = Status::new(
            code.unwrap_or(trefoil::Code::Unknown),
            failure.message.clone(),
        );
        if failure.details {
            status.with_detail(&rpc::ErrorInfo::of_interop())
        } else {
            status
        }
    }
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
        for value in request.get_all("x-echo-initial") {
            echo.initial.append("x-echo-initial", value.clone())?;
        }
        for value in request.get_all("x-echo-trailing-bin") {
            echo.trailing.append("x-echo-trailing-bin", value.clone())?;
        }
        Ok(echo)
    }

    fn unary(self, result: Result<pb::Reply, Status>) -> Result<Response<pb::Reply>, Status> {
        match result {
            Ok(reply) => Ok(self.around(reply)),
            Err(status) => Err(status.with_metadata(self.trailing)),
        }
    }

    fn around<T>(self, message: T) -> Response<T> {
        let mut response = Response::new(message);
        *response.metadata_mut() = self.initial;
        *response.trailers_mut() = self.trailing;
        response
    }
}
