//! Metadata, which is headers on tonic's side.

use std::borrow::Cow;

use http::header::{HeaderMap, HeaderName, HeaderValue};
use tonic::metadata::{BinaryMetadataValue, KeyAndValueRef, MetadataMap};
use trefoil_core::{Metadata, MetadataSource, MetadataValue};

use super::{IntoTonic, IntoTrefoil};

/// Every entry, each duplicate as one of its own. Keys become lower-case.
impl IntoTonic for Metadata {
    type Tonic = MetadataMap;

    fn into_tonic(self) -> MetadataMap {
        let mut headers = HeaderMap::new();
        write(&self, &mut headers);
        MetadataMap::from_headers(headers)
    }
}

/// Every entry but those that belong to the protocol (`grpc-*`, `content-type`, `te` and the like), and
/// bytes that are no base64. Parsed when somebody looks at it.
impl IntoTrefoil for MetadataMap {
    type Trefoil = Metadata;

    fn into_trefoil(self) -> Metadata {
        if self.is_empty() {
            return Metadata::new();
        }
        Metadata::from_source(Box::new(Headers(self)))
    }
}

/// Adds metadata to headers.
pub(crate) fn write(metadata: &Metadata, headers: &mut HeaderMap) {
    for (key, value) in metadata.iter() {
        // What came over another wire may be more than HTTP takes.
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(key.as_bytes()), header(value)) {
            // A map that is full takes no more; more than 24,000 entries reach no peer anyway.
            let _ = headers.try_append(name, value);
        }
    }
}

fn header(value: &MetadataValue) -> Result<HeaderValue, http::header::InvalidHeaderValue> {
    if value.is_binary() {
        let encoded = BinaryMetadataValue::from_bytes(value.as_bytes());
        return HeaderValue::from_bytes(encoded.as_encoded_bytes());
    }
    HeaderValue::from_bytes(value.as_bytes())
}

struct Headers(MetadataMap);

impl MetadataSource for Headers {
    fn parse(&self, entry: &mut dyn FnMut(Cow<'static, str>, MetadataValue)) {
        for found in self.0.iter() {
            match found {
                KeyAndValueRef::Ascii(key, value) => {
                    let value = value.as_encoded_bytes().to_vec();
                    entry(
                        key.as_str().to_owned().into(),
                        MetadataValue::received(value),
                    );
                }
                KeyAndValueRef::Binary(key, value) => {
                    let key = key.as_str();
                    match value.to_bytes() {
                        Ok(bytes) => entry(key.to_owned().into(), MetadataValue::binary(bytes)),
                        // Some peers join the values of one key by commas.
                        Err(_) => split(key, value.as_encoded_bytes(), entry),
                    }
                }
            }
        }
    }

    fn boxed_clone(&self) -> Box<dyn MetadataSource> {
        Box::new(Headers(self.0.clone()))
    }
}

fn split(key: &str, joined: &[u8], entry: &mut dyn FnMut(Cow<'static, str>, MetadataValue)) {
    let Ok(name) = HeaderName::from_bytes(key.as_bytes()) else {
        return;
    };
    for part in joined.split(|&byte| byte == b',') {
        let Ok(value) = HeaderValue::from_bytes(part.trim_ascii()) else {
            continue;
        };
        let alone = MetadataMap::from_headers(HeaderMap::from_iter([(name.clone(), value)]));
        if let Some(Ok(bytes)) = alone.get_bin(key).map(BinaryMetadataValue::to_bytes) {
            entry(key.to_owned().into(), MetadataValue::binary(bytes));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_bytes_are_split_and_broken_ones_left_out() {
        let mut headers = HeaderMap::new();
        headers.append("a-bin", HeaderValue::from_static("q6s=,q6s"));
        headers.append("a-bin", HeaderValue::from_static("!!!"));
        headers.append("grpc-timeout", HeaderValue::from_static("1S"));
        let metadata = MetadataMap::from_headers(headers).into_trefoil();
        let values: Vec<_> = metadata
            .get_all("a-bin")
            .map(MetadataValue::as_bytes)
            .collect();
        assert_eq!(values, [[0xab, 0xab], [0xab, 0xab]]);
        assert_eq!(metadata.len(), 2);
    }
}
