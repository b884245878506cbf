//! tonic's stubs and servers beside ours: what `tonic-prost-build` writes, as syntax trees.
//!
//! tonic puts each into a module of its own, `greeter_client` and `greeter_server`, so that its `GreeterClient`
//! meets none of our names; `add_tonic` in `config.rs` sees to the modules' names.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use prost_build::{Method, Service};
use syn::{Item, ItemMod};

use crate::error::{Error, Result};
use crate::ident::{self, Name};
use crate::options::Options;

/// What stands for a type of protobuf's wrappers, as rpcs may name them.
const PRIMITIVES: [&str; 7] = ["bool", "i32", "i64", "u32", "u64", "f32", "f64"];

/// What tonic's stubs have methods for. `connect` is no such word: it is left out for an rpc.
const OF_TONICS_STUB: [&str; 7] = [
    "accept_compressed",
    "max_decoding_message_size",
    "max_encoding_message_size",
    "new",
    "send_compressed",
    "with_interceptor",
    "with_origin",
];

/// The words that tonic's servers use by their short names, beside the trait they define.
const OF_TONICS_SERVER: [&str; 16] = [
    "Arc",
    "B",
    "Body",
    "Box",
    "BoxFuture",
    "Clone",
    "CompressionEncoding",
    "Context",
    "Default",
    "EnabledCompressionEncodings",
    "F",
    "InterceptedService",
    "Into",
    "Option",
    "Poll",
    "T",
];

/// The modules of one service, as tonic writes them. `rpcs` are the names of its methods, in their order.
pub(crate) fn generate(service: &Service, rpcs: &[Name], options: &Options) -> Result<syn::File> {
    // tonic panics over what it does not expect.
    let service = &in_our_words(service, rpcs);
    match catch_unwind(AssertUnwindSafe(|| write(service, options))) {
        Ok(text) => syn::parse_file(&text).map_err(|error| {
            refused(service, &format!("its code is no Rust: {error}")).with_source(error)
        }),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            Err(refused(service, text.unwrap_or("it panicked")))
        }
    }
}

/// The modules among these items: tonic writes nothing else.
pub(crate) fn modules(file: syn::File) -> Vec<ItemMod> {
    let modules = file.items.into_iter().filter_map(|item| match item {
        Item::Mod(module) => Some(module),
        _ => None,
    });
    modules.collect()
}

fn write(service: &Service, options: &Options) -> String {
    // A stub with an rpc of that name has no room for the constructor, as ours has not.
    let transport = !service.methods.iter().any(|rpc| rpc.name == "connect");
    let mut generator = tonic_prost_build::configure()
        .build_client(options.client)
        .build_server(options.server)
        .build_transport(transport)
        .codec_path("::tonic_prost::ProstCodec")
        .service_generator();
    let mut text = String::new();
    generator.generate(service.clone(), &mut text);
    text
}

/// The same service with names that tonic can write, and with primitives by their full path: tonic takes any other
/// word for a message of the module.
fn in_our_words(service: &Service, rpcs: &[Name]) -> Service {
    let absolute = |name: &str| match PRIMITIVES.contains(&name) {
        true => format!("::core::primitive::{name}"),
        false => name.to_owned(),
    };
    let names = method_names(rpcs);
    let methods = service.methods.iter().zip(names);
    let methods = methods.map(|(method, name)| Method {
        name,
        input_type: absolute(&method.input_type),
        output_type: absolute(&method.output_type),
        ..method.clone()
    });
    Service {
        name: trait_name(&service.proto_name),
        methods: methods.collect(),
        ..service.clone()
    }
}

/// The name of the trait, which must hide no word that stands around it.
fn trait_name(proto: &str) -> String {
    let name = ident::upper_camel(proto);
    match OF_TONICS_SERVER.contains(&name.as_str()) {
        true => format!("{name}_"),
        false => name,
    }
}

/// The names of our stub, which tonic's may not have all.
fn method_names(rpcs: &[Name]) -> Vec<String> {
    let mut taken: BTreeSet<_> = OF_TONICS_STUB.map(str::to_owned).into();
    taken.extend(rpcs.iter().map(ToString::to_string));
    let names = rpcs.iter().map(|rpc| {
        let mut name = rpc.to_string();
        if OF_TONICS_STUB.contains(&name.as_str()) {
            while !taken.insert(name.clone()) {
                name.push('_');
            }
        }
        name
    });
    names.collect()
}

fn refused(service: &Service, why: &str) -> Error {
    let name = match service.package.as_str() {
        "" => service.proto_name.clone(),
        package => format!("{package}.{}", service.proto_name),
    };
    Error::new(format!("tonic cannot generate the service `{name}`: {why}"))
        .help("leave Config::tonic out in build.rs, or compile that service apart")
}
