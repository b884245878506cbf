//! The header `grpc-timeout`: tonic writes it, and keeps to itself how it is read.

use std::time::Duration;

use http::{HeaderName, HeaderValue};

const GRPC_TIMEOUT: HeaderName = HeaderName::from_static("grpc-timeout");

/// The header that says how much time is left.
pub(crate) fn timeout_header(left: Duration) -> Option<(HeaderName, HeaderValue)> {
    let mut request = tonic::Request::new(());
    request.set_timeout(left);
    let headers = request.into_parts().0.into_headers();
    headers
        .get(GRPC_TIMEOUT)
        .cloned()
        .map(|value| (GRPC_TIMEOUT, value))
}

/// The time that a caller gave, if there is a header. `Err` if it is none of the form (eight digits at
/// most, and a unit).
pub(crate) fn parse_timeout(headers: &http::HeaderMap) -> Result<Option<Duration>, ()> {
    let Some(value) = headers.get(GRPC_TIMEOUT) else {
        return Ok(None);
    };
    let (digits, unit) = value.as_bytes().split_at(value.len().saturating_sub(1));
    if !(1..=8).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return Err(());
    }
    let number = std::str::from_utf8(digits)
        .ok()
        .and_then(|text| text.parse::<u64>().ok());
    let number = number.ok_or(())?;
    Ok(Some(match unit {
        b"H" => Duration::from_secs(number * 3600),
        b"M" => Duration::from_secs(number * 60),
        b"S" => Duration::from_secs(number),
        b"m" => Duration::from_millis(number),
        b"u" => Duration::from_micros(number),
        b"n" => Duration::from_nanos(number),
        _ => return Err(()),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderMap;
    use proptest::prelude::*;

    fn parsed(text: &str) -> Result<Option<Duration>, ()> {
        let value = HeaderValue::from_str(text).unwrap();
        parse_timeout(&HeaderMap::from_iter([(GRPC_TIMEOUT, value)]))
    }

    #[test]
    fn what_is_no_timeout_is_refused() {
        for text in ["", "1", "S", "100000000S", "-1S", "+1S", "1.5S", "1X", "1s"] {
            assert_eq!(parsed(text), Err(()), "{text:?}");
        }
        assert_eq!(
            parsed("99999999H").unwrap().unwrap().as_secs(),
            99_999_999 * 3600
        );
        assert_eq!(parse_timeout(&HeaderMap::new()), Ok(None));
    }

    proptest! {
        #[test]
        fn a_timeout_that_is_sent_is_read_and_never_longer(nanos in 0_u64..1 << 50) {
            let left = Duration::from_nanos(nanos);
            let (name, value) = timeout_header(left).unwrap();
            let read = parse_timeout(&HeaderMap::from_iter([(name, value)])).unwrap().unwrap();
            prop_assert!(read <= left && read.as_secs_f64() >= left.as_secs_f64() * 0.999);
        }
    }
}
