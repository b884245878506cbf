//! The `h2` crate as a client: polite HTTP/2, any gRPC.

use bytes::Bytes;
use h2::client::{ResponseFuture, SendRequest};
use h2::{RecvStream, SendStream};
use http::{HeaderMap, Request, StatusCode};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

use super::within;

pub struct RawClient {
    pub sender: SendRequest<Bytes>,
    pub connection: JoinHandle<Result<(), h2::Error>>,
}

/// All that came back for a request.
#[derive(Debug)]
pub struct Answer {
    pub http: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    pub trailers: Option<HeaderMap>,
    /// How the stream ended, if it did badly.
    pub error: Option<h2::Error>,
}

/// A good request for a method of the test service.
pub fn request(method: &str) -> Request<()> {
    Request::post(format!("http://localhost/test.Test/{method}"))
        .header("te", "trailers")
        .header("content-type", "application/grpc")
        .body(())
        .unwrap()
}

/// The same with one more header.
pub fn request_with(method: &str, name: &'static str, value: &str) -> Request<()> {
    let mut request = request(method);
    request.headers_mut().append(name, value.parse().unwrap());
    request
}

impl RawClient {
    pub async fn connect(address: &str) -> Self {
        Self::with(address, &h2::client::Builder::new()).await
    }

    pub async fn with(address: &str, builder: &h2::client::Builder) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let (sender, connection) = builder.handshake(stream).await.unwrap();
        Self {
            sender,
            connection: tokio::spawn(connection),
        }
    }

    /// Sends the head only.
    pub async fn open(&mut self, request: Request<()>) -> (ResponseFuture, SendStream<Bytes>) {
        let sender = self.sender.clone();
        let mut sender = within(sender.ready()).await.unwrap();
        sender.send_request(request, false).unwrap()
    }

    /// Sends a request with these DATA frames and collects the answer.
    pub async fn send(&mut self, request: Request<()>, pieces: &[&[u8]]) -> Answer {
        let (response, mut body) = self.open(request).await;
        for piece in pieces {
            if body
                .send_data(Bytes::copy_from_slice(piece), false)
                .is_err()
            {
                break;
            }
            tokio::task::yield_now().await;
        }
        // Fails if the server has answered early.
        let _ = body.send_data(Bytes::new(), true);
        answer(response).await
    }

    /// Sends a good request.
    pub async fn call(&mut self, method: &str, body: &[u8]) -> Answer {
        self.send(request(method), &[body]).await
    }

    /// Shows that the connection still serves.
    pub async fn is_served(&mut self) {
        let answer = self.call("Echo", &super::text("alive")).await;
        assert_eq!(answer.texts(), ["alive"]);
        assert_eq!(answer.code(), 0);
    }
}

/// Collects an answer.
pub async fn answer(response: ResponseFuture) -> Answer {
    let (head, body) = within(response).await.unwrap().into_parts();
    let mut answer = Answer {
        http: head.status,
        headers: head.headers,
        body: Vec::new(),
        trailers: None,
        error: None,
    };
    answer.error = within(collect(body, &mut answer)).await.err();
    answer
}

async fn collect(mut body: RecvStream, answer: &mut Answer) -> Result<(), h2::Error> {
    while let Some(data) = body.data().await {
        let data = data?;
        let _ = body.flow_control().release_capacity(data.len());
        answer.body.extend(data);
    }
    answer.trailers = body.trailers().await?;
    Ok(())
}

impl Answer {
    /// Where the status stands.
    pub fn end(&self) -> &HeaderMap {
        self.trailers.as_ref().unwrap_or(&self.headers)
    }

    /// `grpc-status`; exactly one must be there.
    #[track_caller]
    pub fn code(&self) -> u32 {
        let all = self.headers.get_all("grpc-status").into_iter();
        let trailers = self.trailers.iter();
        let all: Vec<_> = all
            .chain(trailers.flat_map(|trailers| trailers.get_all("grpc-status")))
            .collect();
        assert_eq!(all.len(), 1, "{self:?}");
        all[0].to_str().unwrap().parse().unwrap()
    }

    /// `grpc-message`, as it is on the wire.
    pub fn message(&self) -> &str {
        self.end()
            .get("grpc-message")
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Checks that the answer is an error without a body, as Trailers-Only.
    #[track_caller]
    pub fn is_trailers_only(&self) {
        assert!(self.trailers.is_none() && self.body.is_empty(), "{self:?}");
        assert_eq!(self.headers["content-type"], "application/grpc");
    }

    pub fn texts(&self) -> Vec<String> {
        super::messages(&self.body)
    }

    pub fn numbers(&self) -> Vec<u64> {
        super::messages(&self.body)
    }
}
