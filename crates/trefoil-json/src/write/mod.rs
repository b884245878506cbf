//! From messages to JSON, by way of their binary form.

mod any;
mod message;
mod scalar;
mod special;

use prost_reflect::DynamicMessage;

use crate::error::{Error, Result};
use crate::message::JsonMessage;

/// Messages in one another, as in prost.
const MAX_DEPTH: usize = 100;

/// The canonical JSON of a message.
///
/// # Errors
/// As [`WriteOptions::to_vec`].
///
/// ```
/// let text = trefoil_json::to_string(&prost_types::Duration { seconds: 1, nanos: 500_000_000 })?;
/// assert_eq!(text, "\"1.500s\"");
/// # Ok::<(), trefoil_json::Error>(())
/// ```
pub fn to_string<T: JsonMessage>(message: &T) -> Result<String> {
    WriteOptions::new().to_string(message)
}

/// The canonical JSON of a message, in UTF-8.
///
/// # Errors
/// As [`WriteOptions::to_vec`].
pub fn to_vec<T: JsonMessage>(message: &T) -> Result<Vec<u8>> {
    WriteOptions::new().to_vec(message)
}

/// How JSON is written. The default is the canonical form, without blanks.
///
/// ```
/// use prost_types::EnumValue;
/// use trefoil_json::WriteOptions;
/// let message = EnumValue { name: "A".into(), ..EnumValue::default() };
/// assert_eq!(WriteOptions::new().to_string(&message)?, r#"{"name":"A"}"#);
/// assert_eq!(
///     WriteOptions::new().emit_default_values(true).to_string(&message)?,
///     r#"{"name":"A","number":0,"options":[]}"#
/// );
/// # Ok::<(), trefoil_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[must_use]
pub struct WriteOptions {
    emit_default_values: bool,
    proto_field_names: bool,
    enums_as_numbers: bool,
}

impl WriteOptions {
    /// The defaults.
    pub const fn new() -> Self {
        Self {
            emit_default_values: false,
            proto_field_names: false,
            enums_as_numbers: false,
        }
    }

    /// Writes zeros, empty strings, lists and maps too. What has presence (`optional` fields, messages, members
    /// of a oneof) stays left out if it is not set. Default: no.
    pub const fn emit_default_values(mut self, emit: bool) -> Self {
        self.emit_default_values = emit;
        self
    }

    /// Names fields as the `.proto` does, `display_name`, instead of `displayName`. Default: no.
    pub const fn proto_field_names(mut self, names: bool) -> Self {
        self.proto_field_names = names;
        self
    }

    /// Writes enums as numbers instead of names. Default: no.
    pub const fn enums_as_numbers(mut self, numbers: bool) -> Self {
        self.enums_as_numbers = numbers;
        self
    }

    /// Writes a message as text.
    ///
    /// # Errors
    /// As [`to_vec`](Self::to_vec).
    pub fn to_string<T: JsonMessage>(&self, message: &T) -> Result<String> {
        String::from_utf8(self.to_vec(message)?).map_err(|error| Error::new(error.to_string()))
    }

    /// Writes a message as UTF-8.
    ///
    /// # Errors
    /// If the message has no JSON: an `Any` of an unknown type or with damaged content, a time or duration out of
    /// range, a path of a field mask that would not come back, a `Value` that is nothing or no finite number; or if
    /// it is nested more than 100 levels deep.
    pub fn to_vec<T: JsonMessage>(&self, message: &T) -> Result<Vec<u8>> {
        let descriptor = T::descriptors().message(T::FULL_NAME)?;
        let message = DynamicMessage::decode(descriptor, message.encode_to_vec().as_slice())
            .map_err(|error| Error::new(error.to_string()))?;
        let mut writer = Writer {
            options: *self,
            out: Vec::new(),
            depth: 0,
        };
        message::write(&message, &mut writer)?;
        Ok(writer.out)
    }
}

/// A text that is being written.
struct Writer {
    options: WriteOptions,
    out: Vec<u8>,
    /// How many messages are around.
    depth: usize,
}

impl Writer {
    /// One level deeper. Messages of prost are bounded, but an `Any` begins anew, and its content is a peer's.
    fn enter(&mut self) -> Result<()> {
        self.depth += 1;
        match self.depth > MAX_DEPTH {
            true => Err(Error::new("the message is nested too deeply")),
            false => Ok(()),
        }
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }
}
