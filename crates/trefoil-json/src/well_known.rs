//! The messages of `prost_types`, which no build script generates.

use bytes::Bytes;
use prost_types as pb;

use crate::message::{Descriptors, JsonMessage, WELL_KNOWN};

macro_rules! well_known {
    ($($message:ty = $name:literal;)*) => {
        $(
            impl JsonMessage for $message {
                const FULL_NAME: &'static str = concat!("google.protobuf.", $name);
                fn descriptors() -> &'static Descriptors { &WELL_KNOWN }
            }
        )*
    };
}

// prost gives wrappers and Empty as plain values.
well_known! {
    () = "Empty";
    bool = "BoolValue";
    Bytes = "BytesValue";
    f32 = "FloatValue";
    f64 = "DoubleValue";
    i32 = "Int32Value";
    i64 = "Int64Value";
    String = "StringValue";
    u32 = "UInt32Value";
    u64 = "UInt64Value";
    Vec<u8> = "BytesValue";
    pb::Any = "Any";
    pb::Api = "Api";
    pb::DescriptorProto = "DescriptorProto";
    pb::Duration = "Duration";
    pb::Enum = "Enum";
    pb::EnumDescriptorProto = "EnumDescriptorProto";
    pb::EnumValue = "EnumValue";
    pb::Field = "Field";
    pb::FieldDescriptorProto = "FieldDescriptorProto";
    pb::FieldMask = "FieldMask";
    pb::FileDescriptorProto = "FileDescriptorProto";
    pb::FileDescriptorSet = "FileDescriptorSet";
    pb::ListValue = "ListValue";
    pb::Method = "Method";
    pb::MethodDescriptorProto = "MethodDescriptorProto";
    pb::Mixin = "Mixin";
    pb::Option = "Option";
    pb::ServiceDescriptorProto = "ServiceDescriptorProto";
    pb::SourceContext = "SourceContext";
    pb::Struct = "Struct";
    pb::Timestamp = "Timestamp";
    pb::Type = "Type";
    pb::Value = "Value";
}
