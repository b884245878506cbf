//! Rpcs of one service whose names are the same in Rust: the later ones get an underscore.

use std::collections::BTreeMap;

use crate::ident::snake;
use crate::model;
use crate::options::Options;
use crate::source::Pool;

pub(super) fn clashes(pool: &Pool, options: &Options) -> Vec<String> {
    let mut out = Vec::new();
    let services = pool.descriptors.services();
    for service in services.filter(|service| !options.is_extern(service.full_name())) {
        // Those without a name in Rust are an error, and not of here.
        let Ok(names) = model::method_names(&service) else {
            continue;
        };
        let mut firsts = BTreeMap::new();
        for (method, name) in service.methods().zip(&names) {
            let wanted = snake(method.name());
            if name.as_str() == wanted {
                firsts.insert(wanted, method);
                continue;
            }
            let Some(first) = firsts.get(&wanted) else {
                continue;
            };
            let file = service.parent_file();
            out.push(format!(
                "{}: the rpc `{}` is `{name}` in Rust, because the rpc `{}` ({}) is `{wanted}`; rename one of \
                 them if that is not meant",
                super::place(pool, &file, method.path()).head(),
                method.name(),
                first.name(),
                super::place(pool, &file, first.path()).head(),
            ));
        }
    }
    out
}
