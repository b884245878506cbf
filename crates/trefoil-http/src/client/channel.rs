//! A channel: one address, one or more connections.

use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwapOption;
use tokio::sync::watch;
use tokio::time::{Instant, timeout};
use trefoil_core::{Error, FromParam, Url};

use super::Sender;
use super::backoff::Backoff;
use super::connection::{Live, open};
use crate::Settings;
use crate::transport::{MemoryNetwork, connect};

/// Connections to the address of a URL, `connections` of them (1), taken in turn.
///
/// Nothing connects before the first request. A connection that was lost is replaced at once; after an
/// attempt that failed, requests fail with its error until the backoff has passed.
pub struct Channel {
    slots: Box<[Arc<Slot>]>,
    next: AtomicUsize,
    target: Arc<Target>,
}

struct Target {
    url: Url,
    settings: Settings,
    memory: MemoryNetwork,
    closed: AtomicBool,
}

struct Slot {
    live: Arc<ArcSwapOption<Live>>,
    attempt: Mutex<Attempt>,
}

#[derive(Default)]
struct Attempt {
    running: Option<watch::Receiver<Option<Outcome>>>,
    backoff: Backoff,
    /// Until when the last failure is the answer.
    refused: Option<(Instant, ConnectError)>,
}

type Outcome = Result<(), ConnectError>;

/// Why there is no connection.
#[derive(Clone, Debug)]
pub struct ConnectError(Arc<str>);

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConnectError {}

/// The value of `connections`.
struct Connections(usize);

impl FromParam for Connections {
    fn from_param(value: &str) -> Option<Self> {
        let number: usize = value.trim().parse().ok()?;
        // 0 is what Dubbo writes for its default.
        (0..=1024).contains(&number).then_some(Self(number.max(1)))
    }

    fn expected() -> Cow<'static, str> {
        "a whole number from 0 to 1024".into()
    }
}

impl Channel {
    /// A channel to the address of a URL. Does not connect.
    ///
    /// # Errors
    /// If the URL has no address, or a setting that is none.
    pub fn new(url: &Url, memory: &MemoryNetwork) -> Result<Self, Error> {
        let addressed = url.memory_name().is_some()
            || url.unix_path().is_some()
            || (url.host().is_some() && url.port().is_some());
        if !addressed {
            return Err(Error::invalid(format!(
                "`{}` names no address: write `{}://host:port`",
                url.redacted(),
                url.scheme()
            )));
        }
        let connections = url
            .get::<Connections>("connections")?
            .map_or(1, |number| number.0);
        let target = Arc::new(Target {
            url: url.clone(),
            settings: Settings::client(url)?,
            memory: memory.clone(),
            closed: AtomicBool::new(false),
        });
        let slot = || {
            Arc::new(Slot {
                live: Arc::default(),
                attempt: Mutex::default(),
            })
        };
        Ok(Self {
            slots: (0..connections).map(|_| slot()).collect(),
            next: AtomicUsize::new(0),
            target,
        })
    }

    /// The address it connects to, as a URL spells it.
    pub fn address(&self) -> String {
        self.target.url.address()
    }

    /// Whether a connection is open.
    pub fn is_connected(&self) -> bool {
        self.slots.iter().any(|slot| slot.live.load().is_some())
    }

    /// A sender on an open connection, after connecting if there is none. Cancel safe: an attempt to
    /// connect goes on for whoever comes next.
    ///
    /// # Errors
    /// If the connection cannot be made, or could not a moment ago.
    pub async fn sender(&self) -> Result<Sender, ConnectError> {
        if self.target.closed.load(Ordering::Acquire) {
            return Err(self.failed("the invoker was destroyed"));
        }
        let slot = match &*self.slots {
            [slot] => slot,
            slots => &slots[self.next.fetch_add(1, Ordering::Relaxed) % slots.len()],
        };
        // A connection may take its last request between two looks; a peer that closes each new one
        // at once must not keep us here.
        for _ in 0..3 {
            if let Some(live) = &*slot.live.load() {
                match std::future::poll_fn(|cx| std::task::Poll::Ready(live.sender(cx))).await {
                    Some(sender) => return Ok(sender),
                    None => live.retire(&slot.live),
                }
            }
            self.connected(slot).await?;
        }
        Err(self.failed("the peer closes every connection at once"))
    }

    /// Closes the channel: no new request; the connections end with the calls that are on them.
    pub fn close(&self) {
        self.target.closed.store(true, Ordering::Release);
        for slot in &self.slots {
            slot.live.store(None);
        }
    }

    async fn connected(&self, slot: &Arc<Slot>) -> Outcome {
        let mut attempt = self.attempt(slot)?;
        let outcome = attempt.wait_for(Option::is_some).await;
        match outcome.as_deref() {
            Ok(Some(outcome)) => outcome.clone(),
            Ok(None) | Err(_) => Err(self.failed("the attempt was given up")),
        }
    }

    /// The attempt that is under way, or a new one.
    fn attempt(&self, slot: &Arc<Slot>) -> Result<watch::Receiver<Option<Outcome>>, ConnectError> {
        let mut attempt = slot.attempt.lock().unwrap_or_else(PoisonError::into_inner);
        // One whose runtime ended under it has nobody left to finish it.
        if let Some(running) = &attempt.running
            && (running.borrow().is_some() || running.has_changed().is_ok())
        {
            return Ok(running.clone());
        }
        if let Some((until, error)) = &attempt.refused
            && Instant::now() < *until
        {
            return Err(error.clone());
        }
        let (done, running) = watch::channel(None);
        attempt.running = Some(running.clone());
        let (slot, target) = (Arc::clone(slot), Arc::clone(&self.target));
        tokio::spawn(async move {
            let outcome = target.connect(&slot).await;
            if target.closed.load(Ordering::Acquire) {
                slot.live.store(None);
            }
            let mut attempt = slot.attempt.lock().unwrap_or_else(PoisonError::into_inner);
            attempt.running = None;
            match &outcome {
                Ok(()) => {
                    attempt.backoff = Backoff::default();
                    attempt.refused = None;
                }
                Err(error) => {
                    let until = Instant::now() + attempt.backoff.fail();
                    attempt.refused = Some((until, error.clone()));
                }
            }
            done.send_replace(Some(outcome));
        });
        Ok(running)
    }

    fn failed(&self, why: impl fmt::Display) -> ConnectError {
        self.target.failed(why)
    }
}

impl Target {
    async fn connect(&self, slot: &Slot) -> Outcome {
        let attempt = async {
            let transport = connect(&self.url, &self.memory)
                .await
                .map_err(|error| self.failed(error))?;
            open(transport, &self.settings, Arc::clone(&slot.live))
                .await
                .map_err(|error| self.failed(error))
        };
        match timeout(self.settings.connect_timeout, attempt).await {
            Ok(connected) => connected.map(|_| ()),
            Err(_) => {
                let limit = self.settings.connect_timeout;
                Err(self.failed(format_args!("no answer within {limit:?}")))
            }
        }
    }

    fn failed(&self, why: impl fmt::Display) -> ConnectError {
        ConnectError(format!("cannot connect to `{}`: {why}", self.url.address()).into())
    }
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Channel")
            .field("url", &self.target.url)
            .field("connections", &self.slots.len())
            .finish()
    }
}
