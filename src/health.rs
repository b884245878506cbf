//! The standard health service: `grpc.health.v1.Health`.
//!
//! ```
//! use trefoil::health::Health;
//! let health = Health::new();
//! health.set_serving("greet.v1.Greeter", true);
//! // trefoil::Server::builder().add(health.service()) ...
//! ```

use std::collections::HashMap;

use tokio::sync::watch;
use trefoil_core::{Request, Response, Result, Status, Streaming};

use crate::proto::grpc::health::v1 as pb;
use pb::health_check_response::ServingStatus;
pub use pb::{HealthCheckRequest, HealthCheckResponse, HealthClient, HealthServer};

/// Says which services serve. The server as a whole (the empty name) serves until it is told not to.
///
/// Clones are the same state.
#[derive(Clone, Debug)]
pub struct Health(watch::Sender<HashMap<String, ServingStatus>>);

impl Health {
    /// The server serves, and no service is known.
    pub fn new() -> Self {
        Self(watch::Sender::new(HashMap::from([(
            String::new(),
            ServingStatus::Serving,
        )])))
    }

    /// Says of a service, by its full name, whether it serves; whoever watches it is told.
    pub fn set_serving(&self, service: impl Into<String>, serving: bool) {
        let status = if serving {
            ServingStatus::Serving
        } else {
            ServingStatus::NotServing
        };
        self.0.send_modify(|services| {
            services.insert(service.into(), status);
        });
    }

    /// Says of all services that they do not serve: what a server does before it drains.
    pub fn set_all_not_serving(&self) {
        self.0.send_modify(|services| {
            services
                .values_mut()
                .for_each(|status| *status = ServingStatus::NotServing);
        });
    }

    /// The service to add to a server.
    pub fn service(&self) -> HealthServer<impl pb::Health> {
        HealthServer::new(self.clone())
    }
}

impl Default for Health {
    fn default() -> Self {
        Self::new()
    }
}

fn answer(status: ServingStatus) -> HealthCheckResponse {
    HealthCheckResponse {
        status: status.into(),
    }
}

impl pb::Health for Health {
    async fn check(
        &self,
        request: Request<HealthCheckRequest>,
    ) -> Result<Response<HealthCheckResponse>> {
        let service = request.into_inner().service;
        match self.0.borrow().get(&service) {
            Some(status) => Ok(Response::new(answer(*status))),
            None => Err(Status::not_found(format!(
                "the service `{service}` is not known"
            ))),
        }
    }

    async fn watch(
        &self,
        request: Request<HealthCheckRequest>,
    ) -> Result<Response<Streaming<HealthCheckResponse>>> {
        let service = request.into_inner().service;
        let mut services = self.0.subscribe();
        let (mut sender, stream) = Streaming::channel(1);
        tokio::spawn(async move {
            let mut last = None;
            loop {
                let known = services.borrow_and_update().get(&service).copied();
                let status = known.unwrap_or(ServingStatus::ServiceUnknown);
                if last.replace(status) != Some(status)
                    && sender.send(answer(status)).await.is_err()
                {
                    return;
                }
                tokio::select! {
                    changed = services.changed() => if changed.is_err() {
                        return sender.fail(Status::unavailable("the server is gone"));
                    },
                    () = sender.closed() => return,
                }
            }
        });
        Ok(Response::new(stream))
    }
}
