//! How a script runs.

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::time::sleep;
use trefoil_core::{Result, Sender, Status, Streaming};

use super::{End, Script, Step};
use crate::Message;

/// A script under way.
pub(crate) struct Play<S, R> {
    script: Script<S, R>,
    /// Steps that are done.
    done: AtomicUsize,
    /// A caller: replies come to their end even when requests are not wanted any more.
    calls: bool,
}

/// Why a script did not come to its end.
enum Stop {
    /// The other side does not listen any more. What was still awaited shows in [`Play::unmet`].
    Gone,
    /// It said something else than what was awaited.
    Wrong(String),
}

impl<S: Message, R: Message> Play<S, R> {
    pub(crate) fn service(script: Script<S, R>) -> Self {
        Self {
            script,
            done: AtomicUsize::new(0),
            calls: false,
        }
    }

    pub(super) fn caller(script: Script<S, R>) -> Self {
        Self {
            calls: true,
            ..Self::service(script)
        }
    }

    /// What the script still waits for.
    pub(crate) fn unmet(&self) -> Option<String> {
        let done = self.done.load(Ordering::Acquire);
        let steps = self.script.steps.iter().enumerate().skip(done);
        let mut awaited = steps.filter_map(|(at, step)| Some((at, step.awaited()?)));
        let (at, what) = awaited.next()?;
        Some(format!(
            "{} awaits {what}, which did not come",
            self.step(at)
        ))
    }

    fn step(&self, at: usize) -> String {
        format!("step {} of {}", at + 1, self.script.steps.len())
    }

    /// Where the script sends to. Its sends never wait: what is sent is as much as the script has.
    pub(crate) fn channel(&self) -> (Sender<S>, Streaming<S>) {
        Streaming::channel(self.script.steps.len())
    }

    /// Runs the script to its end, or as far as the other side lets it. If that one says something wrong,
    /// `report` is told, and then the stream fails with INTERNAL.
    pub(crate) async fn run(
        &self,
        mut sender: Sender<S>,
        incoming: &mut Streaming<R>,
        report: impl FnOnce(&str),
    ) {
        for (at, step) in self.script.steps.iter().enumerate() {
            match self.one(step, &mut sender, incoming).await {
                Ok(()) => self.done.store(at + 1, Ordering::Release),
                Err(Stop::Gone) => return,
                Err(Stop::Wrong(came)) => {
                    let awaited = step.awaited().unwrap_or_default();
                    let text = format!("{} awaits {awaited}, but {came}", self.step(at));
                    self.done.store(usize::MAX, Ordering::Release);
                    report(&text);
                    return sender.fail(Status::internal(text));
                }
            }
        }
        match &self.script.end {
            End::Finish => sender.finish(),
            End::Fail(status) => sender.fail(status.clone()),
            End::Vanish => drop(sender),
            End::Hang => {
                let drained = self.drain(&sender, incoming).await;
                if drained.is_ok() && !self.calls {
                    sender.closed().await;
                }
            }
        }
    }

    async fn one(
        &self,
        step: &Step<S, R>,
        sender: &mut Sender<S>,
        incoming: &mut Streaming<R>,
    ) -> Result<(), Stop> {
        match step {
            Step::Send(message) => match sender.send(message.clone()).await {
                // Why the call is over stands at its reply, and the steps behind may wait for that.
                Err(_) if !self.calls => Err(Stop::Gone),
                Ok(()) | Err(_) => Ok(()),
            },
            Step::Sleep(time) => self.unless_gone(sender, sleep(*time)).await,
            Step::Drain => self.drain(sender, incoming).await,
            Step::Expect(expected) => match self.next(sender, incoming).await? {
                Ok(Some(message)) if expected.fits(&message) => Ok(()),
                found => Err(Stop::Wrong(came(&found))),
            },
            Step::ExpectEnd => match self.next(sender, incoming).await? {
                Ok(None) => Ok(()),
                found => Err(Stop::Wrong(came(&found))),
            },
        }
    }

    async fn drain(&self, sender: &Sender<S>, incoming: &mut Streaming<R>) -> Result<(), Stop> {
        while let Ok(Some(_)) = self.next(sender, incoming).await? {}
        Ok(())
    }

    async fn next(
        &self,
        sender: &Sender<S>,
        incoming: &mut Streaming<R>,
    ) -> Result<Result<Option<R>>, Stop> {
        match self.unless_gone(sender, incoming.message()).await? {
            // The caller has given up. A service that fails is what a caller's script has to tell.
            Err(_) if !self.calls => Err(Stop::Gone),
            next => Ok(next),
        }
    }

    /// A service's script ends with its call.
    async fn unless_gone<T>(
        &self,
        sender: &Sender<S>,
        future: impl Future<Output = T>,
    ) -> Result<T, Stop> {
        tokio::select! {
            biased;
            done = future => Ok(done),
            () = sender.closed(), if !self.calls => Err(Stop::Gone),
        }
    }
}

fn came<R: Message>(found: &Result<Option<R>, Status>) -> String {
    match found {
        Ok(Some(message)) => format!("{message:?} came"),
        Ok(None) => "the stream ended".to_owned(),
        Err(status) => format!("the stream failed: {status}"),
    }
}
