//! The address part of a URL, from text.

use super::display::cut;
use super::error::UrlPart;
use super::parse::{Problem, decoded};
use super::place::{MEMORY, Place, UNIX, ipv6, is_dots};

/// The address, and what follows it after commas in canonical spelling.
pub(super) fn parse_address(address: &str, path: &str) -> Result<(Place, Vec<String>), Problem> {
    if let Some(socket) = address.strip_prefix(UNIX) {
        if is_dots(socket) && !path.is_empty() {
            let fix = "escape the slashes of a relative one: `unix:.%2Fx.sock`";
            return Err((
                UrlPart::Host,
                format!("the socket path stops at the `/` ({fix})"),
            ));
        }
        return Ok((unix_place(socket)?, Vec::new()));
    }
    if let Some(name) = address.strip_prefix(MEMORY) {
        let name = decoded(UrlPart::Host, "the in-memory name", name)?;
        if name.is_empty() {
            let fix = "write `memory:` and a name".to_owned();
            return Err((
                UrlPart::Host,
                format!("the in-memory name is missing ({fix})"),
            ));
        }
        return Ok((Place::Memory(name), Vec::new()));
    }
    let mut all = address.split(',');
    let first = all.next().unwrap_or_default();
    let others = all
        .map(|one| Ok(net_place(one)?.text()))
        .collect::<Result<Vec<_>, Problem>>()?;
    if others.is_empty() && first.is_empty() {
        return Ok((Place::default(), others));
    }
    Ok((net_place(first)?, others))
}

/// The socket of `unix:`; `socket` is the text after it.
pub(super) fn unix_place(socket: &str) -> Result<Place, Problem> {
    let socket = decoded(UrlPart::Host, "the socket path", socket)?;
    if socket.is_empty() {
        let fix = "write `unix:/run/x.sock`";
        return Err((
            UrlPart::Host,
            format!("the socket path after `unix:` is missing ({fix})"),
        ));
    }
    Ok(Place::Unix(socket))
}

/// One `host[:port]`, `[v6][:port]` or `:port`.
pub(super) fn net_place(text: &str) -> Result<Place, Problem> {
    let wrong = |problem| Err((UrlPart::Host, problem));
    if text.is_empty() {
        return wrong("an address between two commas is missing".into());
    }
    if text.starts_with(UNIX) || text.starts_with(MEMORY) {
        return wrong(format!(
            "`{}` cannot be one of several addresses",
            cut(text)
        ));
    }
    let (host, port) = if let Some(inner) = text.strip_prefix('[') {
        let Some((inner, after)) = inner.split_once(']') else {
            return wrong(format!(
                "the `]` of IPv6 address `{}` is missing",
                cut(text)
            ));
        };
        let port = after.strip_prefix(':');
        if port.is_none() && !after.is_empty() {
            return wrong(format!(
                "`:` and a port have to follow `]`, not `{}`,",
                cut(after)
            ));
        }
        (parse_ipv6(inner)?, port)
    } else {
        let (host, port) = match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        };
        if port.is_some_and(|port| port.contains(':')) {
            let example = "write an IPv6 address in brackets, `[::1]:80`";
            return wrong(format!(
                "address `{}` has several `:` ({example})",
                cut(text)
            ));
        }
        (parse_host(host)?, port)
    };
    Ok(Place::Net {
        host,
        port: port.map(parse_port).transpose()?,
    })
}

fn parse_ipv6(inner: &str) -> Result<String, Problem> {
    // RFC 6874 escapes the `%` before a zone; most people do not.
    let (address, zone) = match inner.split_once('%') {
        Some((address, zone)) => (address, Some(zone.strip_prefix("25").unwrap_or(zone))),
        None => (inner, None),
    };
    let mut host = address.to_owned();
    if let Some(zone) = zone {
        host.push('%');
        host += &decoded(UrlPart::Host, "the zone of the IPv6 address", zone)?;
    }
    if ipv6(&host).is_none() {
        return Err((
            UrlPart::Host,
            format!("`[{}]` is not an IPv6 address", cut(inner)),
        ));
    }
    Ok(host)
}

fn parse_host(host: &str) -> Result<String, Problem> {
    let fine = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | '*' | '%');
    if let Some(odd) = host.chars().find(|c| !fine(*c)) {
        let (host, odd) = (cut(host), odd.escape_debug());
        return Err((
            UrlPart::Host,
            format!("host `{host}` has a `{odd}`, which no host has,"),
        ));
    }
    decoded(UrlPart::Host, &format!("host `{}`", cut(host)), host)
}

fn parse_port(port: &str) -> Result<u16, Problem> {
    if port.is_empty() {
        return Err((
            UrlPart::Port,
            "no port follows the `:` (drop it or add one)".into(),
        ));
    }
    // `u16` would take `+80`.
    let digits = port.bytes().all(|b| b.is_ascii_digit());
    port.parse().ok().filter(|_| digits).ok_or_else(|| {
        (
            UrlPart::Port,
            format!("port `{}` is not a number from 0 to 65535", cut(port)),
        )
    })
}
