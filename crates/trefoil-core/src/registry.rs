//! [`Registry`]: the extensions of an application, by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{AnyFilter, Error, Protocol, Url};

/// Extensions of one kind: each has a name, one is the default.
///
/// ```
/// use trefoil_core::NamedExtensions;
/// let mut colors = NamedExtensions::new("color");
/// colors.register("red", 1).register("blue", 2);
/// assert_eq!(colors.get("")?, &1); // the first is the default
/// colors.set_default("blue")?;
/// assert_eq!(colors.get("")?, &2);
/// assert_eq!(
///     colors.get("green").unwrap_err().to_string(),
///     "there is no color `green`; registered are: blue, red"
/// );
/// # Ok::<(), trefoil_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct NamedExtensions<T> {
    kind: &'static str,
    by_name: BTreeMap<String, T>,
    default: String,
}

impl<T> NamedExtensions<T> {
    /// No extension yet; `kind` is what errors call one.
    pub fn new(kind: &'static str) -> Self {
        Self {
            kind,
            by_name: BTreeMap::new(),
            default: String::new(),
        }
    }

    /// Registers an extension, in the place of one that has the name. The first is the default.
    pub fn register(&mut self, name: impl Into<String>, extension: T) -> &mut Self {
        let name = name.into();
        if self.by_name.is_empty() {
            self.default.clone_from(&name);
        }
        self.by_name.insert(name, extension);
        self
    }

    /// Chooses the default.
    ///
    /// # Errors
    /// If there is none of that name.
    pub fn set_default(&mut self, name: &str) -> Result<(), Error> {
        self.get(name)?;
        name.clone_into(&mut self.default);
        Ok(())
    }

    /// The extension of this name; the default for an empty one.
    ///
    /// # Errors
    /// If there is none of that name. The message lists those there are.
    pub fn get(&self, name: &str) -> Result<&T, Error> {
        let name = if name.is_empty() { &self.default } else { name };
        self.by_name.get(name).ok_or_else(|| {
            let names: Vec<_> = self.by_name.keys().map(String::as_str).collect();
            Error::unknown_extension(format!(
                "there is no {} `{name}`; registered are: {}",
                self.kind,
                names.join(", ")
            ))
        })
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.by_name
            .iter()
            .map(|(name, extension)| (name.as_str(), extension))
    }
}

/// The extensions of one application. There is no other place for them: no static, no global.
#[derive(Clone)]
pub struct Registry {
    /// Protocols, by the scheme of their URLs.
    pub protocols: NamedExtensions<Arc<dyn Protocol>>,
    /// Filters, by the name that the URL parameter `filter` chooses them with.
    pub filters: NamedExtensions<AnyFilter>,
}

impl Registry {
    /// Nothing registered.
    pub fn new() -> Self {
        Self {
            protocols: NamedExtensions::new("protocol"),
            filters: NamedExtensions::new("filter"),
        }
    }

    /// Registers a protocol under its name.
    pub fn register_protocol(&mut self, protocol: Arc<dyn Protocol>) -> &mut Self {
        self.protocols.register(protocol.name(), protocol);
        self
    }

    /// The protocol of a URL's scheme; the default one if it has none.
    ///
    /// # Errors
    /// If no protocol has the name.
    pub fn protocol_of(&self, url: &Url) -> Result<&Arc<dyn Protocol>, Error> {
        self.protocols.get(url.scheme())
    }

    /// The filters that the URL parameter `filter` names, in order.
    ///
    /// # Errors
    /// If no filter has one of the names.
    pub fn filters_of(&self, url: &Url) -> Result<Vec<AnyFilter>, Error> {
        let names = url.param("filter").unwrap_or_default().split(',');
        names
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| self.filters.get(name).cloned())
            .collect()
    }
}

impl Default for Registry {
    fn default() -> Self {
        Self::new()
    }
}
