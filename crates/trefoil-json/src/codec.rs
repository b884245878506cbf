//! The codec that generated code names.

use bytes::BytesMut;
use trefoil_core::Status;
use trefoil_core::codec::{Codec, Encoded, Format, Prost};

use crate::{JsonMessage, ReadOptions, WriteOptions};

/// Messages in [`Format::PROTO`], as [`Prost`] does it, and in [`Format::JSON`].
///
/// JSON is written canonically; fields it does not know are passed over in what it reads, as in the binary form.
///
/// ```
/// use trefoil_core::codec::{Codec, Encoded, Format};
/// use trefoil_json::Json;
/// let mut buffer = bytes::BytesMut::new();
/// Json::encode(Format::JSON, &7_i64, &mut buffer)?;
/// assert_eq!(buffer, "\"7\"");
/// let back: i64 = Json::decode(Format::JSON, Encoded::whole(&mut buffer.freeze()))?;
/// assert_eq!(back, 7);
/// # Ok::<(), trefoil_core::Status>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Json;

impl<T: JsonMessage> Codec<T> for Json {
    fn encoded_len(format: Format, message: &T) -> Option<usize> {
        match format {
            // Not known without writing it.
            Format::JSON => None,
            _ => Prost::encoded_len(format, message),
        }
    }

    fn encode(format: Format, message: &T, buffer: &mut BytesMut) -> Result<(), Status> {
        if format != Format::JSON {
            return Prost::encode(format, message, buffer);
        }
        buffer.extend_from_slice(&WriteOptions::new().to_vec(message)?);
        Ok(())
    }

    fn decode(format: Format, encoded: Encoded<'_>) -> Result<T, Status> {
        if format != Format::JSON {
            return Prost::decode(format, encoded);
        }
        ReadOptions::new()
            .ignore_unknown_fields(true)
            .from_slice(&encoded)
            .map_err(|error| {
                Status::internal(format!("cannot decode the message: {error}")).with_source(error)
            })
    }
}
