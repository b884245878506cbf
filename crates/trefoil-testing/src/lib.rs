#![doc = include_str!("../README.md")]
//!
//! # Modules
//!
//! | to find | look at |
//! |---|---|
//! | a mock of a service | [`Mock`], and the `GreeterMock` that `trefoil_build::Config::mock` generates |
//! | what a mock answers, and to what | [`Expectation`], [`Times`], [`Sequence`] |
//! | what a mock was asked | [`Received`] |
//! | a stream step by step, on either side | [`Script`] |
//! | what went through a stream, and when | [`Recorder`] |

mod generated;
mod mock;
mod recorder;
mod script;
mod shape;

use std::sync::{Mutex, MutexGuard, PoisonError};

pub use mock::{Expectation, Failures, Mock, MockInvoker, Received, Sequence, Times};
pub use recorder::{Event, Recorded, Recorder};
pub use script::{Script, Steps};
pub use shape::{Input, Many, Message, One, Output};

/// What generated code needs and users do not.
#[doc(hidden)]
pub mod codegen {
    pub use trefoil_core::client::Client;
}

/// A test that panicked elsewhere must still be able to say why.
fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
