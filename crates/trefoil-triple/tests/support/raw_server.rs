//! A server that answers what a test tells it to, by frames.

use tokio::net::TcpListener;

use super::wire::Wire;
use super::{Stub, within};

pub struct RawServer {
    pub listener: TcpListener,
}

impl RawServer {
    pub async fn bind() -> Self {
        Self {
            listener: TcpListener::bind("127.0.0.1:0").await.unwrap(),
        }
    }

    pub fn address(&self) -> String {
        self.listener.local_addr().unwrap().to_string()
    }

    pub async fn stub(&self, params: &str) -> Stub {
        Stub::at(&self.address(), params).await
    }

    pub async fn accept(&self) -> Wire {
        Wire::accept(&self.listener).await
    }

    /// The head and the body of the next request, by the `h2` crate, answered with an echo.
    pub async fn request_head(&self) -> http::request::Parts {
        let (io, _) = within(self.listener.accept()).await.unwrap();
        let mut connection = within(h2::server::handshake(io)).await.unwrap();
        let (request, mut respond) = within(connection.accept()).await.unwrap().unwrap();
        respond.send_reset(h2::Reason::CANCEL);
        tokio::spawn(async move { while connection.accept().await.is_some() {} });
        request.into_parts().0
    }
}
