//! The parameters in the order they were written, each key once.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use super::keys::DEFAULT_PREFIX;

/// A list rather than a map: a URL has a dozen parameters, and people want them printed in the order
/// they wrote them.
#[derive(Clone, Default)]
pub(super) struct Params {
    items: Vec<(String, String)>,
}

impl Params {
    /// Keeps the last value of a key written twice, at the place of the first, as dubbo-java's map
    /// does.
    pub(super) fn from_pairs(pairs: impl Iterator<Item = (String, String)>) -> Self {
        let mut items: Vec<(String, String)> = Vec::new();
        // By index and not by scanning: the text may come from a registry, with any number of keys.
        let mut places: HashMap<String, usize> = HashMap::new();
        for (key, value) in pairs {
            if let Some(item) = places.get(&key).and_then(|at| items.get_mut(*at)) {
                item.1 = value;
            } else {
                places.insert(key.clone(), items.len());
                items.push((key, value));
            }
        }
        Self { items }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.items
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The item stored under exactly this key, also when its value is empty.
    pub(super) fn raw(&self, key: &str) -> Option<&str> {
        self.iter().find(|(k, _)| *k == key).map(|(_, value)| value)
    }

    /// The item that answers for a key: its own, else the one under `default.`.
    pub(super) fn find(&self, key: &str) -> Option<(&str, &str)> {
        let mut fallback = None;
        for (k, value) in self.iter() {
            if value.is_empty() {
                continue;
            }
            if k == key {
                return Some((k, value));
            }
            if k.strip_prefix(DEFAULT_PREFIX) == Some(key) {
                fallback = Some((k, value));
            }
        }
        fallback
    }

    pub(super) fn set(&mut self, key: String, value: String) {
        match self.items.iter_mut().find(|(k, _)| *k == key) {
            Some(item) => item.1 = value,
            None => self.items.push((key, value)),
        }
    }

    pub(super) fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.items.retain(|(key, _)| keep(key));
    }

    fn sorted(&self) -> Vec<&(String, String)> {
        let mut sorted: Vec<_> = self.items.iter().collect();
        sorted.sort_unstable();
        sorted
    }
}

impl PartialEq for Params {
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items
            || (self.items.len() == other.items.len() && self.sorted() == other.sorted())
    }
}

impl Eq for Params {}

impl Hash for Params {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.sorted().hash(state);
    }
}
