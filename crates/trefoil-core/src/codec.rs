//! How a message becomes bytes: [`Format`], [`Codec`] and the codec for prost.

use bytes::{Bytes, BytesMut};

use crate::Status;

/// The name of an encoding, as in `application/grpc+NAME`.
///
/// ```
/// use trefoil_core::codec::Format;
/// assert_eq!(Format::PROTO.name(), "proto");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Format(&'static str);

impl Format {
    /// Binary protobuf.
    pub const PROTO: Format = Format("proto");

    /// A format of another name.
    pub const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// The name.
    pub const fn name(self) -> &'static str {
        self.0
    }
}

/// Encodes and decodes messages of type `T`. Generated code names the codec; another message library is
/// another codec. A codec has no state.
///
/// [`Prost`] is the one that generated code uses.
pub trait Codec<T>: Copy + Send + Sync + 'static {
    /// How many bytes [`encode`](Codec::encode) will append, if that is cheap to know.
    fn encoded_len(format: Format, message: &T) -> Option<usize>;

    /// Appends the message.
    ///
    /// # Errors
    /// If the format is unknown or the message has no such form.
    fn encode(format: Format, message: &T, buffer: &mut BytesMut) -> Result<(), Status>;

    /// Reads a message from exactly these bytes.
    ///
    /// # Errors
    /// If the format is unknown or the bytes are no such message.
    fn decode(format: Format, bytes: Bytes) -> Result<T, Status>;
}

/// The codec of prost messages: [`Format::PROTO`].
///
/// ```
/// use trefoil_core::codec::{Codec, Format, Prost};
/// let mut buffer = bytes::BytesMut::new();
/// Prost::encode(Format::PROTO, &"text".to_owned(), &mut buffer)?;
/// let back: String = Prost::decode(Format::PROTO, buffer.freeze())?;
/// assert_eq!(back, "text");
/// # Ok::<(), trefoil_core::Status>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Prost;

impl<T: prost::Message + Default> Codec<T> for Prost {
    fn encoded_len(_: Format, message: &T) -> Option<usize> {
        Some(message.encoded_len())
    }

    fn encode(format: Format, message: &T, buffer: &mut BytesMut) -> Result<(), Status> {
        supported(format)?;
        // A BytesMut grows, so there is always room.
        message.encode_raw(buffer);
        Ok(())
    }

    fn decode(format: Format, bytes: Bytes) -> Result<T, Status> {
        supported(format)?;
        T::decode(bytes)
            .map_err(|error| Status::internal(format!("cannot decode the message: {error}")))
    }
}

fn supported(format: Format) -> Result<(), Status> {
    if format == Format::PROTO {
        return Ok(());
    }
    Err(Status::unimplemented(format!(
        "messages have no form in `{}`",
        format.name()
    )))
}
