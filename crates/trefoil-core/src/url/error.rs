//! What went wrong, where, and what to write instead.

use std::error::Error;
use std::fmt;

use super::display::{cut, redact_text};

/// The part of a URL an error is about.
///
/// See [`ParseUrlError::part`] for an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UrlPart {
    /// The URL as a whole, for example because it is empty.
    Whole,
    /// What stands before `://`.
    Scheme,
    /// User name and password.
    Credentials,
    /// Host, socket path or in-memory name.
    Host,
    /// The number after the host.
    Port,
    /// What stands between the address and `?`.
    Path,
    /// What stands after `?`.
    Params,
}

/// A text that is no [`Url`](super::Url).
///
/// The message quotes the URL without its secrets and says what to write.
///
/// ```
/// use trefoil_core::Url;
///
/// let error = Url::parse("tri://h:99999/x").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "port `99999` is not a number from 0 to 65535 in `tri://h:99999/x`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseUrlError {
    part: UrlPart,
    problem: String,
    url: String,
}

impl ParseUrlError {
    pub(super) fn new(part: UrlPart, problem: String, url: &str) -> Self {
        Self {
            part,
            problem,
            url: cut(&redact_text(url)),
        }
    }

    /// The part that is wrong.
    ///
    /// ```
    /// use trefoil_core::{Url, UrlPart};
    ///
    /// assert_eq!(Url::parse("tri://h:x").unwrap_err().part(), UrlPart::Port);
    /// assert_eq!(Url::parse("://h").unwrap_err().part(), UrlPart::Scheme);
    /// ```
    #[must_use]
    pub fn part(&self) -> UrlPart {
        self.part
    }
}

impl fmt::Display for ParseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.url.is_empty() {
            return f.write_str(&self.problem);
        }
        write!(f, "{} in `{}`", self.problem, self.url)
    }
}

impl Error for ParseUrlError {}

/// A parameter whose value is not of the type asked for.
///
/// ```
/// use std::time::Duration;
/// use trefoil_core::Url;
///
/// let url = Url::parse("tri://h:1/svc?timeout=fast").unwrap();
/// assert_eq!(
///     url.get::<Duration>("timeout").unwrap_err().to_string(),
///     "parameter `timeout` is `fast`, expected a duration such as `500` (milliseconds), `200ms`, \
///      `3s` or `1h30m`, in `tri://h:1/svc?timeout=fast`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParamError {
    // Behind one pointer: the error is rare, the `Result` it sits in is read on every call.
    inner: Box<Inner>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    url: String,
    key: String,
    value: String,
    expected: String,
}

impl ParamError {
    pub(super) fn new(url: String, key: &str, value: String, expected: String) -> Self {
        Self {
            inner: Box::new(Inner {
                url,
                key: key.to_owned(),
                value,
                expected,
            }),
        }
    }

    /// The key as it stands in the URL, so `sayHello.timeout` for a method's own setting.
    ///
    /// ```
    /// # let url = trefoil_core::Url::parse("tri://h/s?sayHello.retries=many").unwrap();
    /// let error = url.method_get::<u32>("sayHello", "retries").unwrap_err();
    /// assert_eq!(error.key(), "sayHello.retries");
    /// ```
    #[must_use]
    pub fn key(&self) -> &str {
        &self.inner.key
    }

    /// The value as it stands in the URL; `***` if the key is known to hold a secret.
    ///
    /// ```
    /// # let url = trefoil_core::Url::parse("tri://h/s?retries=many").unwrap();
    /// assert_eq!(url.get::<u32>("retries").unwrap_err().value(), "many");
    /// ```
    #[must_use]
    pub fn value(&self) -> &str {
        &self.inner.value
    }

    /// What the value should have been, in words.
    ///
    /// ```
    /// # let url = trefoil_core::Url::parse("tri://h/s?check=maybe").unwrap();
    /// assert_eq!(url.get::<bool>("check").unwrap_err().expected(), "`true` or `false`");
    /// ```
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.inner.expected
    }
}

impl fmt::Display for ParamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            url,
            key,
            value,
            expected,
        } = &*self.inner;
        let value = cut(value);
        write!(
            f,
            "parameter `{key}` is `{value}`, expected {expected}, in `{}`",
            cut(url)
        )
    }
}

impl Error for ParamError {}
