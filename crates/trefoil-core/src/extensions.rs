//! [`Extensions`]: values that filters and handlers leave for one another.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;

/// At most one value of each type, beside a call and never on a wire.
///
/// ```
/// use trefoil_core::Extensions;
/// #[derive(Debug, PartialEq)]
/// struct User(&'static str);
/// let mut extensions = Extensions::new();
/// extensions.insert(User("ada"));
/// assert_eq!(extensions.get::<User>(), Some(&User("ada")));
/// ```
#[derive(Default)]
#[allow(clippy::box_collection)] // One word for the calls that have none.
pub struct Extensions(Option<Box<HashMap<TypeId, Box<dyn Any + Send + Sync>>>>);

impl Extensions {
    /// No value; allocates nothing.
    pub const fn new() -> Self {
        Self(None)
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.0.as_ref().is_none_or(|values| values.is_empty())
    }

    /// Sets the value of a type and gives back the one it replaces.
    pub fn insert<T: Send + Sync + 'static>(&mut self, value: T) -> Option<T> {
        let old = self
            .0
            .get_or_insert_default()
            .insert(TypeId::of::<T>(), Box::new(value));
        old.and_then(|old| old.downcast().ok()).map(|old| *old)
    }

    /// The value of a type.
    pub fn get<T: 'static>(&self) -> Option<&T> {
        self.0.as_ref()?.get(&TypeId::of::<T>())?.downcast_ref()
    }

    /// The value of a type, to change.
    pub fn get_mut<T: 'static>(&mut self) -> Option<&mut T> {
        self.0.as_mut()?.get_mut(&TypeId::of::<T>())?.downcast_mut()
    }

    /// Takes the value of a type out.
    pub fn remove<T: 'static>(&mut self) -> Option<T> {
        let value = self.0.as_mut()?.remove(&TypeId::of::<T>())?;
        value.downcast().ok().map(|value| *value)
    }
}

impl fmt::Debug for Extensions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Extensions({})",
            self.0.as_ref().map_or(0, |map| map.len())
        )
    }
}
