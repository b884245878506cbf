//! The generator behind protoc and buf: the binary `protoc-gen-trefoil`.
//!
//! ```text
//! cargo install trefoil-build
//! protoc --trefoil_out=src/generated --trefoil_opt=server=false greet.proto
//! ```
//!
//! or in a `buf.gen.yaml`, where `strategy: all` lets one run see all files, which become one Rust file:
//!
//! ```yaml
//! version: v2
//! plugins:
//!   - local: protoc-gen-trefoil
//!     out: src/generated
//!     strategy: all
//!     opt: [server=false, "extern_path=.acme.common=::acme_common"]
//! ```
//!
//! The output is the file that a `build.rs` makes of the same files and options: one tree of modules with
//! everything in the request, imports included.
//!
//! # Parameters
//!
//! Each is a method of [`Config`] of the same name. Several are separated by commas; those
//! marked with + can be given more than once. A comma within brackets or quotes separates nothing:
//! `type_attribute=.=#[derive(Eq, Hash)]` is one parameter.
//!
//! | parameter | |
//! |---|---|
//! | `file_name=acme.rs` | the file to write |
//! | `services=false` | only messages |
//! | `client=false`, `server=false` | no stubs, no servers |
//! | `descriptors=true`, `json=true`, `mock=true` | descriptors in the code, JSON of messages, mocks of services |
//! | `client_feature=NAME`, `server_feature=NAME` | stubs or servers behind a cargo feature |
//! | `messages_from=::acme` | only services |
//! | `extern_path=.proto.path=::rust::path` + | what another crate has |
//! | `bytes=PATH`, `btree_map=PATH`, `boxed=PATH` + | as in prost |
//! | `type_attribute=PATH=#[..]`, `field_attribute=PATH=#[..]` + | as in prost |
//! | `tonic=true` | tonic's stubs and servers, too: `cargo install trefoil-build --features tonic` |
//! | `runtime_path=::acme::trefoil` | where the runtime is |

use prost::Message as _;
use prost::bytes::Bytes;

use crate::config::{Config, generate};
use crate::error::{Error, Result};
use crate::source::{Sources, of_files};

/// `google.protobuf.compiler.CodeGeneratorRequest`, its files as they came: with options nobody here knows.
#[derive(Clone, PartialEq, prost::Message)]
struct Request {
    #[prost(string, tag = "2")]
    parameter: String,
    #[prost(bytes = "bytes", repeated, tag = "15")]
    proto_file: Vec<Bytes>,
}

/// `google.protobuf.compiler.CodeGeneratorResponse`.
#[derive(Clone, PartialEq, prost::Message)]
struct Response {
    #[prost(string, optional, tag = "1")]
    error: Option<String>,
    #[prost(uint64, optional, tag = "2")]
    supported_features: Option<u64>,
    #[prost(int32, optional, tag = "3")]
    minimum_edition: Option<i32>,
    #[prost(int32, optional, tag = "4")]
    maximum_edition: Option<i32>,
    #[prost(message, repeated, tag = "15")]
    file: Vec<File>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct File {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(string, tag = "15")]
    content: String,
}

/// `optional` of proto3, and editions.
const FEATURES: u64 = 1 | 2;

/// Answers an encoded `CodeGeneratorRequest` by an encoded `CodeGeneratorResponse`. What is wrong with the
/// parameters or the files stands in the response, for protoc to print.
///
/// ```
/// let response = trefoil_build::plugin::respond(b"");
/// assert!(!response.is_empty());
/// ```
pub fn respond(request: &[u8]) -> Vec<u8> {
    let mut response = Response {
        supported_features: Some(FEATURES),
        // EDITION_PROTO2 to EDITION_2023.
        minimum_edition: Some(998),
        maximum_edition: Some(1000),
        ..Response::default()
    };
    match file_of(request) {
        Ok(file) => response.file.push(file),
        Err(error) => response.error = Some(error.to_string()),
    }
    response.encode_to_vec()
}

fn file_of(request: &[u8]) -> Result<File> {
    let request = Request::decode(request).map_err(|error| {
        Error::new(format!("this is no request of protoc: {error}")).with_source(error)
    })?;
    let mut config = Config::new();
    for parameter in split(&request.parameter) {
        config = set(config, parameter)?;
    }
    let pool = of_files(request.proto_file, Sources::default(), "the request")?;
    Ok(File {
        name: config.name_of_file().to_owned(),
        content: generate(&pool, config.options())?,
    })
}

/// The parameters, at the commas that stand outside of brackets and of string literals.
fn split(parameters: &str) -> impl Iterator<Item = &str> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    parameters
        .split(move |letter| {
            let was_escaped = std::mem::take(&mut escaped);
            match letter {
                '\\' => escaped = quoted && !was_escaped,
                '"' if !was_escaped => quoted = !quoted,
                '(' | '[' | '{' if !quoted => depth += 1,
                ')' | ']' | '}' if !quoted => depth = depth.saturating_sub(1),
                _ => {}
            }
            letter == ',' && depth == 0 && !quoted
        })
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn set(config: Config, parameter: &str) -> Result<Config> {
    let (key, value) = parameter.split_once('=').unwrap_or((parameter, "true"));
    let switch = || match value {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Error::new(format!(
            "`{key}` is `true` or `false`, not `{value}`"
        ))),
    };
    let pair = |second: &str, example: &str| {
        value.split_once('=').ok_or_else(|| {
            Error::new(format!("`{key}={value}` names no {second}"))
                .help(format!("write {key}={example}"))
        })
    };
    Ok(match key {
        "file_name" => config.file_name(value),
        "services" => config.services(switch()?),
        "client" => config.client(switch()?),
        "server" => config.server(switch()?),
        "descriptors" => config.descriptors(switch()?),
        "json" => config.json(switch()?),
        "mock" => config.mock(switch()?),
        "client_feature" => config.client_feature(value),
        "server_feature" => config.server_feature(value),
        "messages_from" => config.messages_from(value),
        "extern_path" => {
            let (proto, rust) = pair("Rust path", ".proto.path=::rust::path")?;
            config.extern_path(proto, rust)
        }
        "bytes" => config.bytes([value]),
        "btree_map" => config.btree_map([value]),
        "boxed" => config.boxed([value]),
        "type_attribute" => {
            let (path, attribute) = pair("attribute", ".proto.path=#[derive(Eq)]")?;
            config.type_attribute(path, attribute)
        }
        "field_attribute" => {
            let (path, attribute) = pair("attribute", ".proto.path=#[deprecated]")?;
            config.field_attribute(path, attribute)
        }
        "tonic" => tonic(config, switch()?)?,
        "runtime_path" => config.runtime_path(value),
        _ => {
            return Err(Error::new(format!("there is no parameter `{key}`")).help(
                "there are file_name, services, client, server, descriptors, json, mock, client_feature, \
                 server_feature, messages_from, extern_path, bytes, btree_map, boxed, type_attribute, \
                 field_attribute, tonic, runtime_path",
            ));
        }
    })
}

#[cfg(feature = "tonic")]
fn tonic(config: Config, generate: bool) -> Result<Config> {
    Ok(config.tonic(generate))
}

#[cfg(not(feature = "tonic"))]
fn tonic(config: Config, generate: bool) -> Result<Config> {
    if generate {
        return Err(
            Error::new("this plugin was built without tonic's generator")
                .help("cargo install trefoil-build --features tonic"),
        );
    }
    Ok(config)
}
