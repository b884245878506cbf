//! What goes wrong between a message and its JSON.

use std::fmt;

use trefoil_core::Status;

/// The result of a conversion.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a message has no JSON form, or a text is none of a message.
///
/// It says what was wrong and where: the field, or the line and column of a text that is no JSON.
///
/// ```
/// let error = trefoil_json::from_str::<prost_types::Duration>("\"soon\"").unwrap_err();
/// assert_eq!(error.to_string(), "`soon` is no duration such as `1.5s`");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    /// From the innermost to the outermost: it is found on the way out.
    path: Vec<Step>,
    text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Field(String),
    Index(usize),
    Key(String),
}

/// The longest piece of foreign text in an error: it may end up in a header.
const QUOTED: usize = 80;

/// A text as an error quotes it: not longer than is useful.
pub(crate) fn quoted(text: &str) -> std::borrow::Cow<'_, str> {
    match text.char_indices().nth(QUOTED) {
        None => text.into(),
        Some((end, _)) => format!("{}..", &text[..end]).into(),
    }
}

impl Error {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            path: Vec::new(),
            text: text.into(),
        }))
    }

    /// The same, below this field.
    pub(crate) fn in_field(mut self, name: &str) -> Self {
        self.0.path.push(Step::Field(quoted(name).into_owned()));
        self
    }

    /// The same, at this place of a list.
    pub(crate) fn in_list(mut self, index: usize) -> Self {
        self.0.path.push(Step::Index(index));
        self
    }

    /// The same, below this key of a map.
    pub(crate) fn in_map(mut self, key: &str) -> Self {
        self.0.path.push(Step::Key(quoted(key).into_owned()));
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, step) in self.0.path.iter().rev().enumerate() {
            match step {
                Step::Field(name) if depth > 0 => write!(f, ".{name}")?,
                Step::Field(name) => f.write_str(name)?,
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) => write!(f, "[{key:?}]")?,
            }
        }
        if !self.0.path.is_empty() {
            f.write_str(": ")?;
        }
        f.write_str(&self.0.text)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({:?})", self.to_string())
    }
}

impl std::error::Error for Error {}

/// INTERNAL, as for binary messages.
impl From<Error> for Status {
    fn from(error: Error) -> Self {
        Status::internal(error.to_string()).with_source(error)
    }
}
