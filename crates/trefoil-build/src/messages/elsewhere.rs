//! Messages that another crate has, all of them.

use prost_types::{DescriptorProto, EnumDescriptorProto, FileDescriptorProto};

use crate::ident;
use crate::options::Options;

/// An extern path for each message and enum at the top of a file: prost finds what is nested in them.
pub(super) fn paths(
    files: &[FileDescriptorProto],
    module: &str,
    options: &Options,
) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    for file in files {
        let package = file.package();
        let mut rust = module.to_owned();
        for part in ident::module_path(package) {
            rust.push_str("::");
            rust.push_str(&part);
        }
        let messages = file.message_type.iter().map(DescriptorProto::name);
        let enums = file.enum_type.iter().map(EnumDescriptorProto::name);
        for name in messages.chain(enums) {
            let proto = match package {
                "" => format!(".{name}"),
                package => format!(".{package}.{name}"),
            };
            // A closer path, and the types of the runtime, go before.
            if package != "google.protobuf" && !options.is_extern(&proto[1..]) {
                paths.push((proto, format!("{rust}::{}", ident::upper_camel(name))));
            }
        }
    }
    paths
}
