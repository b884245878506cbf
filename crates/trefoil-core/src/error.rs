//! [`Error`]: what goes wrong outside of calls.

use std::error::Error as StdError;
use std::fmt;

/// Why something could not be set up: an export, a reference, a configuration.
///
/// Calls fail with a [`Status`](crate::Status) instead. One word large; ask the predicates, the text may change.
///
/// ```
/// let error = trefoil_core::Error::invalid("port `x` is not a number");
/// assert!(error.is_invalid());
/// assert_eq!(error.to_string(), "port `x` is not a number");
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Invalid,
    AddressInUse,
    Conflict,
    Unavailable,
    UnknownExtension,
    Io,
}

impl Error {
    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            source: None,
        }))
    }

    /// A configuration, a URL or an argument is wrong. The message names the place and the fix.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(Kind::Invalid, message)
    }

    /// Somebody else listens there.
    pub fn address_in_use(message: impl Into<String>) -> Self {
        Self::new(Kind::AddressInUse, message)
    }

    /// Something else is exported or registered under that name.
    pub fn conflict(message: impl Into<String>) -> Self {
        Self::new(Kind::Conflict, message)
    }

    /// The provider does not answer.
    pub fn unavailable(message: impl Into<String>) -> Self {
        Self::new(Kind::Unavailable, message)
    }

    /// No extension of that name is registered.
    pub fn unknown_extension(message: impl Into<String>) -> Self {
        Self::new(Kind::UnknownExtension, message)
    }

    /// The operating system refused something.
    pub fn io(message: impl Into<String>, source: std::io::Error) -> Self {
        Self::new(Kind::Io, message).with_source(source)
    }

    /// Sets the cause.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Whether a configuration, a URL or an argument is wrong.
    pub fn is_invalid(&self) -> bool {
        self.0.kind == Kind::Invalid
    }

    /// Whether somebody else listens at the address.
    pub fn is_address_in_use(&self) -> bool {
        self.0.kind == Kind::AddressInUse
    }

    /// Whether something else has the name.
    pub fn is_conflict(&self) -> bool {
        self.0.kind == Kind::Conflict
    }

    /// Whether the provider does not answer.
    pub fn is_unavailable(&self) -> bool {
        self.0.kind == Kind::Unavailable
    }

    /// Whether there is no extension of the name.
    pub fn is_unknown_extension(&self) -> bool {
        self.0.kind == Kind::UnknownExtension
    }

    /// Whether the operating system refused something.
    pub fn is_io(&self) -> bool {
        self.0.kind == Kind::Io
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        match &self.0.source {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

/// As [`Display`](fmt::Display): this is what `fn main() -> Result<(), Error>` prints.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

impl From<crate::ParseUrlError> for Error {
    fn from(error: crate::ParseUrlError) -> Self {
        Self::invalid(error.to_string())
    }
}

impl From<crate::ParamError> for Error {
    fn from(error: crate::ParamError) -> Self {
        Self::invalid(error.to_string())
    }
}

impl From<Error> for crate::Status {
    fn from(error: Error) -> Self {
        crate::Status::unavailable(error.to_string()).with_source(error)
    }
}
