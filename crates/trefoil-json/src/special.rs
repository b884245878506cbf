//! Which messages have a JSON form of their own, by their full names.

/// A form of its own: `read/special.rs` and `write/special.rs` have each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Special {
    Any,
    Timestamp,
    Duration,
    FieldMask,
    Value,
    ListValue,
    Struct,
    /// `BoolValue` and its like: the value alone.
    Wrapper,
}

impl Special {
    /// The form of a message, if it is another than an object of the message's fields.
    pub(crate) fn of(full_name: &str) -> Option<Self> {
        Some(match full_name.strip_prefix("google.protobuf.")? {
            "Any" => Self::Any,
            "Timestamp" => Self::Timestamp,
            "Duration" => Self::Duration,
            "FieldMask" => Self::FieldMask,
            "Value" => Self::Value,
            "ListValue" => Self::ListValue,
            "Struct" => Self::Struct,
            "BoolValue" | "BytesValue" | "DoubleValue" | "FloatValue" | "Int32Value"
            | "Int64Value" | "StringValue" | "UInt32Value" | "UInt64Value" => Self::Wrapper,
            _ => return None,
        })
    }
}

/// Whether an `Any` has the message as its `value`, and not the message's fields beside `@type`.
pub(crate) fn is_wrapped_in_any(full_name: &str) -> bool {
    // An Empty has no form of its own; protobuf's own C++ and Go write it so, and read both.
    full_name == "google.protobuf.Empty" || Special::of(full_name).is_some()
}
