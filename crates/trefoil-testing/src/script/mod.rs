//! What one side of a stream says, and what it waits for.

mod caller;
mod play;
mod step;

use std::fmt;
use std::time::Duration;

pub(crate) use play::Play;
use step::Expected;
pub(crate) use step::{End, Step};
use trefoil_core::Status;

use crate::Message;

/// The steps of a script that is being written: sends `S`, receives `R`. One of the ends
/// ([`finish`](Steps::finish), [`fail`](Steps::fail), [`hang`](Steps::hang), [`vanish`](Steps::vanish)) makes
/// the [`Script`].
#[must_use = "steps without an end are no script"]
pub struct Steps<S, R>(Vec<Step<S, R>>);

/// One side of a streaming call, step by step: for a mock
/// ([`Expectation::script`](crate::Expectation::script)) or for a caller ([`Script::call`],
/// [`Script::into_stream`]).
///
/// Steps follow each other: a message is sent when those before were sent and what was waited for has come. So
/// a script is deterministic, under paused time too.
///
/// ```
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() -> Result<(), trefoil_core::Status> {
/// use std::time::Duration;
/// use trefoil_testing::Script;
///
/// let script = Script::<String, String>::steps()
///     .send("a".to_owned())
///     .sleep(Duration::from_secs(60)) // no time at all under `start_paused = true`
///     .send("b".to_owned())
///     .finish();
/// let mut stream = script.into_stream();
/// assert_eq!(stream.message().await?.as_deref(), Some("a"));
/// assert_eq!(stream.message().await?.as_deref(), Some("b"));
/// assert_eq!(stream.message().await?, None);
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Script<S, R> {
    pub(crate) steps: Vec<Step<S, R>>,
    pub(crate) end: End,
}

impl<S: Message, R: Message> Script<S, R> {
    /// The beginning of a script.
    pub fn steps() -> Steps<S, R> {
        Steps(Vec::new())
    }
}

impl<S: Message, R: Message> Steps<S, R> {
    fn step(mut self, step: Step<S, R>) -> Self {
        self.0.push(step);
        self
    }

    /// Sends a message; goes on without waiting until it is read. As the answer of a method with one reply, the
    /// first message is the reply.
    pub fn send(self, message: S) -> Self {
        self.step(Step::Send(message))
    }

    /// Sends these messages.
    pub fn send_all(mut self, messages: impl IntoIterator<Item = S>) -> Self {
        self.0.extend(messages.into_iter().map(Step::Send));
        self
    }

    /// Waits for the other side's next message, which must be this one.
    pub fn expect(self, message: R) -> Self {
        let what = format!("{message:?}");
        self.step(Step::Expect(Expected::new(what, move |found| {
            *found == message
        })))
    }

    /// Waits for the other side's next message, which must fit.
    pub fn expect_where(self, fits: impl Fn(&R) -> bool + Send + Sync + 'static) -> Self {
        let what = "a message that fits a closure".to_owned();
        self.step(Step::Expect(Expected::new(what, fits)))
    }

    /// Waits for the other side's next message, whatever it is.
    pub fn expect_any(self) -> Self {
        self.step(Step::Expect(Expected::new(
            "any message".to_owned(),
            |_| true,
        )))
    }

    /// Waits for the good end of the other side's messages; one more message is a failure.
    pub fn expect_end(self) -> Self {
        self.step(Step::ExpectEnd)
    }

    /// Takes messages until the other side's end, whatever they are.
    pub fn drain(self) -> Self {
        self.step(Step::Drain)
    }

    /// Does nothing for this long, by tokio's clock.
    pub fn sleep(self, time: Duration) -> Self {
        self.step(Step::Sleep(time))
    }

    /// Ends this side's messages well.
    pub fn finish(self) -> Script<S, R> {
        self.end(End::Finish)
    }

    /// Ends with an error: as a service, the status of the call; as a caller, a cancel.
    pub fn fail(self, status: Status) -> Script<S, R> {
        self.end(End::Fail(status))
    }

    /// Never ends: says nothing more, takes what comes, until the call is over. For deadlines.
    pub fn hang(self) -> Script<S, R> {
        self.end(End::Hang)
    }

    /// Drops its side without an end, as a task that died: the other side sees CANCELLED.
    pub fn vanish(self) -> Script<S, R> {
        self.end(End::Vanish)
    }

    fn end(self, end: End) -> Script<S, R> {
        Script { steps: self.0, end }
    }
}

impl<S: Message, R: Message> fmt::Debug for Script<S, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(&self.steps)
            .entry(&self.end)
            .finish()
    }
}

impl<S: Message, R: Message> fmt::Debug for Steps<S, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.0).finish()
    }
}
