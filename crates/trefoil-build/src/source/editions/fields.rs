//! One field in older words.

use prost_reflect::{DynamicMessage, Value};

use super::features::{Features, Presence};

/// The syntax a file is lowered to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Proto2,
    Proto3,
}

impl Syntax {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Proto2 => "proto2",
            Self::Proto3 => "proto3",
        }
    }
}

// Numbers of `FieldDescriptorProto.Label` and `.Type`.
const REQUIRED: i32 = 2;
const REPEATED: i32 = 3;
const STRING: i32 = 9;
const GROUP: i32 = 10;
const MESSAGE: i32 = 11;
const BYTES: i32 = 12;

/// Where a field stands.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) features: Features,
    pub(super) is_extension: bool,
    pub(super) is_map: bool,
}

impl Field {
    /// Whether it has no presence, which only proto3 can say.
    pub(super) fn is_implicit(self, field: &DynamicMessage) -> bool {
        self.features.presence == Presence::Implicit && self.is_plain(field)
    }

    /// A field of one scalar that is nothing special: its presence is to be told by its label.
    fn is_plain(self, field: &DynamicMessage) -> bool {
        !self.is_extension
            && number(field, "label") != REPEATED
            && number(field, "type") != MESSAGE
            && !field.has_field_by_name("oneof_index")
    }

    /// Says it in the older way. True if the field needs a oneof of its own, as proto3's `optional` does.
    pub(super) fn apply(self, field: &mut DynamicMessage, syntax: Syntax) -> bool {
        if self.features.delimited && number(field, "type") == MESSAGE && !self.is_map {
            field.set_field_by_name("type", Value::EnumNumber(GROUP));
        }
        if number(field, "label") == REPEATED {
            // Always said: what is not said means another thing in each syntax.
            if is_packable(number(field, "type"))
                && let Some(Value::Message(options)) = field.get_field_by_name_mut("options")
            {
                options.set_field_by_name("packed", Value::Bool(self.features.packed));
            }
            return false;
        }
        if self.features.presence == Presence::Required {
            field.set_field_by_name("label", Value::EnumNumber(REQUIRED));
            return false;
        }
        // A group has presence, as any message, and prost takes none of proto3 for optional by itself.
        let is_group = number(field, "type") == GROUP;
        let optional = syntax == Syntax::Proto3
            && (is_group || self.features.presence == Presence::Explicit)
            && self.is_plain(field);
        if optional {
            field.set_field_by_name("proto3_optional", Value::Bool(true));
        }
        optional
    }
}

fn is_packable(kind: i32) -> bool {
    !matches!(kind, STRING | GROUP | MESSAGE | BYTES)
}

fn number(field: &DynamicMessage, name: &str) -> i32 {
    let value = field.get_field_by_name(name);
    value
        .and_then(|value| value.as_enum_number())
        .unwrap_or_default()
}
