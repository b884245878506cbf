//! What a `Url` promises: reading, printing, typed parameters, merging, and never a panic.

#![allow(clippy::panic)] // Helpers of tests fail by panic.

mod address;
mod errors;
mod merge;
mod parameters;
mod properties;
mod text;

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use trefoil_core::Url;

fn url(text: &str) -> Url {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn error(text: &str) -> String {
    match Url::parse(text) {
        Ok(url) => panic!("{text} parses as {url}"),
        Err(error) => error.to_string(),
    }
}

fn hash(url: &Url) -> u64 {
    let mut hasher = DefaultHasher::new();
    url.hash(&mut hasher);
    hasher.finish()
}
