//! From descriptors to the model.

use std::collections::BTreeMap;

use prost_reflect::prost::Message as _;
use prost_reflect::{MethodDescriptor, ServiceDescriptor};
use prost_types::method_options::IdempotencyLevel;

use super::names::{self, Taken};
use super::{Idempotency, Kind, Method, Model, Service};
use crate::error::{Error, Result};
use crate::ident;
use crate::messages::{Rpc, Rpcs};
use crate::options::Options;
use crate::source::Pool;

/// Collects every service that no other crate provides.
///
/// `taken` are the names of messages and modules, by module.
pub(crate) fn build(
    pool: &Pool,
    rpcs: &BTreeMap<String, Rpcs>,
    taken: Taken,
    options: &Options,
) -> Result<Model> {
    let mut found: Vec<_> = pool
        .descriptors
        .services()
        .filter(|service| !options.is_extern(service.full_name()))
        .map(|service| (ident::module_path(service.package_name()), service))
        .collect();
    found.sort_by_key(|(module, service)| {
        (
            module.clone(),
            service.parent_file().name().to_owned(),
            service.index(),
        )
    });
    let mut values = Taken::new();
    if options.descriptors {
        let root = values.entry(Vec::new()).or_default();
        root.insert(crate::descriptors::NAME.to_owned());
    }
    let names = names::of_services(&found, taken, values)?;

    let mut services = Vec::new();
    for ((module, service), names) in found.into_iter().zip(names) {
        let found = rpcs.get(service.full_name());
        let methods = methods(&service, found)?;
        services.push(Service {
            module,
            full_name: service.full_name().to_owned(),
            docs: found.map(|rpcs| rpcs.docs.clone()).unwrap_or_default(),
            deprecated: service
                .service_descriptor_proto()
                .options
                .as_ref()
                .is_some_and(prost_types::ServiceOptions::deprecated),
            options: service.options().encode_to_vec(),
            names,
            methods,
        });
    }
    Ok(Model { services })
}

fn methods(service: &ServiceDescriptor, rpcs: Option<&Rpcs>) -> Result<Vec<Method>> {
    let full_name = service.full_name();
    let rpcs = rpcs.map(|rpcs| rpcs.methods.as_slice()).unwrap_or_default();
    let names = names::of_methods(service)?;
    let mut methods = Vec::new();
    for (index, (method, name)) in service.methods().zip(names).enumerate() {
        let Some(Rpc { docs, types }) = rpcs.get(index).cloned() else {
            return Err(
                Error::new(format!("prost passed over `{}`", method.full_name()))
                    .help("please report this, with the .proto file"),
            );
        };
        let options = method
            .method_descriptor_proto()
            .options
            .clone()
            .unwrap_or_default();
        methods.push(Method {
            name,
            proto_name: method.name().to_owned(),
            path: format!("/{full_name}/{}", method.name()),
            docs,
            deprecated: options.deprecated(),
            kind: kind_of(&method),
            idempotency: match options.idempotency_level() {
                IdempotencyLevel::NoSideEffects => Some(Idempotency::NoSideEffects),
                IdempotencyLevel::Idempotent => Some(Idempotency::Idempotent),
                IdempotencyLevel::IdempotencyUnknown => None,
            },
            // Not from prost's struct, which drops custom options.
            options: method.options().encode_to_vec(),
            types,
            input: method.input().full_name().to_owned(),
            output: method.output().full_name().to_owned(),
        });
    }
    Ok(methods)
}

fn kind_of(method: &MethodDescriptor) -> Kind {
    match (method.is_client_streaming(), method.is_server_streaming()) {
        (false, false) => Kind::Unary,
        (false, true) => Kind::ServerStreaming,
        (true, false) => Kind::ClientStreaming,
        (true, true) => Kind::Bidi,
    }
}
