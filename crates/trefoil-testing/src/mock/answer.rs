//! What an expectation answers.

use std::panic::Location;
use std::sync::Arc;
use std::time::Duration;

use trefoil_core::{BoxFuture, Metadata, Request, Response, Result, Streaming};

use super::shared::Report;
use crate::script::{Play, Script};
use crate::{Input, Message, Output};

type Handler<In, Out> = Arc<dyn Fn(Request<In>) -> BoxFuture<Result<Response<Out>>> + Send + Sync>;

pub(super) enum Answer<I: Input, O: Output> {
    /// Nobody has said yet.
    Missing,
    Run(Handler<I::Value, O::Value>),
    Script(Arc<Script<O::Message, I::Message>>),
}

/// An answer with what stands around it.
pub(super) struct Plan<I: Input, O: Output> {
    pub(super) answer: Answer<I, O>,
    pub(super) delay: Option<Duration>,
    pub(super) metadata: Metadata,
    pub(super) trailers: Metadata,
    /// Where the test says so.
    place: &'static Location<'static>,
}

impl<I: Input, O: Output> Plan<I, O> {
    pub(super) fn new(place: &'static Location<'static>) -> Self {
        Self {
            answer: Answer::Missing,
            delay: None,
            metadata: Metadata::new(),
            trailers: Metadata::new(),
            place,
        }
    }

    /// Answers one call.
    pub(super) async fn run(
        self,
        request: Request<I::Value>,
        report: Report,
    ) -> Result<Response<O::Value>> {
        let place = at(self.place);
        if let Some(delay) = self.delay {
            tokio::time::sleep(delay).await;
        }
        let mut response = match self.answer {
            Answer::Run(handler) => handler(request).await?,
            Answer::Script(script) => {
                let requests = I::into_stream(request.into_inner());
                perform::<O, _>(&script, &place, requests, report).await?
            }
            Answer::Missing => {
                return Err(report.fail(&format!(
                    "was called, and its expectation ({place}) has no answer: add `returns`, \
                     `fails`, `streams`, `script`, `answers` or `never_answers`"
                )));
            }
        };
        response.metadata_mut().extend(self.metadata);
        response.trailers_mut().extend(self.trailers);
        Ok(response)
    }
}

/// Plays a script in a task of its own, which ends with the call.
async fn perform<O: Output, R: Message>(
    script: &Script<O::Message, R>,
    place: &str,
    mut requests: Streaming<R>,
    report: Report,
) -> Result<Response<O::Value>> {
    let play = Arc::new(Play::service(script.clone()));
    report.watch(Arc::clone(&play));
    let (sender, said) = play.channel();
    let wrong = report.clone();
    let against = format!("was called against its script ({place})");
    tokio::spawn(async move {
        let report = |text: &str| drop(wrong.fail(&format!("{against}: {text}")));
        play.run(sender, &mut requests, report).await;
    });
    match O::of_stream(said).await? {
        Some(value) => Ok(Response::new(value)),
        None => Err(report.fail(&format!(
            "was called, and its script ({place}) finished without sending the reply"
        ))),
    }
}

/// `tests/greet.rs:12`
pub(super) fn at(place: &Location<'_>) -> String {
    format!("{}:{}", place.file(), place.line())
}

/// Takes what a caller sends, so that it is recorded and the caller does not wait.
pub(super) async fn take_all<I: Input>(request: Request<I::Value>) -> Result<()> {
    let mut requests = I::into_stream(request.into_inner());
    while requests.message().await?.is_some() {}
    Ok(())
}

/// A response like this one.
pub(super) fn copy<T: Clone>(response: &Response<T>) -> Response<T> {
    let mut copy = Response::new(response.get_ref().clone());
    *copy.metadata_mut() = response.metadata().clone();
    *copy.trailers_mut() = response.trailers().clone();
    copy
}

impl<I: Input, O: Output> Clone for Answer<I, O> {
    fn clone(&self) -> Self {
        match self {
            Self::Missing => Self::Missing,
            Self::Run(handler) => Self::Run(Arc::clone(handler)),
            Self::Script(script) => Self::Script(Arc::clone(script)),
        }
    }
}

impl<I: Input, O: Output> Clone for Plan<I, O> {
    fn clone(&self) -> Self {
        Self {
            answer: self.answer.clone(),
            delay: self.delay,
            metadata: self.metadata.clone(),
            trailers: self.trailers.clone(),
            place: self.place,
        }
    }
}
