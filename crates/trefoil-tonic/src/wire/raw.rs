//! Codecs that pass messages on as bytes: tonic frames them, and nobody decodes.

use bytes::{Buf as _, BufMut as _, Bytes, BytesMut};
use tonic::codec::{BufferSettings, DecodeBuf, EncodeBuf};
use trefoil_core::Status;
use trefoil_core::codec::{Encoded, Format};

/// For tonic and for us: a message is its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Raw;

impl tonic::codec::Codec for Raw {
    type Encode = Bytes;
    type Decode = Bytes;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl tonic::codec::Encoder for Raw {
    type Item = Bytes;
    type Error = tonic::Status;

    fn encode(&mut self, item: Bytes, buffer: &mut EncodeBuf<'_>) -> Result<(), tonic::Status> {
        buffer.reserve(item.len());
        buffer.put(item);
        Ok(())
    }

    fn buffer_settings(&self) -> BufferSettings {
        settings()
    }
}

impl tonic::codec::Decoder for Raw {
    type Item = Bytes;
    type Error = tonic::Status;

    fn decode(&mut self, buffer: &mut DecodeBuf<'_>) -> Result<Option<Bytes>, tonic::Status> {
        // Shares the memory of the buffer.
        Ok(Some(buffer.copy_to_bytes(buffer.remaining())))
    }

    fn buffer_settings(&self) -> BufferSettings {
        settings()
    }
}

/// Each call has two of these buffers from its start on, and most calls are small.
fn settings() -> BufferSettings {
    BufferSettings::new(512, 32 * 1024)
}

impl trefoil_core::codec::Codec<Bytes> for Raw {
    fn encoded_len(_: Format, message: &Bytes) -> Option<usize> {
        Some(message.len())
    }

    fn encode(format: Format, message: &Bytes, buffer: &mut BytesMut) -> Result<(), Status> {
        supported(format)?;
        buffer.extend_from_slice(message);
        Ok(())
    }

    fn decode(format: Format, encoded: Encoded<'_>) -> Result<Bytes, Status> {
        supported(format)?;
        Ok(encoded.into_bytes())
    }
}

pub(super) fn supported(format: Format) -> Result<(), Status> {
    if format == Format::PROTO {
        return Ok(());
    }
    Err(Status::internal(format!(
        "the messages are encoded as `{}`, and a service or client of tonic takes `proto`",
        format.name()
    )))
}
