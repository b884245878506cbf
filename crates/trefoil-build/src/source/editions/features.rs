//! Features: what an edition says of itself, overridden on the way down to a field.

use prost::Message as _;
use prost_reflect::{DynamicMessage, ReflectMessage as _, Value};

use super::wire;

// The field `features` in the options of each kind of declaration (descriptor.proto).
pub(super) const FILE: u32 = 50;
pub(super) const MESSAGE: u32 = 12;
pub(super) const FIELD: u32 = 21;
pub(super) const ONEOF: u32 = 1;
pub(super) const RANGE: u32 = 50;
pub(super) const ENUM: u32 = 7;
pub(super) const VALUE: u32 = 2;
pub(super) const SERVICE: u32 = 34;
pub(super) const METHOD: u32 = 35;

/// Those of `google.protobuf.FeatureSet` that change bytes or presence.
#[derive(Clone, PartialEq, prost::Message)]
struct FeatureSet {
    #[prost(uint32, optional, tag = "1")]
    field_presence: Option<u32>,
    #[prost(uint32, optional, tag = "3")]
    repeated_field_encoding: Option<u32>,
    #[prost(uint32, optional, tag = "5")]
    message_encoding: Option<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    Explicit,
    Implicit,
    Required,
}

/// What holds at one place of a file.
#[derive(Clone, Copy)]
pub(super) struct Features {
    pub(super) presence: Presence,
    pub(super) packed: bool,
    pub(super) delimited: bool,
}

impl Features {
    /// What holds if nothing is said, in each edition so far.
    pub(super) const DEFAULT: Self = Self {
        presence: Presence::Explicit,
        packed: true,
        delimited: false,
    };

    /// What holds inside of a declaration. Its own features are taken out of its options: no older syntax
    /// has them.
    pub(super) fn overridden(
        mut self,
        declaration: &mut DynamicMessage,
        number: u32,
    ) -> Result<Self, String> {
        if !declaration.has_field_by_name("options") {
            return Ok(self);
        }
        let Some(Value::Message(options)) = declaration.get_field_by_name_mut("options") else {
            return Ok(self);
        };
        let text = |error: prost::DecodeError| error.to_string();
        let (found, rest) = wire::split(options.encode_to_vec().into(), number).map_err(text)?;
        if found.is_empty() {
            return Ok(self);
        }
        *options = DynamicMessage::decode(options.descriptor(), &rest[..]).map_err(text)?;
        if rest.is_empty() {
            declaration.clear_field_by_name("options");
        }
        for features in found {
            self.set(&FeatureSet::decode(features).map_err(text)?)?;
        }
        Ok(self)
    }

    fn set(&mut self, features: &FeatureSet) -> Result<(), String> {
        let unknown = |name: &str, value: u32| {
            Err(format!(
                "the feature `{name}` has the value {value}, which is not known"
            ))
        };
        match features.field_presence {
            None => {}
            Some(1) => self.presence = Presence::Explicit,
            Some(2) => self.presence = Presence::Implicit,
            Some(3) => self.presence = Presence::Required,
            Some(other) => return unknown("field_presence", other),
        }
        match features.repeated_field_encoding {
            None => {}
            Some(1) => self.packed = true,
            Some(2) => self.packed = false,
            Some(other) => return unknown("repeated_field_encoding", other),
        }
        match features.message_encoding {
            None => {}
            Some(1) => self.delimited = false,
            Some(2) => self.delimited = true,
            Some(other) => return unknown("message_encoding", other),
        }
        Ok(())
    }
}
