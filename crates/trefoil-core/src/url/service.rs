//! Which service a URL is about.

use super::{Url, keys};

impl Url {
    /// The full name of the service: the parameter `interface`, else the path.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::parse("tri://h/v1/greet?interface=demo.Greeter").unwrap();
    /// assert_eq!(url.service_interface(), Some("demo.Greeter"));
    /// let url = Url::parse("tri://h/demo.Greeter").unwrap();
    /// assert_eq!(url.service_interface(), Some("demo.Greeter"));
    /// ```
    #[must_use]
    pub fn service_interface(&self) -> Option<&str> {
        let path = self.path();
        self.param(keys::INTERFACE)
            .or_else(|| (!path.is_empty()).then_some(path))
    }

    /// The parameter `group`.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let url = Url::parse("tri://h/svc?group=blue&version=1.0").unwrap();
    /// assert_eq!((url.group(), url.version()), (Some("blue"), Some("1.0")));
    /// ```
    #[must_use]
    pub fn group(&self) -> Option<&str> {
        self.param(keys::GROUP)
    }

    /// The parameter `version` as it is written; [`group`](Url::group) has an example.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.param(keys::VERSION)
    }

    /// `[group/]interface[:version]`, under which a service is found; no interface gives an empty
    /// one. Version `0.0.0` is Dubbo's word for none and left out.
    ///
    /// ```
    /// # use trefoil_core::Url;
    /// let key = |url: &str| Url::parse(url).unwrap().service_key();
    /// assert_eq!(key("tri://h/demo.Greeter?group=blue&version=1.0"), "blue/demo.Greeter:1.0");
    /// assert_eq!(key("tri://h/demo.Greeter?version=0.0.0"), "demo.Greeter");
    /// ```
    #[must_use]
    pub fn service_key(&self) -> String {
        let mut service_key = String::new();
        if let Some(group) = self.group() {
            service_key.push_str(group);
            service_key.push('/');
        }
        service_key.push_str(self.service_interface().unwrap_or_default());
        if let Some(version) = self
            .version()
            .filter(|version| *version != keys::NO_VERSION)
        {
            service_key.push(':');
            service_key.push_str(version);
        }
        service_key
    }
}
