//! The test suite that every [`Protocol`](trefoil_core::Protocol) of
//! [trefoil](https://docs.rs/trefoil) passes.
//!
//! A [`Subject`] says how to make the protocol and where to export; [`suite!`] makes one test of each
//! behaviour. What a behaviour is stands at its function in [`behaviours`].
//!
//! ```
//! # mod demo {
//! // In a file of `tests/`, with a protocol of your own:
//! use trefoil_injvm::InJvm;
//!
//! trefoil_contract::suite!(InJvm::new(), "injvm://local");
//! # }
//! # fn main() { trefoil_contract::Subject::new(|| std::sync::Arc::new(trefoil_injvm::InJvm::new()), "injvm://local"); }
//! ```
//!
//! | to find | look at |
//! |---|---|
//! | what is promised | [`behaviours`] |
//! | the service that is called, and what it does on demand | [`EchoService`], [`Scenario`] |
//! | what the service saw | [`Probe`], [`Event`] |
//! | the calling side | [`Client`], [`Script`], [`Outcome`] |
//!
//! A protocol has more to prove than this: its wire, its limits, its parameters. [`Stage`] is there for such
//! tests too.

// Assertions are what this crate is for: it fails a test by a panic.
#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::unwrap_used
)]

pub mod behaviours;
mod client;
mod handlers;
mod probe;
mod scenario;
mod service;
mod stage;
mod subject;
mod suite;
mod wait;

pub use client::{Client, Outcome, Script};
pub use probe::{Event, Probe, Started};
pub use scenario::{Scenario, business, failure};
pub use service::{EchoService, MODES};
pub use stage::Stage;
pub use subject::{Subject, run};
pub use wait::{LIMIT, eventually, quiet, within};
