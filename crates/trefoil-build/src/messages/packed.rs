//! What proto3 packs without a word, said in words.
//!
//! prost-build 0.14 takes any options of a field for a decision about packing: a repeated number that is
//! merely deprecated would be written unpacked.

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FileDescriptorProto};

pub(super) fn say(files: &mut [FileDescriptorProto]) {
    for file in files {
        if file.syntax() == "proto3" {
            file.message_type.iter_mut().for_each(message);
        }
    }
}

fn message(message: &mut DescriptorProto) {
    for field in &mut message.field {
        let is_packable = !matches!(
            field.r#type(),
            Type::String | Type::Bytes | Type::Group | Type::Message
        );
        if field.label() == Label::Repeated
            && is_packable
            && let Some(options) = &mut field.options
        {
            options.packed.get_or_insert(true);
        }
    }
    message.nested_type.iter_mut().for_each(self::message);
}
