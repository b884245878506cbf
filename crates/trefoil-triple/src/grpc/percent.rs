//! The percent-encoding of `grpc-message`.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode, percent_encode};

/// What must be escaped is everything outside of 0x20 to 0x7e, and `%`. `+` need not be, but Dubbo Java
/// reads it as a blank.
const ESCAPED: &AsciiSet = &CONTROLS.add(b'%').add(b'+');

pub(super) fn encode(message: &str) -> Cow<'_, str> {
    percent_encode(message.as_bytes(), ESCAPED).into()
}

/// Reads any bytes: what cannot be decoded stands for itself, so that a broken message never costs the
/// status that it belongs to.
pub(super) fn decode(bytes: &[u8]) -> String {
    percent_decode(bytes).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_must_be_is_escaped() {
        assert_eq!(encode("no such thing: ~"), "no such thing: ~");
        assert_eq!(encode("100% ☺ + \n"), "100%25 %E2%98%BA %2B %0A");
    }

    #[test]
    fn a_broken_escape_stands_for_itself() {
        assert_eq!(decode(b"100% bad %zz + %e2%98"), "100% bad %zz + \u{fffd}");
    }

    proptest! {
        #[test]
        fn every_text_survives(text: String) {
            prop_assert_eq!(decode(encode(&text).as_bytes()), text);
        }

        #[test]
        fn no_bytes_panic(bytes: Vec<u8>) {
            decode(&bytes);
        }
    }
}
