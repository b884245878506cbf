//! Default numbers in one spelling: protoc writes `1e+308` where protox writes 309 digits.

use prost_types::field_descriptor_proto::Type;
use prost_types::{DescriptorProto, FileDescriptorProto};

pub(super) fn spell(files: &mut [FileDescriptorProto]) {
    let messages = files.iter_mut().flat_map(|file| &mut file.message_type);
    messages.for_each(message);
}

fn message(message: &mut DescriptorProto) {
    for field in &mut message.field {
        let kind = field.r#type();
        if let Some(text) = &mut field.default_value {
            // `inf` and `nan` are prost's affair, and so is what is no number.
            let spelt = match kind {
                Type::Double => text
                    .parse::<f64>()
                    .ok()
                    .filter(|n| n.is_finite())
                    .map(debug),
                Type::Float => text
                    .parse::<f32>()
                    .ok()
                    .filter(|n| n.is_finite())
                    .map(debug),
                _ => None,
            };
            *text = spelt.unwrap_or_else(|| std::mem::take(text));
        }
    }
    message.nested_type.iter_mut().for_each(self::message);
}

/// The shortest text that is read as the same number.
fn debug(number: impl std::fmt::Debug) -> String {
    format!("{number:?}")
}
