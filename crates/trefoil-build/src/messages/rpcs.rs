//! The Rust types that prost chose for the messages of rpcs.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use prost_build::{Service, ServiceGenerator};

use crate::error::{Error, Result};

/// What one rpc takes and gives, as paths relative to the module of its package.
#[derive(Clone)]
pub(crate) struct RpcTypes {
    pub(crate) input: syn::Type,
    pub(crate) output: syn::Type,
}

/// A generator that only listens.
#[derive(Clone, Default)]
pub(super) struct Listener(Rc<RefCell<Vec<Service>>>);

impl Listener {
    pub(super) fn heard(&self) -> Vec<Service> {
        self.0.take()
    }
}

impl ServiceGenerator for Listener {
    fn generate(&mut self, service: Service, buf: &mut String) {
        self.0.borrow_mut().push(service);
        // prost-build 0.14 panics over a package of services for which nothing was written.
        buf.push('\n');
    }
}

/// The types by the service's full name.
pub(super) fn types_of(services: Vec<Service>) -> Result<BTreeMap<String, Vec<RpcTypes>>> {
    let mut rpcs = BTreeMap::new();
    for service in services {
        let mut types = Vec::new();
        for method in &service.methods {
            types.push(RpcTypes {
                input: parse(&method.input_type, &method.input_proto_type)?,
                output: parse(&method.output_type, &method.output_proto_type)?,
            });
        }
        rpcs.insert(full_name(&service), types);
    }
    Ok(rpcs)
}

/// `greet.v1.Greeter`
pub(super) fn full_name(service: &Service) -> String {
    match service.package.as_str() {
        "" => service.proto_name.clone(),
        package => format!("{package}.{}", service.proto_name),
    }
}

fn parse(rust: &str, proto: &str) -> Result<syn::Type> {
    syn::parse_str(rust).map_err(|error| {
        let proto = proto.trim_start_matches('.');
        Error::new(format!(
            "`{rust}`, which stands for `{proto}`, is no Rust type: {error}"
        ))
        .help("correct the path given to Config::extern_path in build.rs")
        .with_source(error)
    })
}
