//! What the tests of connections share: a server that answers every request, and requests.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests: each test uses a part, and what fails here fails a test"
)]

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use trefoil_core::{BoxFuture, Url};
use trefoil_http::client::{Channel, Exchange};
use trefoil_http::server::{Handler, Incoming, Respond, Serving, serve};
use trefoil_http::transport::{Listener, MemoryNetwork};
use trefoil_http::{Settings, StreamError};

/// Far more than anything here takes.
pub const LONG: Duration = Duration::from_secs(5);

/// Awaits with a bound.
#[track_caller]
pub fn within<F: Future>(future: F) -> impl Future<Output = F::Output> {
    let place = std::panic::Location::caller();
    async move {
        match tokio::time::timeout(LONG, future).await {
            Ok(output) => output,
            Err(_) => panic!("hangs: {place}"),
        }
    }
}

/// Answers with the path of the request; `/never` it does not answer.
pub struct Paths;

impl Handler for Paths {
    fn handle(self: Arc<Self>, request: Incoming, mut respond: Respond) -> BoxFuture<()> {
        Box::pin(async move {
            let _working = self;
            let path = request.head.uri.path().to_owned();
            if path == "/never" {
                std::future::pending::<()>().await;
            }
            let mut body = respond.send(Response::new(()), false).unwrap();
            body.send(Bytes::from(path), false).unwrap();
            body.send_trailers(HeaderMap::new()).unwrap();
        })
    }
}

pub fn url(text: &str) -> Url {
    text.parse().unwrap()
}

/// Serves [`Paths`] at a URL.
pub async fn start(address: &str, network: &MemoryNetwork) -> Serving {
    start_with(address, network, &Arc::new(Paths)).await
}

/// The same with this handler, of which every call at work holds a reference.
pub async fn start_with(address: &str, network: &MemoryNetwork, paths: &Arc<Paths>) -> Serving {
    let url = url(address);
    let listener = Listener::bind(&url, network).await.unwrap();
    serve(listener, paths.clone(), Settings::server(&url).unwrap())
}

/// Asks for a path, over a connection of the channel.
pub async fn get(channel: &Channel, path: &str) -> Result<String, String> {
    let mut sender = channel.sender().await.map_err(|error| error.to_string())?;
    let request = Request::post(format!("http://localhost{path}"))
        .body(())
        .unwrap();
    let exchange = sender
        .send(request, true)
        .map_err(|error| error.to_string())?;
    read(exchange).await.map_err(|error| error.to_string())
}

async fn read(mut exchange: Exchange) -> Result<String, StreamError> {
    let head = std::future::poll_fn(|cx| exchange.response.poll_head(cx)).await?;
    let mut body = head.into_body();
    let mut text = Vec::new();
    while let Some(data) = std::future::poll_fn(|cx| body.poll_data(cx)).await {
        let data = data?;
        body.release(data.len());
        text.extend(data);
    }
    Ok(String::from_utf8(text).unwrap())
}
