//! Reading the parts of a URL.

use super::error::ParamError;
use super::keys;
use super::place::Place;
use super::typed::{FromParam, convert};
use super::{Params, Url};

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

impl Url {
    pub(super) fn all_params(&self) -> &Params {
        &self.parts.params
    }

    /// The scheme in lower case, which names the protocol; empty if there is none.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// assert_eq!(Url::parse("TRI://h").unwrap().scheme(), "tri");
    /// assert_eq!(Url::parse("h:1").unwrap().scheme(), "");
    /// ```
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.parts.scheme
    }

    /// The user name before `@`, decoded.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::parse("nacos://ann:p%40ss@h:8848").unwrap();
    /// assert_eq!((url.username(), url.password()), (Some("ann"), Some("p@ss")));
    /// ```
    #[must_use]
    pub fn username(&self) -> Option<&str> {
        some(&self.parts.username)
    }

    /// The password before `@`, decoded; [`username`](Url::username) has an example.
    #[must_use]
    pub fn password(&self) -> Option<&str> {
        some(&self.parts.password)
    }

    /// Host name or IP address, without the brackets of IPv6. `None` for a Unix socket, an in-memory
    /// name, and if there is no host.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// assert_eq!(Url::parse("tri://[::1]:80").unwrap().host(), Some("::1"));
    /// assert_eq!(Url::parse("tri://:80").unwrap().host(), None);
    /// ```
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        match &self.parts.place {
            Place::Net { host, .. } => some(host),
            Place::Unix(_) | Place::Memory(_) => None,
        }
    }

    /// The port, if one is written.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// assert_eq!(Url::parse("tri://h:80").unwrap().port(), Some(80));
    /// assert_eq!(Url::parse("tri://h").unwrap().port(), None);
    /// ```
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        match self.parts.place {
            Place::Net { port, .. } => port,
            Place::Unix(_) | Place::Memory(_) => None,
        }
    }

    /// The path of the Unix socket, if the URL names one; `@name` is a Linux abstract socket.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::parse("tri://unix:%2Frun%2Fx.sock/demo.Greeter").unwrap();
    /// assert_eq!((url.unix_path(), url.path()), (Some("/run/x.sock"), "demo.Greeter"));
    /// let url = Url::parse("tri://unix:/run/x.sock?group=g").unwrap();
    /// assert_eq!((url.unix_path(), url.path()), (Some("/run/x.sock"), ""));
    /// ```
    #[must_use]
    pub fn unix_path(&self) -> Option<&str> {
        match &self.parts.place {
            Place::Unix(path) => Some(path),
            Place::Net { .. } | Place::Memory(_) => None,
        }
    }

    /// The name of the in-memory transport, if the URL names one.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::parse("tri://memory:test-1/demo.Greeter").unwrap();
    /// assert_eq!((url.memory_name(), url.path()), (Some("test-1"), "demo.Greeter"));
    /// ```
    #[must_use]
    pub fn memory_name(&self) -> Option<&str> {
        match &self.parts.place {
            Place::Memory(name) => Some(name),
            Place::Net { .. } | Place::Unix(_) => None,
        }
    }

    /// The path without its leading slash, decoded; empty if there is none.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// assert_eq!(Url::parse("tri://h/demo.Greeter").unwrap().path(), "demo.Greeter");
    /// ```
    #[must_use]
    pub fn path(&self) -> &str {
        &self.parts.path
    }

    /// The address in the spelling it has in a URL: `host:port`, `[::1]:80`, `unix:/run/x.sock`,
    /// `memory:name`; empty if there is none.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// assert_eq!(Url::parse("tri://h:80/svc?a=b").unwrap().address(), "h:80");
    /// ```
    #[must_use]
    pub fn address(&self) -> String {
        self.parts.place.text()
    }

    /// All addresses: [`address`](Url::address) first, then those of the `backup` parameter.
    ///
    /// `tri://h1:1,h2:2` and `tri://h1:1?backup=h2:2` are the same URL, as in Dubbo, and print as the
    /// second. [`split_addresses`](Url::split_addresses) makes one URL of each.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::parse("tri://h1:1,h2:2/svc").unwrap();
    /// assert_eq!(url.port(), Some(1));
    /// assert_eq!(url.addresses(), ["h1:1", "h2:2"]);
    /// assert_eq!(url.to_string(), "tri://h1:1/svc?backup=h2:2");
    /// ```
    #[must_use]
    pub fn addresses(&self) -> Vec<String> {
        let first = (!self.parts.place.is_nowhere()).then(|| self.address());
        first
            .into_iter()
            .chain(self.backup().map(str::to_owned))
            .collect()
    }

    pub(super) fn backup(&self) -> impl Iterator<Item = &str> {
        let backup = self.param(keys::BACKUP).unwrap_or_default();
        backup
            .split(',')
            .map(str::trim)
            .filter(|address| !address.is_empty())
    }

    /// The parameters in the order they were written, decoded; also the empty ones.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::parse("tri://h?b=1&a=").unwrap();
    /// assert_eq!(url.params().collect::<Vec<_>>(), [("b", "1"), ("a", "")]);
    /// ```
    pub fn params(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parts.params.iter()
    }

    /// The value of a parameter; `None` if it is absent or empty. Falls back to `default.{key}`.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::parse("tri://h?group=blue&version=&default.retries=1").unwrap();
    /// assert_eq!(url.param("group"), Some("blue"));
    /// assert_eq!(url.param("version"), None);
    /// assert_eq!(url.param("retries"), Some("1"));
    /// ```
    #[must_use]
    pub fn param(&self, key: &str) -> Option<&str> {
        self.parts.params.find(key).map(|(_, value)| value)
    }

    /// The value of a parameter as a `T`: a number, `bool`, `String`,
    /// [`Duration`](std::time::Duration), [`ByteSize`](super::ByteSize), a `Vec` of those, or a type
    /// of your own with [`FromParam`].
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use trefoil_core::{ByteSize, Url};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let url = Url::parse("tri://h?timeout=1500&payload=8MiB&check=false&tags=a,b")?;
    /// assert_eq!(url.get("timeout")?, Some(Duration::from_millis(1500)));
    /// assert_eq!(url.get("payload")?, Some(ByteSize::mib(8)));
    /// assert_eq!(url.get("check")?, Some(false));
    /// assert_eq!(url.get("tags")?, Some(vec!["a".to_owned(), "b".to_owned()]));
    /// assert_eq!(url.get::<u32>("retries")?.unwrap_or(2), 2);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If the value is there but is no `T`.
    pub fn get<T: FromParam>(&self, key: &str) -> Result<Option<T>, ParamError> {
        self.parts
            .params
            .find(key)
            .map(|(key, value)| convert(self, key, value))
            .transpose()
    }
}
