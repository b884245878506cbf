//! Which invoker a path means.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use http::HeaderMap;
use trefoil_core::{Invoker, Method, Status, Url};

use crate::grpc::names::{SERVICE_GROUP, SERVICE_VERSION};

/// What a server offers. A call looks it up without a lock and without making a string.
#[derive(Default)]
pub(crate) struct Router {
    table: ArcSwap<Table>,
    exports: Mutex<Vec<Arc<Offer>>>,
}

/// One exported service.
pub(crate) struct Offer {
    pub(crate) key: String,
    /// The name in paths, which may differ from that of the descriptor.
    pub(crate) name: String,
    pub(crate) group: String,
    pub(crate) version: String,
    pub(crate) invoker: Arc<dyn Invoker>,
}

/// Where a call goes.
pub(crate) struct Target {
    pub(crate) offer: Arc<Offer>,
    pub(crate) method: Method,
}

/// Path to the implementations: one each group and version.
type Table = HashMap<String, Vec<Arc<Target>>>;

impl Offer {
    pub(crate) fn new(url: &Url, invoker: Arc<dyn Invoker>) -> Self {
        let name = match url.path() {
            "" => invoker.service().name().to_owned(),
            path => path.to_owned(),
        };
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        Self {
            key: url.service_key(),
            name,
            group: text(url.group()),
            version: text(url.version()),
            invoker,
        }
    }
}

impl Router {
    /// Adds a service; gives back the one that has its key.
    pub(crate) fn add(&self, offer: Arc<Offer>) -> Result<(), Arc<Offer>> {
        let mut exports = self.exports.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = exports.iter().find(|known| known.key == offer.key) {
            return Err(Arc::clone(known));
        }
        exports.push(offer);
        self.table.store(Arc::new(table(&exports)));
        Ok(())
    }

    /// Takes a service away; says whether none is left.
    pub(crate) fn remove(&self, offer: &Arc<Offer>) -> bool {
        let mut exports = self.exports.lock().unwrap_or_else(PoisonError::into_inner);
        exports.retain(|known| !Arc::ptr_eq(known, offer));
        self.table.store(Arc::new(table(&exports)));
        exports.is_empty()
    }

    /// Whether it is the service or its method that is not there.
    fn unknown(&self, path: &str) -> Status {
        let (service, method) = path
            .trim_start_matches('/')
            .rsplit_once('/')
            .unwrap_or((path, ""));
        let exports = self.exports.lock().unwrap_or_else(PoisonError::into_inner);
        Status::unimplemented(match exports.iter().any(|offer| offer.name == service) {
            true => format!("the service `{service}` is here, but has no method `{method}`"),
            false => format!(
                "there is no service `{service}` here: compare the caller's package and service name, or the \
                 path of its URL, with what is exported"
            ),
        })
    }

    /// The target of a call.
    ///
    /// A caller that names group or version gets exactly that. One that names none, as every gRPC client,
    /// gets the service without them, or else the one that was exported first.
    pub(crate) fn find(&self, path: &str, headers: &HeaderMap) -> Result<Arc<Target>, Status> {
        let table = self.table.load();
        let Some(targets) = table.get(path) else {
            return Err(self.unknown(path));
        };
        let wanted = (headers.get(SERVICE_GROUP), headers.get(SERVICE_VERSION));
        let is = |offer: &Offer, group: &[u8], version: &[u8]| {
            offer.group.as_bytes() == group && offer.version.as_bytes() == version
        };
        let found = match wanted {
            (None, None) => targets
                .iter()
                .find(|target| is(&target.offer, b"", b""))
                .or(targets.first()),
            (group, version) => {
                let group = group.map_or(&b""[..], |value| value.as_bytes());
                let version = version.map_or(&b""[..], |value| value.as_bytes());
                targets
                    .iter()
                    .find(|target| is(&target.offer, group, version))
            }
        };
        found.cloned().ok_or_else(|| {
            let keys: Vec<_> = targets
                .iter()
                .map(|target| target.offer.key.as_str())
                .collect();
            let text = |value: Option<&http::HeaderValue>| {
                value.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
            };
            Status::unimplemented(format!(
                "there is no `{path}` of group `{}` and version `{}`; there is: {}",
                text(wanted.0).unwrap_or_default(),
                text(wanted.1).unwrap_or_default(),
                keys.join(", ")
            ))
        })
    }
}

fn table(exports: &[Arc<Offer>]) -> Table {
    let mut table = Table::new();
    for offer in exports {
        let service = offer.invoker.service();
        for method in (0..service.methods().len()).filter_map(|index| service.method(index)) {
            let target = Arc::new(Target {
                offer: Arc::clone(offer),
                method,
            });
            let path = format!("/{}/{}", offer.name, target.method.name());
            table.entry(path).or_default().push(target);
        }
    }
    // Dubbo spells methods as its languages do: `sayHello` means `SayHello`, if no method is called so.
    let exact: Vec<_> = table.keys().cloned().collect();
    for path in exact {
        let Some((service, method)) = path.rsplit_once('/') else {
            continue;
        };
        let other = swap_first_case(method);
        let alias = format!("{service}/{other}");
        if !table.contains_key(&alias)
            && let Some(targets) = table.get(&path).cloned()
        {
            table.insert(alias, targets);
        }
    }
    table
}

fn swap_first_case(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().map(|first| {
        if first.is_ascii_uppercase() {
            first.to_ascii_lowercase()
        } else {
            first.to_ascii_uppercase()
        }
    });
    first.into_iter().chain(chars).collect()
}
