//! Metadata in tonic's two kinds of keys and values.

use std::time::Duration;

use tonic::metadata::{BinaryMetadataValue, MetadataMap};

/// All values of a key, decoded if it ends in `-bin`.
pub(super) fn values(metadata: &MetadataMap, key: &str) -> Vec<Vec<u8>> {
    if key.ends_with("-bin") {
        let values = metadata.get_all_bin(key).into_iter();
        values
            .filter_map(|value| value.to_bytes().ok())
            .map(|bytes| bytes.to_vec())
            .collect()
    } else {
        let values = metadata.get_all(key).into_iter();
        values.map(|value| value.as_bytes().to_vec()).collect()
    }
}

/// Adds values; what is no legal value is left out.
pub(super) fn append(metadata: &mut MetadataMap, key: &'static str, values: Vec<Vec<u8>>) {
    for value in values {
        if key.ends_with("-bin") {
            metadata.append_bin(key, BinaryMetadataValue::from_bytes(&value));
        } else if let Ok(text) = value.as_slice().try_into() {
            metadata.append(key, text);
        }
    }
}

/// The time that `grpc-timeout` gives a call; tonic has it nowhere else for a handler.
pub(super) fn timeout(metadata: &MetadataMap) -> Option<Duration> {
    let text = metadata.get("grpc-timeout")?.to_str().ok()?;
    let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let amount: u64 = digits.parse().ok()?;
    Some(match unit {
        "H" => Duration::from_secs(amount.checked_mul(3600)?),
        "M" => Duration::from_secs(amount.checked_mul(60)?),
        "S" => Duration::from_secs(amount),
        "m" => Duration::from_millis(amount),
        "u" => Duration::from_micros(amount),
        "n" => Duration::from_nanos(amount),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timeouts_are_read_in_every_unit() {
        let read = |text: &'static str| {
            let mut metadata = MetadataMap::new();
            metadata.insert("grpc-timeout", text.parse().unwrap());
            timeout(&metadata)
        };
        assert_eq!(read("1M"), Some(Duration::from_secs(60)));
        assert_eq!(read("5000000u"), Some(Duration::from_secs(5)));
        assert_eq!(read("5"), None);
        assert_eq!(read("x"), None);
    }
}
