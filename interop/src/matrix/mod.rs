//! What a pair of `interop/CASES.md` is made of, whatever stack carries the calls.
//!
//! A stack adds a [`Stack`] for the client, and a thin service that hands its calls to [`service`].

pub(crate) mod cases;
mod error;
mod expect;
pub mod rpc;
mod runner;
pub mod service;
mod stack;

pub use error::{CallError, Wrong};
pub use runner::{client, server_flags};
pub use stack::{Answer, NotThere, Options, Replies, Requests, Stack, Target, Values};
