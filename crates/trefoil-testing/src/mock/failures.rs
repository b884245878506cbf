//! What a mock reports.

use std::fmt;

/// How a mock was not used as expected: what [`Mock::check`](crate::Mock::check) returns. Its text names the
/// method, the request, and what was expected.
#[derive(Clone, PartialEq, Eq)]
pub struct Failures {
    service: String,
    list: Vec<String>,
}

impl Failures {
    pub(super) fn new(service: &str, list: Vec<String>) -> Self {
        Self {
            service: service.to_owned(),
            list,
        }
    }

    /// One text a failure: first what went wrong, in its order, then what is missing.
    pub fn list(&self) -> &[String] {
        &self.list
    }
}

impl fmt::Display for Failures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the mock of {} was not used as expected:", self.service)?;
        for failure in &self.list {
            write!(f, "\n- {failure}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Failures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Failures {}
