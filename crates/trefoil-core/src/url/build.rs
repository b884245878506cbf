//! Changing a URL: each method takes it and gives back the changed one.

use std::sync::Arc;

use super::place::Place;
use super::typed::ToParam;
use super::{Parts, Url};

impl Url {
    /// A URL that is nothing but a scheme, to be filled with the `with_*` methods.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::new("tri").with_host("h").with_port(80).with_path("demo.Greeter");
    /// assert_eq!(url.to_string(), "tri://h:80/demo.Greeter");
    /// ```
    #[must_use]
    pub fn new(scheme: &str) -> Self {
        Self::default().with_scheme(scheme)
    }

    /// Copies the parts only if someone else holds them too.
    fn change(mut self, change: impl FnOnce(&mut Parts)) -> Self {
        change(Arc::make_mut(&mut self.parts));
        self
    }

    /// Sets the scheme; upper case becomes lower case.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::parse("h:80").unwrap().with_scheme("tri");
    /// assert_eq!(url.to_string(), "tri://h:80");
    /// ```
    #[must_use]
    pub fn with_scheme(self, scheme: &str) -> Self {
        self.change(|parts| parts.scheme = scheme.to_ascii_lowercase())
    }

    /// Sets user name and password; an empty one is none.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::parse("nacos://h").unwrap().with_credentials("ann", "p@ss");
    /// assert_eq!(url.to_string(), "nacos://ann:p%40ss@h");
    /// ```
    #[must_use]
    pub fn with_credentials(
        self,
        username: impl Into<String>,
        password: impl Into<String>,
    ) -> Self {
        self.change(|parts| {
            parts.username = username.into();
            parts.password = password.into();
        })
    }

    /// Sets the host and keeps the port; replaces a Unix socket or in-memory name. IPv6 with or
    /// without brackets; an empty host is none.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::parse("tri://h:80").unwrap().with_host("::1");
    /// assert_eq!(url.to_string(), "tri://[::1]:80");
    /// ```
    #[must_use]
    pub fn with_host(self, host: &str) -> Self {
        let bare = host
            .strip_prefix('[')
            .and_then(|host| host.strip_suffix(']'))
            .unwrap_or(host);
        let port = self.port();
        self.change(|parts| {
            parts.place = Place::Net {
                host: bare.to_owned(),
                port,
            }
        })
    }

    /// Sets the port, or takes it away with `None`. Changes nothing for a Unix socket or in-memory
    /// name, which have none: so a default port may be filled in without looking.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::parse("tri://h:80").unwrap();
    /// assert_eq!(url.clone().with_port(81).to_string(), "tri://h:81");
    /// assert_eq!(url.with_port(None).to_string(), "tri://h");
    /// ```
    #[must_use]
    pub fn with_port(self, port: impl Into<Option<u16>>) -> Self {
        let new = port.into();
        self.change(|parts| {
            if let Place::Net { port, .. } = &mut parts.place {
                *port = new;
            }
        })
    }

    /// Makes a Unix socket the address; `@name` is a Linux abstract socket, an empty path no
    /// address.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::new("tri").with_unix_path("/run/x.sock");
    /// assert_eq!(url.to_string(), "tri://unix:/run/x.sock");
    /// assert_eq!(url.with_path("svc").to_string(), "tri://unix:%2Frun%2Fx.sock/svc");
    /// ```
    #[must_use]
    pub fn with_unix_path(self, path: impl Into<String>) -> Self {
        let path = path.into();
        let place = if path.is_empty() {
            Place::default()
        } else {
            Place::Unix(path)
        };
        self.change(|parts| parts.place = place)
    }

    /// Makes an in-memory transport the address; an empty name is no address.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::new("tri").with_memory_name("test-1").with_path("svc");
    /// assert_eq!(url.to_string(), "tri://memory:test-1/svc");
    /// ```
    #[must_use]
    pub fn with_memory_name(self, name: impl Into<String>) -> Self {
        let name = name.into();
        let place = if name.is_empty() {
            Place::default()
        } else {
            Place::Memory(name)
        };
        self.change(|parts| parts.place = place)
    }

    /// Sets the path; slashes in front are dropped.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::parse("tri://h").unwrap().with_path("/demo.Greeter");
    /// assert_eq!(url.path(), "demo.Greeter");
    /// ```
    #[must_use]
    pub fn with_path(self, path: &str) -> Self {
        self.change(|parts| path.trim_start_matches('/').clone_into(&mut parts.path))
    }

    /// Sets a parameter, in its old place if it is there already. Takes text and every other
    /// [`ToParam`]. An empty key is ignored, since no URL can spell it.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use trefoil_core::Url;
    /// let url = Url::parse("tri://h?group=a").unwrap();
    /// let url = url.with_param("timeout", Duration::from_secs(3)).with_param("group", "b");
    /// assert_eq!(url.to_string(), "tri://h?group=b&timeout=3000");
    /// ```
    #[must_use]
    pub fn with_param(self, key: &str, value: impl ToParam) -> Self {
        if key.is_empty() {
            return self;
        }
        self.change(|parts| parts.params.set(key.to_owned(), value.to_param()))
    }

    /// Sets several parameters, each like [`with_param`](Url::with_param).
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::parse("tri://h").unwrap().with_params([("a", "1"), ("b", "2")]);
    /// assert_eq!(url.to_string(), "tri://h?a=1&b=2");
    /// ```
    #[must_use]
    pub fn with_params<K: AsRef<str>, V: ToParam>(
        self,
        params: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        params.into_iter().fold(self, |url, (key, value)| {
            url.with_param(key.as_ref(), value)
        })
    }

    /// Takes away the parameter with exactly this key.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::parse("tri://h?a=1&b=2").unwrap().without_param("a");
    /// assert_eq!(url.to_string(), "tri://h?b=2");
    /// ```
    #[must_use]
    pub fn without_param(self, key: &str) -> Self {
        // Looks first: a removal that removes nothing must not copy what is shared.
        if self.parts.params.raw(key).is_none() {
            return self;
        }
        self.change(|parts| parts.params.retain(|k| k != key))
    }

    pub(super) fn retain_params(self, keep: impl FnMut(&str) -> bool) -> Self {
        self.change(|parts| parts.params.retain(keep))
    }
}
