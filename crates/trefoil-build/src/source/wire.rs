//! Messages as the fields they are made of, without loss of those that nobody here knows.

use prost::DecodeError;
use prost::bytes::Bytes;
use prost::encoding::{DecodeContext, WireType, decode_key, decode_varint, skip_field};

/// One field as it was encoded.
pub(super) struct Field {
    pub(super) number: u32,
    /// Its content, if it has a length of its own.
    pub(super) content: Option<Bytes>,
    /// All of it, with its key.
    pub(super) encoded: Bytes,
}

/// The fields of a message in their order.
pub(super) fn fields(mut message: Bytes) -> Result<Vec<Field>, DecodeError> {
    let mut fields = Vec::new();
    while !message.is_empty() {
        let start = message.clone();
        let (number, wire_type) = decode_key(&mut message)?;
        let mut rest = message.clone();
        skip_field(wire_type, number, &mut rest, DecodeContext::default())?;
        let content = if wire_type == WireType::LengthDelimited {
            decode_varint(&mut message)?;
            Some(message.slice(..message.len() - rest.len()))
        } else {
            None
        };
        fields.push(Field {
            number,
            content,
            encoded: start.slice(..start.len() - rest.len()),
        });
        message = rest;
    }
    Ok(fields)
}

/// The contents of all fields of a number, and the message without them.
pub(super) fn split(message: Bytes, number: u32) -> Result<(Vec<Bytes>, Vec<u8>), DecodeError> {
    let (mut found, mut rest) = (Vec::new(), Vec::new());
    for field in fields(message)? {
        if field.number == number {
            found.extend(field.content);
        } else {
            rest.extend_from_slice(&field.encoded);
        }
    }
    Ok((found, rest))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_message_falls_into_its_fields_and_nothing_is_lost() {
        // 1: varint 1, 2: "ab", 1: varint 2, 3: group { 1: 0 }, 2: ""
        let message: &[u8] = &[
            0x08, 1, 0x12, 2, b'a', b'b', 0x08, 2, 0x1b, 0x08, 0, 0x1c, 0x12, 0,
        ];
        let (found, rest) = split(message.into(), 2).unwrap();
        assert_eq!(found, [&b"ab"[..], &b""[..]]);
        assert_eq!(rest, [0x08, 1, 0x08, 2, 0x1b, 0x08, 0, 0x1c]);
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        assert!(split(vec![0x12, 2, b'a'].into(), 2).is_err());
        assert!(split(vec![0x08].into(), 2).is_err());
        assert!(split(vec![0x1b, 0x08, 0].into(), 2).is_err());
    }
}
