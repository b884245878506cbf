//! The address part of a URL.

use std::fmt;
use std::net::Ipv6Addr;

use super::encode;

/// Marks a Unix socket in the address part.
pub(super) const UNIX: &str = "unix:";
/// Marks an in-memory transport in the address part.
pub(super) const MEMORY: &str = "memory:";

/// Where the other side is.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// `host` is empty when there is none, and without brackets for IPv6.
    Net { host: String, port: Option<u16> },
    /// The path of a socket; never empty.
    Unix(String),
    /// The name of an in-memory transport; never empty.
    Memory(String),
}

impl Default for Place {
    fn default() -> Self {
        Self::Net {
            host: String::new(),
            port: None,
        }
    }
}

impl Place {
    /// Writes the address; `alone` says that no service path follows, which is what permits the
    /// readable spelling of a Unix socket.
    pub(super) fn write(&self, out: &mut impl fmt::Write, alone: bool) -> fmt::Result {
        match self {
            Self::Net { host, port } => {
                write_host(out, host, port.is_some())?;
                port.map_or(Ok(()), |port| write!(out, ":{port}"))
            }
            Self::Unix(path) => {
                out.write_str(UNIX)?;
                // `unix://x` would read as a scheme when the URL has none of its own.
                if alone && path.starts_with('/') && !path.starts_with("//") {
                    write!(out, "{}", encode::path(path))
                } else if is_dots(path) {
                    // Bare dots followed by a service path are refused by the parser.
                    out.write_str(&path.replace('.', "%2E"))
                } else {
                    write!(out, "{}", encode::component(path))
                }
            }
            Self::Memory(name) => write!(out, "{MEMORY}{}", encode::component(name)),
        }
    }

    /// The address on its own, in a spelling that parses.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut text, true);
        text
    }

    pub(super) fn is_nowhere(&self) -> bool {
        matches!(self, Self::Net { host, port: None } if host.is_empty())
    }
}

/// `.` or `..`, which somebody means as the beginning of a relative path.
pub(super) fn is_dots(text: &str) -> bool {
    text == "." || text == ".."
}

/// True for words that mean something else than a name in front of a `:`.
pub(super) fn is_reserved(word: &str) -> bool {
    word == "unix" || word == "memory"
}

/// An IPv6 address and its zone, when `host` is one.
pub(super) fn ipv6(host: &str) -> Option<(&str, Option<&str>)> {
    let (address, zone) = match host.split_once('%') {
        Some((address, zone)) => (address, Some(zone)),
        None => (host, None),
    };
    let valid = address.parse::<Ipv6Addr>().is_ok() && zone != Some("");
    valid.then_some((address, zone))
}

fn write_host(out: &mut impl fmt::Write, host: &str, has_port: bool) -> fmt::Result {
    match ipv6(host) {
        Some((address, None)) => write!(out, "[{address}]"),
        Some((address, Some(zone))) => write!(out, "[{address}%25{}]", encode::component(zone)),
        None if has_port && is_reserved(host) => write!(out, "{}", encode::escaped_first(host)),
        None => write!(out, "{}", encode::component(host)),
    }
}
