//! Extensions: neither side can list what it holds, so each is carried whole inside of the other.

use std::sync::Arc;

use super::{IntoTonic, IntoTrefoil};

/// trefoil's extensions among tonic's: what a handler of tonic finds what trefoil's filters left by.
///
/// The other way round, a handler of trefoil finds all of tonic's by `extensions().get::<http::Extensions>()`.
///
/// ```
/// use trefoil_tonic::{Extensions, IntoTonic};
/// #[derive(Debug, PartialEq)]
/// struct User(&'static str);
/// let mut ours = trefoil_core::Extensions::new();
/// ours.insert(User("ada"));
/// let theirs = ours.into_tonic();
/// let user = theirs.get::<Extensions>().and_then(|ours| ours.get::<User>());
/// assert_eq!(user, Some(&User("ada")));
/// ```
#[derive(Clone, Debug)]
pub struct Extensions(Arc<trefoil_core::Extensions>);

impl Extensions {
    /// The value of a type.
    pub fn get<T: 'static>(&self) -> Option<&T> {
        // One that was shared when it came back could not be taken apart.
        let inner = || self.0.get::<Extensions>().and_then(Extensions::get);
        self.0.get().or_else(inner)
    }
}

/// All of ours as one [`Extensions`]; what was tonic's before is tonic's again.
impl IntoTonic for trefoil_core::Extensions {
    type Tonic = http::Extensions;

    fn into_tonic(mut self) -> http::Extensions {
        let mut theirs = self.remove::<http::Extensions>().unwrap_or_default();
        if !self.is_empty() {
            theirs.insert(Extensions(Arc::new(self)));
        }
        theirs
    }
}

/// All of tonic's as one [`http::Extensions`]; what was ours before is ours again, unless a clone of it is
/// still held: then it stays an [`Extensions`].
impl IntoTrefoil for http::Extensions {
    type Trefoil = trefoil_core::Extensions;

    fn into_trefoil(mut self) -> trefoil_core::Extensions {
        let mut ours = trefoil_core::Extensions::new();
        if let Some(Extensions(carried)) = self.remove() {
            match Arc::try_unwrap(carried) {
                Ok(carried) => ours = carried,
                Err(shared) => drop(ours.insert(Extensions(shared))),
            }
        }
        if !self.is_empty() {
            ours.insert(self);
        }
        ours
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Ours(u32);
    #[derive(Clone, Debug, PartialEq)]
    struct Theirs(u32);

    #[test]
    fn both_survive_both_ways() {
        let mut theirs = http::Extensions::new();
        theirs.insert(Theirs(1));
        let mut ours = theirs.into_trefoil();
        ours.insert(Ours(2));
        let theirs = ours.into_tonic();
        assert_eq!(theirs.get(), Some(&Theirs(1)));
        let ours = theirs.into_trefoil();
        assert_eq!(ours.get(), Some(&Ours(2)));
        let theirs = ours.get::<http::Extensions>().unwrap();
        assert_eq!((theirs.get(), theirs.len()), (Some(&Theirs(1)), 1));
    }

    #[test]
    fn nothing_becomes_nothing() {
        assert!(trefoil_core::Extensions::new().into_tonic().is_empty());
        assert!(http::Extensions::new().into_trefoil().is_empty());
    }

    #[test]
    fn what_is_still_held_is_found_all_the_same() {
        let mut ours = trefoil_core::Extensions::new();
        ours.insert(Ours(2));
        let theirs = ours.into_tonic();
        let held = theirs.clone();
        let again = theirs.into_trefoil().into_tonic();
        let found = again.get::<Extensions>().unwrap();
        assert_eq!(found.get(), Some(&Ours(2)));
        drop(held);
    }
}
