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
//! marked with + can be given more than once.
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

fn split(parameters: &str) -> impl Iterator<Item = &str> {
    parameters
        .split(',')
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
            let (proto, rust) = value.split_once('=').ok_or_else(|| {
                Error::new(format!("`extern_path={value}` names no Rust path"))
                    .help("write extern_path=.proto.path=::rust::path")
            })?;
            config.extern_path(proto, rust)
        }
        "bytes" => config.bytes([value]),
        "btree_map" => config.btree_map([value]),
        "boxed" => config.boxed([value]),
        "runtime_path" => config.runtime_path(value),
        _ => {
            return Err(Error::new(format!("there is no parameter `{key}`")).help(
                "there are file_name, services, client, server, descriptors, json, mock, client_feature, \
                 server_feature, \
                 messages_from, extern_path, bytes, btree_map, boxed, runtime_path",
            ));
        }
    })
}
