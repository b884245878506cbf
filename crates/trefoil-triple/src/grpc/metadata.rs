//! Metadata as headers, and headers as metadata.

use std::borrow::Cow;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use http::header::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};
use trefoil_core::{Metadata, MetadataSource, MetadataValue};

use super::names::CASE_MAP;

/// Unpadded when written, either way when read.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

pub(super) fn encode_bytes(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

pub(super) fn decode_bytes(text: &[u8]) -> Option<Vec<u8>> {
    BASE64.decode(text).ok()
}

/// Adds metadata to headers.
///
/// Each value of a `-bin` key has its own line, because grpc-go and grpcio fail a call with a joined one.
/// Text goes out as it is: Dubbo sends UTF-8 in attachments, and so do we. Keys that had capitals are
/// listed in `tri-header-convert`, as Dubbo Java does.
pub(crate) fn write(metadata: &Metadata, headers: &mut HeaderMap) {
    let mut cases = String::new();
    for (key, value) in metadata.iter() {
        // Written by the wire itself, on both sides.
        if key.eq_ignore_ascii_case("user-agent") {
            continue;
        }
        let (Ok(name), Some(text)) = (HeaderName::from_bytes(key.as_bytes()), header_value(value))
        else {
            continue;
        };
        if name.as_str() != key {
            let end = key.len() - if value.is_binary() { 4 } else { 0 };
            let comma = if cases.is_empty() { "" } else { "," };
            // Keys hold no character that JSON would escape.
            let _ = write!(
                cases,
                r#"{comma}"{}":"{}""#,
                &name.as_str()[..end],
                &key[..end]
            );
        }
        headers.append(name, text);
    }
    if !cases.is_empty() {
        let map = format!("{{{cases}}}");
        let encoded = utf8_percent_encode(&map, NON_ALPHANUMERIC).to_string();
        if let Ok(value) = HeaderValue::try_from(encoded) {
            headers.insert(CASE_MAP, value);
        }
    }
}

fn header_value(value: &MetadataValue) -> Option<HeaderValue> {
    if value.is_binary() {
        HeaderValue::try_from(encode_bytes(value.as_bytes())).ok()
    } else {
        HeaderValue::from_bytes(value.as_bytes()).ok()
    }
}

/// Headers as metadata, to be parsed on demand.
pub(crate) fn read(headers: HeaderMap) -> Metadata {
    Metadata::from_source(Box::new(Headers(headers)))
}

struct Headers(HeaderMap);

impl MetadataSource for Headers {
    fn parse(&self, entry: &mut dyn FnMut(Cow<'static, str>, MetadataValue)) {
        let cases = self.0.get(CASE_MAP).map(case_map).unwrap_or_default();
        for (name, value) in &self.0 {
            let name = name.as_str();
            let stem = name.strip_suffix("-bin");
            let original = cases
                .iter()
                .find(|(lower, _)| lower == stem.unwrap_or(name));
            let key = match (original, stem) {
                (Some((_, key)), Some(_)) => format!("{key}-bin"),
                (Some((_, key)), None) => key.clone(),
                (None, _) => name.to_owned(),
            };
            if stem.is_none() {
                entry(
                    key.into(),
                    MetadataValue::received(value.as_bytes().to_vec()),
                );
                continue;
            }
            // Some peers join values of one key by commas, which base64 has none of.
            for part in value.as_bytes().split(|&byte| byte == b',') {
                if let Some(bytes) = decode_bytes(part.trim_ascii()) {
                    entry(key.clone().into(), MetadataValue::binary(bytes));
                }
            }
        }
    }

    fn boxed_clone(&self) -> Box<dyn MetadataSource> {
        Box::new(Headers(self.0.clone()))
    }
}

/// `{"lower":"Original"}`, percent-encoded. What is not of that form is not used.
fn case_map(value: &HeaderValue) -> Vec<(String, String)> {
    let text = percent_decode(value.as_bytes())
        .decode_utf8_lossy()
        .into_owned();
    let strings: Vec<_> = text.split('"').skip(1).step_by(2).collect();
    strings
        .chunks_exact(2)
        .filter(|pair| pair[0].eq_ignore_ascii_case(pair[1]))
        .map(|pair| (pair[0].to_ascii_lowercase(), pair[1].to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn round_trip(metadata: &Metadata) -> (HeaderMap, Metadata) {
        let mut headers = HeaderMap::new();
        write(metadata, &mut headers);
        (headers.clone(), read(headers))
    }

    #[test]
    fn everything_that_metadata_holds_survives() {
        let mut metadata = Metadata::new();
        metadata.append("a", "1").unwrap();
        metadata.append("a", "2").unwrap();
        metadata.append("text", "héllo").unwrap();
        metadata
            .append_bin("raw-bin", vec![0, 1, 0xfe, 0xff])
            .unwrap();
        metadata.append_bin("raw-bin", vec![]).unwrap();
        let (headers, back) = round_trip(&metadata);
        assert_eq!(back, metadata);
        assert_eq!(headers["raw-bin"], "AAH+/w");
        assert_eq!(headers.get_all("raw-bin").iter().count(), 2);
    }

    #[test]
    fn the_case_of_keys_survives_as_dubbo_java_sends_it() {
        let mut metadata = Metadata::new();
        metadata.append("camelKey", "1").unwrap();
        metadata.append_bin("binKey", vec![1]).unwrap();
        let (headers, back) = round_trip(&metadata);
        assert_eq!(back, metadata);
        let map = percent_decode(headers["tri-header-convert"].as_bytes())
            .decode_utf8()
            .unwrap();
        assert_eq!(map, r#"{"camelkey":"camelKey","binkey":"binKey"}"#);
    }

    #[test]
    fn joined_and_padded_bytes_are_read_and_broken_ones_left_out() {
        let mut headers = HeaderMap::new();
        headers.append("a-bin", HeaderValue::from_static("q6s=,q6s"));
        headers.append("a-bin", HeaderValue::from_static("!!!"));
        headers.append("a-bin", HeaderValue::from_static("q6ur"));
        let metadata = read(headers);
        let values: Vec<_> = metadata
            .get_all("a-bin")
            .map(MetadataValue::as_bytes)
            .collect();
        assert_eq!(
            values,
            [&[0xab, 0xab][..], &[0xab, 0xab], &[0xab, 0xab, 0xab]]
        );
    }

    proptest! {
        #[test]
        fn no_header_panics(value in proptest::collection::vec(0x20_u8..0x7f, 0..40), upper: bool) {
            let value = HeaderValue::from_bytes(&value).unwrap();
            let mut headers = HeaderMap::new();
            headers.append("a-bin", value.clone());
            if upper {
                headers.append("tri-header-convert", value);
            }
            let _ = read(headers).len();
        }
    }
}
