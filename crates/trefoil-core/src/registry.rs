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
            let kind = self.kind;
            if self.by_name.is_empty() {
                return Error::unknown_extension(match name {
                    "" => format!("no {kind} is registered"),
                    name => format!("there is no {kind} `{name}`: none is registered"),
                });
            }
            let names: Vec<_> = self.by_name.keys().map(String::as_str).collect();
            Error::unknown_extension(format!(
                "there is no {kind} `{name}`; registered are: {}",
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

/// What a URL of a gRPC service begins with in other frameworks.
const GRPC_ELSEWHERE: [&str; 6] = ["http", "https", "h2c", "grpc", "grpcs", "triple"];

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

    /// Registers a protocol under its name. `unix` and `memory` are no names for one: a URL that begins with
    /// them is refused, as they are addresses (`tri://unix:/run/a.sock`).
    pub fn register_protocol(&mut self, protocol: Arc<dyn Protocol>) -> &mut Self {
        self.protocols.register(protocol.name(), protocol);
        self
    }

    /// The protocol of a URL's scheme; the default one if it has none.
    ///
    /// # Errors
    /// If no protocol has the name. For the schemes that people write for gRPC elsewhere the message says
    /// what to write here.
    pub fn protocol_of(&self, url: &Url) -> Result<&Arc<dyn Protocol>, Error> {
        let scheme = url.scheme();
        let found = self.protocols.get(scheme);
        match found {
            Err(error) if GRPC_ELSEWHERE.contains(&scheme) && self.protocols.get("tri").is_ok() => {
                let meant = url.clone().with_scheme("tri");
                // Nobody is to lose encryption unawares.
                let plain = if scheme.ends_with('s') {
                    " (plaintext)"
                } else {
                    ""
                };
                Err(Error::unknown_extension(format!(
                    "{error}; gRPC and Triple have the scheme `tri`: write `{}`{plain}",
                    meant.redacted()
                )))
            }
            found => found,
        }
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
            .map(|name| match self.filters.get(name) {
                Ok(filter) => Ok(filter.clone()),
                Err(error) => Err(Error::unknown_extension(format!(
                    "{error}; `Application::builder().filter({name:?}, ..)` registers one"
                ))),
            })
            .collect()
    }
}

impl Default for Registry {
    fn default() -> Self {
        Self::new()
    }
}
