//! One method of a mock: its expectations and its calls.

use std::any::Any;
use std::panic::{AssertUnwindSafe, Location, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex};

use trefoil_core::{BoxFuture, Invocation, Method, Reply, Request, Response, Result};

use super::answer::{Plan, at};
use super::matcher::Matcher;
use super::sequence::{Count, Refused, Sequence, claim};
use super::shared::{AnyMethod, Report};
use super::times::count;
use super::{Received, Times};
use crate::{Input, Output, Recorder, lock};

pub(super) struct MockMethod<I: Input, O: Output> {
    method: Method,
    expected: Mutex<Vec<Expected<I, O>>>,
    received: Mutex<Vec<Received<I>>>,
}

/// One expectation.
pub(super) struct Expected<I: Input, O: Output> {
    pub(super) matchers: Vec<Matcher<I>>,
    pub(super) count: Arc<Mutex<Count>>,
    pub(super) order: Option<Sequence>,
    pub(super) plan: Plan<I, O>,
    place: &'static Location<'static>,
}

impl<I: Input, O: Output> MockMethod<I, O> {
    pub(super) fn new(method: Method) -> Self {
        Self {
            method,
            expected: Mutex::default(),
            received: Mutex::default(),
        }
    }

    /// A new expectation; its index.
    pub(super) fn add(&self, place: &'static Location<'static>) -> usize {
        let count = Count {
            times: Times::from(1),
            called: 0,
        };
        let mut expected = lock(&self.expected);
        expected.push(Expected {
            matchers: Vec::new(),
            count: Arc::new(Mutex::new(count)),
            order: None,
            plan: Plan::new(place),
            place,
        });
        expected.len() - 1
    }

    pub(super) fn change(&self, index: usize, change: impl FnOnce(&mut Expected<I, O>)) {
        if let Some(expected) = lock(&self.expected).get_mut(index) {
            change(expected);
        }
    }

    pub(super) fn received(&self) -> Vec<Received<I>> {
        lock(&self.received).clone()
    }

    async fn call(
        self: Arc<Self>,
        report: Report,
        request: Request<I::Value>,
    ) -> Result<Response<O::Value>> {
        let recorder = Recorder::new();
        let received = Received::new(&request, recorder.clone());
        lock(&self.received).push(received);
        let request = request.map(|value| I::record(value, &recorder));
        match self.choose(&request) {
            Ok(plan) => plan.run(request, report).await,
            Err(others) => {
                let request = I::show(request.get_ref());
                Err(report.fail(&format!("was called with {request}, and {others}")))
            }
        }
    }

    /// The first expectation that fits and is not used up.
    fn choose(&self, request: &Request<I::Value>) -> Result<Plan<I, O>, String> {
        // Matchers are the user's code: they run without the lock.
        let matchers: Vec<_> = lock(&self.expected)
            .iter()
            .map(|expected| expected.matchers.clone())
            .collect();
        let mut others = Vec::new();
        for (index, matchers) in matchers.iter().enumerate() {
            let why = if matchers.iter().all(|matcher| matcher.fits(request)) {
                let expected = lock(&self.expected);
                let expected = &expected[index];
                match claim(&expected.count, expected.order.as_ref()) {
                    Ok(()) => return Ok(expected.plan.clone()),
                    Err(Refused::Exhausted) => "is used up",
                    Err(Refused::OutOfOrder) => "is not due in its sequence",
                }
            } else {
                "is for another request"
            };
            let expected = lock(&self.expected);
            let (what, times, place) = expected[index].describe();
            others.push(format!("\n    {what}, {times} ({place}): {why}"));
        }
        Err(match others.as_slice() {
            [] => "no call is expected".to_owned(),
            others => format!("no expectation answers that:{}", others.concat()),
        })
    }
}

impl<I: Input, O: Output> Expected<I, O> {
    /// What is expected, how often, and where the test says so.
    fn describe(&self) -> (String, Times, String) {
        let what = match self.matchers.as_slice() {
            [] => "any request".to_owned(),
            matchers => {
                let texts: Vec<_> = matchers.iter().map(Matcher::text).collect();
                texts.join(" and ")
            }
        };
        let times = lock(&self.count).times;
        (what, times, at(self.place))
    }
}

impl<I: Input, O: Output> AnyMethod for MockMethod<I, O> {
    fn invoke(self: Arc<Self>, report: Report, call: Invocation) -> BoxFuture<Result<Reply>> {
        O::serve::<I, _>(call, move |request| {
            let call = self.call(report.clone(), request);
            report_panic(report, call)
        })
    }

    fn missing(&self) -> Vec<String> {
        let expected = lock(&self.expected);
        let missing = expected.iter().filter_map(|expected| {
            let called = lock(&expected.count).called;
            let least = lock(&expected.count).times.least;
            let method = self.method.name();
            (called < least).then(|| {
                let called = match called {
                    0 => "never called".to_owned(),
                    called => format!("called {}", count(called)),
                };
                let (what, times, place) = expected.describe();
                format!("{method} is expected {times} and was {called}: {what} ({place})")
            })
        });
        missing.collect()
    }

    fn into_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync> {
        self
    }
}

/// A panic in an answer, most often a failed assertion, is a status to the caller. The test must hear of it.
async fn report_panic<T>(report: Report, call: impl Future<Output = T> + Send) -> T {
    let mut call = Box::pin(call);
    std::future::poll_fn(move |cx| {
        catch_unwind(AssertUnwindSafe(|| call.as_mut().poll(cx))).unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<&str>().map(ToString::to_string);
            let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
            let text = text.unwrap_or_default();
            drop(report.fail(&format!("was called, and its answer panicked: {text}")));
            resume_unwind(panic)
        })
    })
    .await
}
