//! A value that only `&mut` can reach.

use std::sync::{Mutex, PoisonError};

/// Makes a `Send` value `Sync` by giving no shared access to it.
///
/// The mutex is never locked: its `get_mut` costs nothing. It is here because calls hold streams and
/// erased messages that are `Send` only, while a handler or a filter may keep `&Request` over an await.
pub(crate) struct Exclusive<T>(Mutex<T>);

impl<T> Exclusive<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    pub(crate) fn get_mut(&mut self) -> &mut T {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn into_inner(self) -> T {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
