//! The calling side.

use std::sync::Arc;
use std::time::Duration;

use trefoil_core::client::{Bidi, Caller, ClientStreaming, ServerStreaming, Unary};
use trefoil_core::{Invoker, Metadata, MethodKind, Request, Response, Result, Status, Streaming};

use crate::{Scenario, within};

/// How a call is made: what the handler is to do, for how long, with what beside it.
#[derive(Clone, Debug, Default)]
pub struct Script {
    scenario: Scenario,
    timeout: Option<Duration>,
    metadata: Metadata,
}

impl From<Scenario> for Script {
    fn from(scenario: Scenario) -> Self {
        Self {
            scenario,
            ..Self::default()
        }
    }
}

impl Script {
    /// The same with a deadline.
    #[must_use]
    pub fn within(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The same with more beside the request.
    #[must_use]
    pub fn with(mut self, metadata: Metadata) -> Self {
        self.metadata.extend(metadata);
        self
    }

    /// A request of such a call.
    pub fn request<T>(&self, message: T) -> Request<T> {
        let mut request = Request::new(message);
        *request.metadata_mut() = self.metadata.clone();
        let scenario = request
            .metadata_mut()
            .insert(Scenario::KEY, self.scenario.name());
        scenario.expect("a legal key");
        if let Some(timeout) = self.timeout {
            request.set_timeout(timeout);
        }
        request
    }
}

/// What a whole call came to.
#[derive(Debug)]
pub struct Outcome {
    /// The metadata before the messages.
    pub initial: Metadata,
    /// The messages.
    pub messages: Vec<String>,
    /// The metadata behind the messages.
    pub trailers: Metadata,
    /// How it ended.
    pub end: Result<()>,
}

impl Outcome {
    fn failed(status: Status) -> Self {
        Self {
            initial: Metadata::new(),
            messages: Vec::new(),
            trailers: Metadata::new(),
            end: Err(status),
        }
    }

    /// The messages of a call that ended well.
    pub fn messages(self) -> Vec<String> {
        self.end.expect("the call ends well");
        self.messages
    }

    /// The status of a call that failed.
    pub fn status(self) -> Status {
        self.end.expect_err("the call fails")
    }
}

/// A stub of [`EchoService`](crate::EchoService).
#[derive(Clone, Debug)]
pub struct Client(Caller);

impl Client {
    /// Calls an invoker.
    pub fn new(invoker: Arc<dyn Invoker>) -> Self {
        Self(Caller::new(invoker).expect("a legal URL"))
    }

    /// What it calls.
    pub fn invoker(&self) -> &Arc<dyn Invoker> {
        self.0.invoker()
    }

    /// The call with one message each way.
    pub fn unary(&self, script: impl Into<Script>, message: &str) -> Unary<String, String> {
        Unary::new(&self.0, 0, script.into().request(message.to_owned()))
    }

    /// The call with a stream of replies, this many.
    pub fn server_streaming(
        &self,
        script: impl Into<Script>,
        replies: usize,
    ) -> ServerStreaming<String, String> {
        ServerStreaming::new(&self.0, 1, script.into().request(replies.to_string()))
    }

    /// The call with a stream of requests.
    pub fn client_streaming(
        &self,
        script: impl Into<Script>,
        requests: Streaming<String>,
    ) -> ClientStreaming<String, String> {
        ClientStreaming::new(&self.0, 2, script.into().request(requests))
    }

    /// The call with streams both ways.
    pub fn bidi(
        &self,
        script: impl Into<Script>,
        requests: Streaming<String>,
    ) -> Bidi<String, String> {
        Bidi::new(&self.0, 3, script.into().request(requests))
    }

    /// A whole call of this kind with two requests or two replies, where there can be two: `0` and `1`.
    pub async fn call(&self, kind: MethodKind, script: impl Into<Script>) -> Outcome {
        let script = script.into();
        let requests = || Streaming::from_iter(["0".to_owned(), "1".to_owned()]);
        let call = async {
            match kind {
                MethodKind::Unary => one(self.unary(script, "0").await),
                MethodKind::ServerStreaming => many(self.server_streaming(script, 2).await).await,
                MethodKind::ClientStreaming => one(self.client_streaming(script, requests()).await),
                MethodKind::Bidi => many(self.bidi(script, requests()).await).await,
            }
        };
        within("a whole call", call).await
    }

    /// The answer of a whole call with [`Scenario::Echo`] that ends well.
    pub fn expected(kind: MethodKind) -> Vec<String> {
        let messages: &[&str] = match kind {
            MethodKind::Unary => &["0"],
            MethodKind::ClientStreaming => &["0,1"],
            MethodKind::ServerStreaming | MethodKind::Bidi => &["0", "1"],
        };
        messages.iter().map(ToString::to_string).collect()
    }

    /// Makes a whole call of this kind and checks the answer.
    pub async fn works(&self, kind: MethodKind) {
        let messages = self.call(kind, Scenario::Echo).await.messages();
        assert_eq!(messages, Self::expected(kind), "{kind:?}");
    }
}

fn one(response: Result<Response<String>>) -> Outcome {
    match response {
        Err(status) => Outcome::failed(status),
        Ok(response) => Outcome {
            initial: response.metadata().clone(),
            trailers: response.trailers().clone(),
            messages: vec![response.into_inner()],
            end: Ok(()),
        },
    }
}

async fn many(response: Result<Response<Streaming<String>>>) -> Outcome {
    let mut replies = match response {
        Err(status) => return Outcome::failed(status),
        Ok(response) => response.into_inner(),
    };
    let initial = match replies.metadata().await {
        Err(status) => return Outcome::failed(status),
        Ok(metadata) => metadata.clone(),
    };
    let mut messages = Vec::new();
    let end = loop {
        match replies.message().await {
            Ok(Some(message)) => messages.push(message),
            Ok(None) => break Ok(()),
            Err(status) => break Err(status),
        }
    };
    Outcome {
        initial,
        messages,
        trailers: replies.trailers().cloned().unwrap_or_default(),
        end,
    }
}
