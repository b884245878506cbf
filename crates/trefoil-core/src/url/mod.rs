//! [`Url`]: the one value that says where a service is and how it is to be called.
//!
//! Dubbo's model hands every extension (protocol, filter, registry, load balance) the same URL, and
//! each reads the parameters it knows. So a new setting needs no new field anywhere.

mod access;
mod address;
mod build;
mod byte_size;
mod display;
mod duration;
mod encode;
mod error;
pub mod keys;
mod merge;
mod method;
mod misspelled;
mod params;
mod parse;
mod place;
mod service;
mod typed;

use std::sync::Arc;

pub use self::byte_size::{ByteSize, ParseByteSizeError};
pub use self::display::Redacted;
pub use self::error::{ParamError, ParseUrlError, UrlPart};
pub use self::typed::{FromParam, ToParam};

use self::params::Params;
use self::place::Place;

/// Where a service is and how it is to be called: `tri://host:port/path?key=value`.
///
/// A value: the `with_*` methods take it and give back the changed one. A clone is a reference
/// count, so a URL may be handed to every part that wants one.
///
/// Two URLs are equal when they say the same; the order of the parameters does not count.
///
/// ```
/// use std::time::Duration;
/// use trefoil_core::Url;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let url: Url = "tri://10.0.0.7:50051/demo.Greeter?group=blue&timeout=3s".parse()?;
/// assert_eq!(url.scheme(), "tri");
/// assert_eq!(url.host(), Some("10.0.0.7"));
/// assert_eq!(url.port(), Some(50051));
/// assert_eq!(url.service_key(), "blue/demo.Greeter");
/// assert_eq!(url.get::<Duration>("timeout")?, Some(Duration::from_secs(3)));
///
/// let other = url.clone().with_port(50052).with_param("retries", 2);
/// assert_eq!(
///     other.to_string(),
///     "tri://10.0.0.7:50052/demo.Greeter?group=blue&timeout=3s&retries=2"
/// );
/// # Ok(())
/// # }
/// ```
///
/// # Grammar
///
/// ```text
/// [scheme://][user[:password]@][address][/path][?key=value&key2=value2]
///
/// address   one of
///   host[:port]            a name or an IPv4 address
///   [::1][:port]           an IPv6 address, zone allowed: [fe80::1%25eth0]:80
///   :port                  no host: every local address, for a listener
///   host:port,host:port    several; the first is the address, the others become `backup=`
///   unix:%2Frun%2Fx.sock   a Unix socket, with room for a service path after it
///   unix:/run/x.sock       the same without a service path: all up to `?` is the socket
///   unix:@name             a Linux abstract socket; `unix_path` is `@name`
///   memory:NAME            the in-memory transport called NAME
///   (nothing)              as in injvm:///service
/// ```
///
/// * `unix:` and `memory:` claim the whole address, so a machine that is really called `memory` is
///   written with an escape, `tri://%6Demory:80`. [`Display`](std::fmt::Display) does that by itself.
/// * Every part may be percent-encoded and comes out of the accessors decoded. A `+` is a plus sign
///   and is printed as `%2B`, because other readers take it for a space.
/// * A key without `=` is a flag: `?lazy` is `?lazy=true`. A key written twice keeps the last value.
/// * An empty value (`?timeout=`) counts as absent, as it does in dubbo and dubbo-go.
/// * `default.timeout`, which old Dubbo versions register, is what `timeout` falls back to.
///
/// # What is shown where
///
/// `Display` prints everything, password included, because what it prints has to parse back to
/// the same URL. `Debug`, [`Url::redacted`] and the errors hide secrets: use those in
/// logs.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Url {
    // Shared, because one URL is held by the invoker, its filters and the directory at once.
    parts: Arc<Parts>,
}

/// The decoded content. An empty string stands for "not there".
#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct Parts {
    scheme: String,
    username: String,
    password: String,
    place: Place,
    /// Never begins with `/`.
    path: String,
    params: Params,
}
