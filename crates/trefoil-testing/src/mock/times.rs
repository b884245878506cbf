//! How often a call is expected.

use std::fmt;
use std::ops::{Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};

/// How often: a number, or a range of numbers. `..` is any number of times.
///
/// ```
/// use trefoil_testing::Times;
/// assert_eq!(Times::from(1).to_string(), "once");
/// assert_eq!(Times::from(2..).to_string(), "at least 2 times");
/// assert_eq!(Times::from(..).to_string(), "any number of times");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    pub(super) least: usize,
    pub(super) most: usize,
}

impl From<usize> for Times {
    fn from(times: usize) -> Self {
        Self {
            least: times,
            most: times,
        }
    }
}

impl From<RangeInclusive<usize>> for Times {
    fn from(times: RangeInclusive<usize>) -> Self {
        Self {
            least: *times.start(),
            most: *times.end(),
        }
    }
}

impl From<Range<usize>> for Times {
    fn from(times: Range<usize>) -> Self {
        Self {
            least: times.start,
            most: times.end.saturating_sub(1),
        }
    }
}

impl From<RangeFrom<usize>> for Times {
    fn from(times: RangeFrom<usize>) -> Self {
        Self::from(times.start..=usize::MAX)
    }
}

impl From<RangeTo<usize>> for Times {
    fn from(times: RangeTo<usize>) -> Self {
        Self::from(0..times.end)
    }
}

impl From<RangeToInclusive<usize>> for Times {
    fn from(times: RangeToInclusive<usize>) -> Self {
        Self::from(0..=times.end)
    }
}

impl From<RangeFull> for Times {
    fn from(_: RangeFull) -> Self {
        Self::from(0..)
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.least, self.most) {
            (0, usize::MAX) => f.write_str("any number of times"),
            (least, most) if least == most => count(least).fmt(f),
            (least, usize::MAX) => write!(f, "at least {}", count(least)),
            (0, most) => write!(f, "at most {}", count(most)),
            (least, most) => write!(f, "{least} to {}", count(most)),
        }
    }
}

/// A number of times in words.
pub(super) fn count(times: usize) -> String {
    match times {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        times => format!("{times} times"),
    }
}
