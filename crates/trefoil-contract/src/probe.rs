//! What the service saw.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use trefoil_core::{Code, Context, Metadata, MethodKind, Peer, Status};

use crate::wait::within;

/// A handler's log, shared with the test, and the gate that [`Scenario::Gate`](crate::Scenario::Gate) waits at.
#[derive(Clone, Debug)]
pub struct Probe(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    events: watch::Sender<Vec<Event>>,
    gate: watch::Sender<bool>,
}

/// Something that happened to a handler.
#[derive(Clone, Debug)]
pub enum Event {
    /// A handler began.
    Started(Started),
    /// The request stream ended, well or with this code.
    RequestsEnded(Result<(), Code>),
    /// A handler came to the end of its answer, be it a good one or an error.
    Finished,
    /// A handler was dropped before that.
    Dropped,
    /// The context of a call was cancelled.
    Cancelled,
}

/// What a handler saw when it began.
#[derive(Clone, Debug)]
pub struct Started {
    /// Which handler.
    pub kind: MethodKind,
    /// The time until the deadline.
    pub time_left: Option<Duration>,
    /// Who called.
    pub peer: Option<Peer>,
    /// With what beside the request.
    pub metadata: Metadata,
}

impl Default for Probe {
    fn default() -> Self {
        Self::new()
    }
}

impl Probe {
    /// Nothing seen, the gate shut.
    pub fn new() -> Self {
        Self(Arc::new(Inner {
            events: watch::Sender::new(Vec::new()),
            gate: watch::Sender::new(false),
        }))
    }

    /// All events so far.
    pub fn events(&self) -> Vec<Event> {
        self.0.events.borrow().clone()
    }

    /// How many events so far are like this.
    pub fn count(&self, like: impl Fn(&Event) -> bool) -> usize {
        self.0
            .events
            .borrow()
            .iter()
            .filter(|event| like(event))
            .count()
    }

    /// How many handlers began.
    pub fn started(&self) -> usize {
        self.count(|event| matches!(event, Event::Started(_)))
    }

    /// Waits for an event like this.
    pub async fn until(&self, what: &str, like: impl Fn(&Event) -> bool) {
        let mut events = self.0.events.subscribe();
        let seen = events.wait_for(|events| events.iter().any(&like));
        // The sender lives as long as `self`.
        drop(within(what, seen).await);
    }

    /// Waits for a handler to begin and says what it saw. The latest, if there are several.
    pub async fn until_started(&self) -> Started {
        self.until("a handler begins", |event| {
            matches!(event, Event::Started(_))
        })
        .await;
        let events = self.events();
        let started = events.into_iter().rev().find_map(|event| match event {
            Event::Started(started) => Some(started),
            _ => None,
        });
        started.expect("was waited for")
    }

    /// Waits until a handler was dropped and the context of its call cancelled.
    pub async fn until_given_up(&self) {
        self.until("a handler is dropped", |event| {
            matches!(event, Event::Dropped)
        })
        .await;
        self.until("a context is cancelled", |event| {
            matches!(event, Event::Cancelled)
        })
        .await;
    }

    /// Forgets all events.
    pub fn clear(&self) {
        self.0.events.send_modify(Vec::clear);
    }

    /// Lets every handler at the gate go on, now and later.
    pub fn open_gate(&self) {
        self.0.gate.send_replace(true);
    }

    pub(crate) async fn pass_gate(&self) {
        drop(self.0.gate.subscribe().wait_for(|open| *open).await);
    }

    fn note(&self, event: Event) {
        self.0.events.send_modify(|events| events.push(event));
    }

    pub(crate) fn start(&self, kind: MethodKind, context: Context, metadata: &Metadata) -> Running {
        self.note(Event::Started(Started {
            kind,
            time_left: context.time_left(),
            peer: context.peer().cloned(),
            metadata: metadata.clone(),
        }));
        let probe = self.clone();
        // A task, since the handler itself is dropped when its call is given up.
        tokio::spawn(async move {
            context.cancelled().await;
            probe.note(Event::Cancelled);
        });
        Running {
            probe: self.clone(),
            finished: false,
        }
    }
}

/// A handler that runs.
pub(crate) struct Running {
    probe: Probe,
    finished: bool,
}

impl Running {
    pub(crate) async fn pass_gate(&self) {
        self.probe.pass_gate().await;
    }

    pub(crate) fn requests_ended(&self, end: Result<(), &Status>) {
        let end = end.map_err(Status::code);
        self.probe.note(Event::RequestsEnded(end));
    }

    /// The handler is done.
    pub(crate) fn finish(&mut self) {
        self.finished = true;
        self.probe.note(Event::Finished);
    }

    /// The handler is done, with this error.
    pub(crate) fn fail(&mut self, status: Status) -> Status {
        self.finish();
        status
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.finished {
            self.probe.note(Event::Dropped);
        }
    }
}
