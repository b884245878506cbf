//! An order among expectations.

use std::sync::{Arc, Mutex};

use super::Times;
use crate::lock;

/// An order among expectations, of one mock or of several: see
/// [`Expectation::in_sequence`](crate::Expectation::in_sequence). Clones are the same order.
///
/// An expectation is due when all before it have had their least number of calls; once it is called, those
/// before it are over.
#[derive(Clone, Debug, Default)]
pub struct Sequence(Arc<Mutex<Vec<Arc<Mutex<Count>>>>>);

impl Sequence {
    /// An order without expectations.
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn add(&self, count: &Arc<Mutex<Count>>) {
        let mut places = lock(&self.0);
        if !places.iter().any(|place| Arc::ptr_eq(place, count)) {
            places.push(Arc::clone(count));
        }
    }

    fn has_reached(&self, count: &Arc<Mutex<Count>>) -> bool {
        let places = lock(&self.0);
        let mut before = true;
        places.iter().all(|place| {
            if Arc::ptr_eq(place, count) {
                before = false;
                return true;
            }
            let place = lock(place);
            match before {
                true => place.called >= place.times.least,
                false => place.called == 0,
            }
        })
    }
}

/// How often an expectation was and is to be called.
#[derive(Debug)]
pub(super) struct Count {
    pub(super) times: Times,
    pub(super) called: usize,
}

/// Why a call is not counted.
pub(super) enum Refused {
    Exhausted,
    OutOfOrder,
}

/// Counts a call, if it is due.
pub(super) fn claim(count: &Arc<Mutex<Count>>, order: Option<&Sequence>) -> Result<(), Refused> {
    {
        let count = lock(count);
        if count.called >= count.times.most {
            return Err(Refused::Exhausted);
        }
    }
    if order.is_some_and(|order| !order.has_reached(count)) {
        return Err(Refused::OutOfOrder);
    }
    lock(count).called += 1;
    Ok(())
}
