//! Editions in the words of proto2 and proto3, which is all that prost understands.
//!
//! What a feature says is said in the older way, so that bytes and presence are the same
//! (<https://protobuf.dev/editions/features/>):
//!
//! | feature | value | becomes |
//! |---|---|---|
//! | `field_presence` | `EXPLICIT` | an optional field: proto2's, or proto3's `optional` |
//! | | `IMPLICIT` | proto3's field without a label; the file becomes proto3 |
//! | | `LEGACY_REQUIRED` | `required` |
//! | `repeated_field_encoding` | `PACKED`, `EXPANDED` | `packed = true`, `packed = false` |
//! | `message_encoding` | `DELIMITED` | a group |
//! | `enum_type`, `utf8_validation`, `json_format` | any | nothing: prost's enums are open, and its strings UTF-8, anyhow |
//!
//! Editions 2024 and 2026 brought features of names, visibility and limits, which are the compiler's to check, and
//! changed the defaults of none of these.

mod features;
mod fields;
mod tree;

use prost::Message as _;
use prost::bytes::Bytes;
use prost_reflect::{DescriptorPool, DynamicMessage, Value};

use super::wire;
use features::Features;
use fields::Syntax;

/// `EDITION_2023` of descriptor.proto. 2024 and 2026 have the next numbers.
const FIRST: u32 = 1000;

/// The number of the last edition that is known.
pub(crate) const LATEST: u32 = 1002;

/// What tells an edition from another.
#[derive(Clone, PartialEq, prost::Message)]
struct Edition {
    #[prost(uint32, tag = "14")]
    edition: u32,
}

/// The same file in an older syntax; everything that is no feature is kept.
///
/// # Errors
/// What of it cannot be said so.
pub(super) fn lower(file: &Bytes) -> Result<Vec<u8>, String> {
    let edition = Edition::decode(file.clone()).map_err(|error| error.to_string())?;
    let edition = edition.edition;
    if !(FIRST..=LATEST).contains(&edition) {
        return Err(format!(
            "the edition with the number {edition} is not known, only proto2, proto3 and editions 2023, 2024 and 2026 are"
        ));
    }
    // The descriptor of descriptors may be too old to know editions. Then they are unknown fields, which a
    // dynamic message keeps, so they are read and taken out at the level of bytes.
    let (_, file) = wire::split(file.clone(), 14).map_err(|error| error.to_string())?;
    let descriptor = DescriptorPool::global()
        .get_message_by_name("google.protobuf.FileDescriptorProto")
        .ok_or("there is no descriptor of descriptors")?;
    let mut file =
        DynamicMessage::decode(descriptor, &file[..]).map_err(|error| error.to_string())?;
    let features = Features::DEFAULT.overridden(&mut file, features::FILE)?;
    let syntax = match tree::any_implicit(&file, features)? {
        true => Syntax::Proto3,
        false => Syntax::Proto2,
    };
    tree::apply(&mut file, features, syntax)?;
    file.set_field_by_name("syntax", Value::String(syntax.name().to_owned()));
    Ok(file.encode_to_vec())
}
