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
//!     opt: [server=false, "extern_path=.acme.common=::acme_common::acme::common"]
//! ```
//!
//! The output is the file that a `build.rs` makes of the same files and options: one tree of modules with
//! everything in the request, imports included.
//!
//! # Parameters
//!
//! Each is a method of [`Config`] of the same name. Several are separated by commas; those
//! marked with + can be given more than once. The commas of an attribute separate nothing:
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

use proc_macro2::TokenStream;
use prost::Message as _;
use prost::bytes::Bytes;

use crate::config::{Config, generate};
use crate::error::{Error, Result};
use crate::source::{EDITION_LATEST, Sources, of_files};

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
    #[prost(uint32, optional, tag = "3")]
    minimum_edition: Option<u32>,
    #[prost(uint32, optional, tag = "4")]
    maximum_edition: Option<u32>,
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
/// parameters or the files stands in the response, for protoc to print; each warning, which a response has no place
/// for, is given to `warn`.
///
/// ```
/// let response = trefoil_build::plugin::respond(b"", |warning| eprintln!("{warning}"));
/// assert!(!response.is_empty());
/// ```
pub fn respond(request: &[u8], warn: impl FnMut(&str)) -> Vec<u8> {
    let mut response = Response {
        supported_features: Some(FEATURES),
        // From EDITION_PROTO2 on.
        minimum_edition: Some(998),
        maximum_edition: Some(EDITION_LATEST),
        ..Response::default()
    };
    match file_of(request, warn) {
        Ok(file) => response.file.push(file),
        Err(error) => response.error = Some(for_plugins(&error.to_string())),
    }
    response.encode_to_vec()
}

/// A plugin is told in its parameters what others say in their build.rs.
fn for_plugins(text: &str) -> String {
    let text = text.replace(" in build.rs", " in the plugin's parameters");
    // `.field_attribute("p.M.at", "#[serde(skip)]")`
    let call = text
        .split_once(".field_attribute(\"")
        .and_then(|(before, rest)| {
            let (path, rest) = rest.split_once("\", \"")?;
            let (attribute, rest) = rest.split_once("\")")?;
            Some(format!("{before}field_attribute={path}={attribute}{rest}"))
        });
    call.unwrap_or(text)
}

fn file_of(request: &[u8], mut warn: impl FnMut(&str)) -> Result<File> {
    let request = Request::decode(request).map_err(|error| {
        Error::new(format!("this is no request of protoc: {error}")).with_source(error)
    })?;
    let mut config = Config::new();
    for parameter in split(&request.parameter) {
        config = set(config, parameter)?;
    }
    let pool = of_files(request.proto_file, Sources::default(), "the request")?;
    let (content, warnings) = generate(&pool, config.options())?;
    for warning in warnings {
        warn(&for_plugins(&warning));
    }
    Ok(File {
        name: config.name_of_file().to_owned(),
        content,
    })
}

fn split(mut parameters: &str) -> Vec<&str> {
    let mut out = Vec::new();
    while !parameters.is_empty() {
        let (first, rest) = parameters.split_at(end_of_first(parameters));
        out.push(first.trim());
        parameters = rest.get(1..).unwrap_or_default();
    }
    out.retain(|parameter| !parameter.is_empty());
    out
}

/// The first comma, but for those within an attribute: up to them it is no Rust, brackets and quotes being open.
fn end_of_first(parameters: &str) -> usize {
    let commas = parameters.match_indices(',').map(|(at, _)| at);
    let mut ends = commas.chain([parameters.len()]);
    let is_attribute = ["type_attribute=", "field_attribute="]
        .iter()
        .any(|key| parameters.trim_start().starts_with(key));
    let end = ends.find(|end| !is_attribute || parameters[..*end].parse::<TokenStream>().is_ok());
    end.unwrap_or(parameters.len())
}

fn set(config: Config, parameter: &str) -> Result<Config> {
    let (key, value) = match parameter.split_once('=') {
        Some((key, value)) => (key, Some(value)),
        None => (parameter, None),
    };
    let switch = || match value {
        None | Some("true") => Ok(true),
        Some("false") => Ok(false),
        Some(value) => Err(Error::new(format!(
            "`{key}` is `true` or `false`, not `{value}`"
        ))),
    };
    let text = || {
        value.ok_or_else(|| {
            Error::new(format!("`{key}` has no value")).help(format!("write {key}=.."))
        })
    };
    let pair = |second: &str, example: &str| {
        text()?.split_once('=').ok_or_else(|| {
            Error::new(format!("`{parameter}` names no {second}"))
                .help(format!("write {key}={example}"))
        })
    };
    Ok(match key {
        "file_name" => config.file_name(text()?),
        "services" => config.services(switch()?),
        "client" => config.client(switch()?),
        "server" => config.server(switch()?),
        "descriptors" => config.descriptors(switch()?),
        "json" => config.json(switch()?),
        "mock" => config.mock(switch()?),
        "client_feature" => config.client_feature(text()?),
        "server_feature" => config.server_feature(text()?),
        "messages_from" => config.messages_from(text()?),
        "extern_path" => {
            let (proto, rust) = pair("Rust path", ".proto.path=::rust::path")?;
            config.extern_path(proto, rust)
        }
        "bytes" => config.bytes([text()?]),
        "btree_map" => config.btree_map([text()?]),
        "boxed" => config.boxed([text()?]),
        "type_attribute" => {
            let (path, attribute) = pair("attribute", ".proto.path=#[derive(Eq)]")?;
            config.type_attribute(path, attribute)
        }
        "field_attribute" => {
            let (path, attribute) = pair("attribute", ".proto.path=#[deprecated]")?;
            config.field_attribute(path, attribute)
        }
        "tonic" => config.tonic(switch()?),
        "runtime_path" => config.runtime_path(text()?),
        _ => {
            return Err(Error::new(format!("there is no parameter `{key}`")).help(
                "there are file_name, services, client, server, descriptors, json, mock, client_feature, \
                 server_feature, messages_from, extern_path, bytes, btree_map, boxed, type_attribute, \
                 field_attribute, tonic, runtime_path",
            ));
        }
    })
}

#[cfg(test)]
mod tests {
    use prost_types::{
        DescriptorProto, FileDescriptorProto, MethodDescriptorProto, ServiceDescriptorProto,
    };

    use prost::Message as _;

    use super::{Request, Response, respond, split};

    /// The error and the warnings for a message, and a service with these rpcs.
    fn answer(parameter: &str, rpcs: &[&str]) -> (Option<String>, Vec<String>) {
        let rpc = |name: &&str| MethodDescriptorProto {
            name: Some((*name).to_owned()),
            input_type: Some(".M".to_owned()),
            output_type: Some(".M".to_owned()),
            ..MethodDescriptorProto::default()
        };
        let file = FileDescriptorProto {
            name: Some("a.proto".to_owned()),
            message_type: vec![DescriptorProto {
                name: Some("M".to_owned()),
                ..DescriptorProto::default()
            }],
            service: vec![ServiceDescriptorProto {
                name: Some("S".to_owned()),
                method: rpcs.iter().map(rpc).collect(),
                ..ServiceDescriptorProto::default()
            }],
            ..FileDescriptorProto::default()
        };
        let request = Request {
            parameter: parameter.to_owned(),
            proto_file: vec![file.encode_to_vec().into()],
        };
        let mut warnings = Vec::new();
        let response = respond(&request.encode_to_vec(), |text| {
            warnings.push(text.to_owned());
        });
        (Response::decode(&response[..]).unwrap().error, warnings)
    }

    #[test]
    fn warnings_go_to_the_caller() {
        let (error, warnings) = answer("bytes=N", &["Get", "get"]);
        assert_eq!(error, None);
        let [names, path] = warnings.try_into().unwrap();
        assert!(names.contains("`get_`"), "{names}");
        assert!(path.starts_with("bytes: no field of the type"), "{path}");
    }

    #[test]
    fn settings_are_told_as_parameters() {
        let text = "in build.rs add `.field_attribute(\"p.M.at\", \"#[serde(skip)]\")`, or another";
        assert_eq!(
            super::for_plugins(&format!("a.proto: {text}")),
            "a.proto: in the plugin's parameters add `field_attribute=p.M.at=#[serde(skip)]`, or another"
        );
    }

    #[test]
    fn names_are_looked_at_before_anything_is_made_of_them() {
        let brackets = "(".repeat(500_000) + &")".repeat(500_000);
        let (error, warnings) = answer("", &[&brackets]);
        assert!(error.unwrap().contains("is no identifier"));
        assert_eq!(warnings, [""; 0]);
    }

    #[test]
    fn commas_of_attributes_separate_nothing() {
        fn check(parameters: &str, expected: &[&str]) {
            assert_eq!(split(parameters), expected);
        }
        check("", &[]);
        check(" a=1,, b ,", &["a=1", "b"]);
        check(
            "file_name=a(1.rs,server=false",
            &["file_name=a(1.rs", "server=false"],
        );
        for attribute in [
            "#[derive(Eq, Hash)]",
            r#"#[doc = "a \", [, b"]"#,
            "#[arg(short = '\"', long = '[')]",
            r#"#[re(r"\", r",")]"#,
        ] {
            let parameter = format!("field_attribute=.a.v1.M.s={attribute}");
            check(&format!("{parameter},x"), &[&parameter, "x"]);
            check(&format!("x,{parameter}"), &["x", &parameter]);
        }
        // What does not close goes on to the end, and is refused as an attribute.
        check("type_attribute=M=#[a(,b=1", &["type_attribute=M=#[a(,b=1"]);
    }
}
