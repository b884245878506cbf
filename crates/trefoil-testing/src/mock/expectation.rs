//! What a test says about calls.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use trefoil_core::{Metadata, MetadataValue, Request, Response, Result, Status};

use super::answer::{Answer, copy, take_all};
use super::matcher::Matcher;
use super::method::{Expected, MockMethod};
use super::{Sequence, Times};
use crate::script::{Script, Steps};
use crate::{Input, Many, Message, One, Output, lock};

/// An expectation of calls: which ones, how often, and what they are answered with.
///
/// It holds from the moment it is made; the methods here refine it. Without more it is for any request, once,
/// and has no answer yet. The expectations of a method are asked in the order in which they were made: the
/// first one that fits and is not used up answers. So two expectations, each [once](Self::times), are "first
/// this, then that".
///
/// A stream of requests is kept as far as the answer reads it: [`fails`](Self::fails) reads nothing,
/// [`answers`](Self::answers) and [`script`](Self::script) what they want, the others all of it.
pub struct Expectation<I: Input, O: Output> {
    method: Arc<MockMethod<I, O>>,
    index: usize,
}

impl<I: Input, O: Output> Expectation<I, O> {
    pub(super) fn new(method: Arc<MockMethod<I, O>>, index: usize) -> Self {
        Self { method, index }
    }

    fn change(self, change: impl FnOnce(&mut Expected<I, O>)) -> Self {
        self.method.change(self.index, change);
        self
    }

    fn answer(self, answer: Answer<I, O>) -> Self {
        self.change(|expected| expected.plan.answer = answer)
    }

    /// How often: `times(2)`, `times(1..)`, `times(..)` for any number. Default: once. `times(0)` answers
    /// nothing.
    pub fn times(self, times: impl Into<Times>) -> Self {
        let times = times.into();
        self.change(|expected| lock(&expected.count).times = times)
    }

    /// Only after the expectations that were put into this sequence before.
    pub fn in_sequence(self, sequence: &Sequence) -> Self {
        self.change(|expected| {
            sequence.add(&expected.count);
            expected.order = Some(sequence.clone());
        })
    }

    /// Only requests that fit; [`Request::metadata`] is in reach.
    pub fn with_request(
        self,
        fits: impl Fn(&Request<I::Value>) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.matcher(Matcher::new("a request that fits a closure", fits))
    }

    /// Only requests whose metadata has this text.
    pub fn with_metadata(self, key: impl Into<String>, value: impl Into<String>) -> Self {
        let (key, value) = (key.into(), value.into());
        let text = format!("a request with `{key}: {value}`");
        self.matcher(Matcher::new(text, move |request| {
            let mut values = request.metadata().get_all(&key);
            values.any(|found| found.as_str() == Some(&value))
        }))
    }

    fn matcher(self, matcher: Matcher<I>) -> Self {
        self.change(|expected| expected.matchers.push(matcher))
    }

    /// Fails the call.
    pub fn fails(self, status: Status) -> Self {
        self.answer(Answer::Run(Arc::new(move |_| {
            let status = status.clone();
            Box::pin(async { Err(status) })
        })))
    }

    /// Runs this for each call. A panic in it fails the call with INTERNAL, and the verification; one in a stream
    /// that it answers with only the call.
    pub fn answers<F>(self, answer: impl FnMut(Request<I::Value>) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<Response<O::Value>>> + Send + 'static,
    {
        let answer = Mutex::new(answer);
        self.answer(Answer::Run(Arc::new(move |request| {
            let future = lock(&answer)(request);
            Box::pin(future)
        })))
    }

    /// Takes the call and never answers: for deadlines, and for callers that give up.
    pub fn never_answers(self) -> Self {
        self.answer(Answer::Run(Arc::new(|request| {
            Box::pin(async {
                take_all::<I>(request).await?;
                std::future::pending().await
            })
        })))
    }

    /// Plays a script: it receives the request, or the stream of them, and sends the reply or the replies.
    ///
    /// What the script expects and does not get fails the call with INTERNAL, and the verification; so does
    /// what it still waits for when [`Mock::verify`](crate::Mock::verify) runs.
    pub fn script(
        self,
        write: impl FnOnce(Steps<O::Message, I::Message>) -> Script<O::Message, I::Message>,
    ) -> Self {
        let script = write(Script::steps());
        self.answer(Answer::Script(Arc::new(script)))
    }

    /// Answers this much later, by tokio's clock: exact, and without waiting, under paused time.
    pub fn after(self, delay: Duration) -> Self {
        self.change(|expected| expected.plan.delay = Some(delay))
    }

    /// Adds metadata before the answer, if it is a good one.
    ///
    /// # Panics
    /// If the key or the value is not legal.
    pub fn metadata(
        self,
        key: impl Into<Cow<'static, str>>,
        value: impl Into<MetadataValue>,
    ) -> Self {
        let metadata = legal(key, value);
        self.change(|expected| expected.plan.metadata.extend(metadata))
    }

    /// Adds metadata behind the answer, if it is a good one.
    ///
    /// # Panics
    /// If the key or the value is not legal.
    pub fn trailer(
        self,
        key: impl Into<Cow<'static, str>>,
        value: impl Into<MetadataValue>,
    ) -> Self {
        let metadata = legal(key, value);
        self.change(|expected| expected.plan.trailers.extend(metadata))
    }
}

impl<T: Message, O: Output> Expectation<One<T>, O> {
    /// Only requests that fit.
    pub fn with(self, fits: impl Fn(&T) -> bool + Send + Sync + 'static) -> Self {
        let text = "a request that fits a closure";
        self.matcher(Matcher::new(text, move |request| fits(request.get_ref())))
    }

    /// Only this request.
    pub fn with_message(self, message: T) -> Self {
        let text = format!("{message:?}");
        self.matcher(Matcher::new(text, move |request| {
            *request.get_ref() == message
        }))
    }
}

impl<I: Input, T: Message> Expectation<I, One<T>> {
    /// Answers with this message, or with this [`Response`] and its metadata; to a stream of requests, after
    /// its end.
    pub fn returns(self, response: impl Into<Response<T>>) -> Self {
        let response = response.into();
        self.answer(Answer::Run(Arc::new(move |request| {
            let response = copy(&response);
            Box::pin(async {
                take_all::<I>(request).await?;
                Ok(response)
            })
        })))
    }
}

impl<I: Input, T: Message> Expectation<I, Many<T>> {
    /// Answers with these messages; a stream of requests is read meanwhile, and its end awaited.
    pub fn streams(self, messages: impl IntoIterator<Item = T>) -> Self {
        self.script(|steps| steps.send_all(messages).drain().finish())
    }
}

#[allow(clippy::panic)] // A kit for tests fails by panic.
fn legal(key: impl Into<Cow<'static, str>>, value: impl Into<MetadataValue>) -> Metadata {
    let mut metadata = Metadata::new();
    if let Err(error) = metadata.append(key, value) {
        panic!("{error}");
    }
    metadata
}

impl<I: Input, O: Output> fmt::Debug for Expectation<I, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Expectation")
    }
}
