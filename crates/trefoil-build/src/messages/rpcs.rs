//! The Rust types that prost chose for the messages of rpcs, and where their comments are.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use proc_macro2::TokenStream;
use prost_build::{Comments, Service, ServiceGenerator};
use quote::ToTokens;

use crate::error::{Error, Result};

/// A service as prost came by it.
pub(crate) struct Rpcs {
    /// The lines of its documentation.
    pub(crate) docs: Vec<String>,
    /// Its rpcs, in their order.
    pub(crate) methods: Vec<Rpc>,
}

/// One rpc as prost came by it.
#[derive(Clone)]
pub(crate) struct Rpc {
    pub(crate) docs: Vec<String>,
    pub(crate) types: RpcTypes,
}

/// What one rpc takes and gives, as paths relative to the module of its package.
#[derive(Clone)]
pub(crate) struct RpcTypes {
    pub(crate) input: RustType,
    pub(crate) output: RustType,
}

/// A type that was parsed once. Plain data: syntax trees stay on their thread.
#[derive(Clone)]
pub(crate) struct RustType(String);

impl RustType {
    fn new(rust: &str, proto: &str) -> Result<Self> {
        match syn::parse_str::<syn::Type>(rust) {
            Ok(_) => Ok(Self(rust.to_owned())),
            Err(error) => {
                let proto = proto.trim_start_matches('.');
                Err(Error::new(format!(
                    "`{rust}`, which stands for `{proto}`, is no Rust type: {error}"
                ))
                .help("correct the path given to Config::extern_path in build.rs")
                .with_source(error))
            }
        }
    }
}

impl ToTokens for RustType {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        // What parses as a type does so as tokens.
        tokens.extend(self.0.parse::<TokenStream>().unwrap_or_default());
    }
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

/// The services by their full names.
pub(super) fn of_services(services: Vec<Service>) -> Result<BTreeMap<String, Rpcs>> {
    let mut all = BTreeMap::new();
    for service in services {
        let mut methods = Vec::new();
        for method in &service.methods {
            methods.push(Rpc {
                docs: docs(&method.comments),
                types: RpcTypes {
                    input: RustType::new(&method.input_type, &method.input_proto_type)?,
                    output: RustType::new(&method.output_type, &method.output_proto_type)?,
                },
            });
        }
        let docs = docs(&service.comments);
        all.insert(full_name(&service), Rpcs { docs, methods });
    }
    Ok(all)
}

fn docs(comments: &Comments) -> Vec<String> {
    let lines = comments.leading.iter();
    lines.map(|line| format!(" {line}")).collect()
}

/// `greet.v1.Greeter`
pub(super) fn full_name(service: &Service) -> String {
    match service.package.as_str() {
        "" => service.proto_name.clone(),
        package => format!("{package}.{}", service.proto_name),
    }
}
