//! How a message becomes bytes: [`Format`], [`Codec`] and the codec for prost.

use std::fmt;
use std::ops::Deref;

use bytes::{Buf, Bytes, BytesMut};

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

    /// Protobuf's JSON.
    pub const JSON: Format = Format("json");

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
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not encode `{T}`",
    note = "messages of generated code are prost's; one that `Config::extern_path` names must implement `prost::Message` and `Default`, of the prost version that trefoil has"
)]
pub trait Codec<T>: Copy + Send + Sync + 'static {
    /// How many bytes [`encode`](Codec::encode) will append, if that is cheap to know.
    fn encoded_len(format: Format, message: &T) -> Option<usize>;

    /// Appends the message.
    ///
    /// # Errors
    /// If the format is unknown or the message has no such form.
    fn encode(format: Format, message: &T, buffer: &mut BytesMut) -> Result<(), Status>;

    /// Reads a message from all of these bytes.
    ///
    /// # Errors
    /// If the format is unknown or the bytes are no such message.
    fn decode(format: Format, encoded: Encoded<'_>) -> Result<T, Status>;
}

/// An encoded message where it lies: at the front of a buffer, which may hold more behind it.
///
/// It is a [`Buf`] of one chunk; a field of `Bytes` shares the buffer's memory. What nobody has read of the
/// message leaves the buffer when this is dropped.
///
/// ```
/// use bytes::Bytes;
/// use trefoil_core::codec::Encoded;
/// let mut buffer = Bytes::from_static(b"onetwo");
/// assert_eq!(*Encoded::at_front(&mut buffer, 3), *b"one");
/// assert_eq!(Encoded::whole(&mut buffer).into_bytes(), "two");
/// ```
// Lent, not given as `Bytes`: to take a message out of its piece costs as much as to decode a small one.
pub struct Encoded<'a> {
    buffer: &'a mut Bytes,
    length: usize,
}

impl<'a> Encoded<'a> {
    /// A message of this length; of the whole buffer, if that is shorter.
    pub fn at_front(buffer: &'a mut Bytes, length: usize) -> Self {
        let length = length.min(buffer.len());
        Self { buffer, length }
    }

    /// A message that has the buffer for itself.
    pub fn whole(buffer: &'a mut Bytes) -> Self {
        let length = buffer.len();
        Self { buffer, length }
    }

    /// The bytes, without a copy.
    pub fn into_bytes(mut self) -> Bytes {
        let length = std::mem::take(&mut self.length);
        self.buffer.split_to(length)
    }
}

impl Deref for Encoded<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.buffer[..self.length]
    }
}

impl Buf for Encoded<'_> {
    fn remaining(&self) -> usize {
        self.length
    }

    fn chunk(&self) -> &[u8] {
        self
    }

    fn advance(&mut self, count: usize) {
        assert!(count <= self.length, "a read beyond the end of a message");
        self.buffer.advance(count);
        self.length -= count;
    }

    fn copy_to_bytes(&mut self, length: usize) -> Bytes {
        assert!(length <= self.length, "a read beyond the end of a message");
        self.length -= length;
        self.buffer.split_to(length)
    }
}

impl Drop for Encoded<'_> {
    fn drop(&mut self) {
        self.buffer.advance(self.length);
        if self.buffer.is_empty() {
            // An empty view keeps all of the memory it was cut from.
            *self.buffer = Bytes::new();
        }
    }
}

impl fmt::Debug for Encoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Encoded({} bytes)", self.length)
    }
}

/// The codec of prost messages: [`Format::PROTO`].
///
/// ```
/// use trefoil_core::codec::{Codec, Encoded, Format, Prost};
/// let mut buffer = bytes::BytesMut::new();
/// Prost::encode(Format::PROTO, &"text".to_owned(), &mut buffer)?;
/// let back: String = Prost::decode(Format::PROTO, Encoded::whole(&mut buffer.freeze()))?;
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

    fn decode(format: Format, encoded: Encoded<'_>) -> Result<T, Status> {
        supported(format)?;
        T::decode(encoded)
            .map_err(|error| Status::internal(format!("cannot decode the message: {error}")))
    }
}

#[inline]
fn supported(format: Format) -> Result<(), Status> {
    if format == Format::PROTO {
        return Ok(());
    }
    Err(Status::unimplemented(format!(
        "messages have no form in `{}`",
        format.name()
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts how many buffers of its kind are there.
    struct Counted(
        Vec<u8>,
        #[allow(dead_code, reason = "it is counted")] std::sync::Arc<()>,
    );

    impl AsRef<[u8]> for Counted {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }

    #[test]
    fn a_buffer_whose_last_message_was_read_is_free() {
        let alive = std::sync::Arc::new(());
        let owner = Counted(vec![10, 2, b'h', b'i'], alive.clone());
        let mut buffer = Bytes::from_owner(owner);
        let text: String = Prost::decode(Format::PROTO, Encoded::whole(&mut buffer)).unwrap();
        assert_eq!(text, "hi");
        assert_eq!(std::sync::Arc::strong_count(&alive), 1);
        assert!(buffer.is_empty());
    }
}
