//! Printing a URL, with and without its secrets.

use std::fmt;

use super::place::is_reserved;
use super::{Parts, Url, encode};

/// What stands in place of a secret.
pub(super) const HIDDEN: &str = "***";

/// How much of a text from outside an error message quotes.
const QUOTED: usize = 300;

/// Last words of the keys whose values are secrets.
const SECRETS: [&str; 7] = [
    "password",
    "passwd",
    "token",
    "secret",
    "secretkey",
    "secret-key",
    "accesskey",
];

/// Prints a URL without password and secret parameters: [`Url::redacted`].
///
/// ```
/// use trefoil_core::Url;
///
/// let url = Url::parse("nacos://ann:hunter2@h:8848?token=t0p&group=blue").unwrap();
/// assert_eq!(url.redacted().to_string(), "nacos://ann:***@h:8848?token=***&group=blue");
/// assert_eq!(format!("{url:?}"), r#"Url("nacos://ann:***@h:8848?token=***&group=blue")"#);
/// ```
#[derive(Clone, Copy)]
pub struct Redacted<'a>(&'a Url);

impl Url {
    /// The URL for a log: `***` instead of the password and of parameters such as `token`,
    /// `password`, `secret` and `accessKey`, also as `some.token`.
    ///
    /// See [`Redacted`] for an example.
    #[must_use]
    pub fn redacted(&self) -> Redacted<'_> {
        Redacted(self)
    }
}

impl fmt::Display for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, &self.0.parts, false)
    }
}

impl fmt::Debug for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Url(\"{self}\")")
    }
}

/// Shows everything, the password too: what is printed parses back to an equal URL. For logs there
/// is [`Url::redacted`].
impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, &self.parts, true)
    }
}

/// Hides secrets like [`Url::redacted`], since `Debug` is what ends up in logs unnoticed.
impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.redacted(), f)
    }
}

fn write(f: &mut fmt::Formatter<'_>, parts: &Parts, secrets: bool) -> fmt::Result {
    if is_reserved(&parts.scheme) {
        write!(f, "{}://", encode::escaped_first(&parts.scheme))?;
    } else if !parts.scheme.is_empty() {
        write!(f, "{}://", encode::component(&parts.scheme))?;
    }
    write_credentials(f, parts, secrets)?;
    parts.place.write(f, parts.path.is_empty())?;
    let nothing_yet = parts.scheme.is_empty()
        && parts.username.is_empty()
        && parts.password.is_empty()
        && parts.place.is_nowhere();
    // The empty text is not a URL, so the empty URL is `/`.
    if nothing_yet || !parts.path.is_empty() {
        write!(f, "/{}", encode::path(&parts.path))?;
    }
    let mut separator = '?';
    for (key, value) in parts.params.iter() {
        write!(f, "{separator}{}=", encode::query(key))?;
        if secrets || value.is_empty() || !is_secret(key) {
            write!(f, "{}", encode::query(value))?;
        } else {
            f.write_str(HIDDEN)?;
        }
        separator = '&';
    }
    Ok(())
}

fn write_credentials(f: &mut fmt::Formatter<'_>, parts: &Parts, secrets: bool) -> fmt::Result {
    let Parts {
        username, password, ..
    } = parts;
    if username.is_empty() && password.is_empty() {
        return Ok(());
    }
    if is_reserved(username) {
        write!(f, "{}", encode::escaped_first(username))?;
    } else {
        write!(f, "{}", encode::component(username))?;
    }
    match (password.is_empty(), secrets) {
        (true, _) => f.write_str("@"),
        (false, true) => write!(f, ":{}@", encode::component(password)),
        (false, false) => write!(f, ":{HIDDEN}@"),
    }
}

/// Whether the value under this key is not for logs.
pub(super) fn is_secret(key: &str) -> bool {
    let last = key.rsplit('.').next().unwrap_or(key);
    SECRETS
        .iter()
        .any(|secret| last.eq_ignore_ascii_case(secret))
}

/// What stands before the first `/` or `?`.
fn authority(rest: &str) -> &str {
    rest.split(['/', '?']).next().unwrap_or(rest)
}

/// Where the credentials may really end if a `/` or `?` in a password was not escaped: an `@`
/// comes too late, and what should be a port is not even a number.
pub(super) fn torn_credentials(rest: &str) -> Option<usize> {
    let authority = authority(rest);
    let port = match authority.strip_prefix('[') {
        Some(ipv6) => ipv6.rsplit_once("]:")?.1,
        None => authority.split_once(':')?.1,
    };
    let torn = !authority.contains('@') && !port.bytes().all(|b| b.is_ascii_digit());
    rest.rfind('@').filter(|_| torn)
}

/// Hides the secrets of a text that did not parse, so there are no parts to go by.
///
/// Hides rather too much than too little: the text is wrong, so what looks like an address may be
/// the half of a password in which somebody forgot to escape a `/`.
pub(super) fn redact_text(text: &str) -> String {
    let start = text.find("://").map_or(0, |at| at + 3);
    let (head, rest) = text.split_at(start);
    let at = authority(rest)
        .rfind('@')
        .or_else(|| torn_credentials(rest));
    let (credentials, rest) = rest.split_at(at.unwrap_or(0));
    let credentials = match credentials.split_once(':') {
        Some((user, _)) => format!("{user}:{HIDDEN}"),
        None => credentials.to_owned(),
    };
    let Some((before, query)) = rest.split_once('?') else {
        return format!("{head}{credentials}{rest}");
    };
    let pairs: Vec<String> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((key, _)) if is_secret(&encode::decode(key).unwrap_or_default()) => {
                format!("{key}={HIDDEN}")
            }
            _ => pair.to_owned(),
        })
        .collect();
    format!("{head}{credentials}{before}?{}", pairs.join("&"))
}

/// Text from outside, fit for one line of a message: no control characters and not too long.
pub(super) fn cut(text: &str) -> String {
    let mut shown = String::with_capacity(text.len().min(QUOTED));
    for (count, c) in text.chars().enumerate() {
        if count == QUOTED {
            shown.push('…');
            break;
        }
        if c.is_control() {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    shown
}
