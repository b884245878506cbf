//! The one error type. Its text is for the person who wrote the `.proto` file or the `build.rs`.

mod compiler;
mod snippet;

pub(crate) use compiler::from_protox;
pub(crate) use snippet::Place;

use std::fmt;

/// What [`compile`](crate::compile) returns, and what `fn main` of a `build.rs` can return.
pub type Result<T = ()> = std::result::Result<T, Error>;

/// Why nothing was generated, and what to do about it.
///
/// The text begins with the place, where there is one, and shows the line:
///
/// ```text
/// proto/greet.proto:5:31: name 'HelloReply' is not defined
///   |
/// 5 |   rpc SayHello(Hello) returns (HelloReply);
///   |                                ^^^^^^^^^^ found here
/// ```
///
/// `Debug` prints the same text as `Display`, because that is what a `main` which returns an error
/// prints.
pub struct Error {
    text: Box<str>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into().into_boxed_str(),
            source: None,
        }
    }

    /// Adds what to do about it.
    pub(crate) fn help(self, help: impl AsRef<str>) -> Self {
        let text = format!("{}\n  = help: {}", self.text, indent(help.as_ref()));
        Self {
            text: text.into_boxed_str(),
            ..self
        }
    }

    /// Adds the error beneath.
    pub(crate) fn with_source(
        self,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self {
            source: Some(source.into()),
            ..self
        }
    }

    /// Adds a second error, after this one.
    pub(crate) fn and(self, other: &str) -> Self {
        Self {
            text: format!("{}\n\n{other}", self.text).into_boxed_str(),
            ..self
        }
    }
}

/// Lines up the further lines of a help text with its first.
fn indent(help: &str) -> String {
    help.replace('\n', "\n          ")
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
