//! `grpc-timeout`: one to eight digits and a unit.

use std::time::Duration;

use http::HeaderValue;

/// The largest number of eight digits.
const MAX: u128 = 99_999_999;

/// Writes a timeout in the finest unit that eight digits hold, rounded down: a peer must not believe that
/// it has more time than we give it. A whole number of milliseconds is written so, for those who read it.
pub(crate) fn encode(timeout: Duration) -> HeaderValue {
    let nanos = timeout.as_nanos();
    let micros = timeout.as_micros();
    let millis = timeout.as_millis();
    let seconds = u128::from(timeout.as_secs());
    let text = if millis <= MAX && millis > 0 && nanos.is_multiple_of(1_000_000) {
        format!("{millis}m")
    } else if nanos <= MAX {
        format!("{nanos}n")
    } else if micros <= MAX {
        format!("{micros}u")
    } else if millis <= MAX {
        format!("{millis}m")
    } else if seconds <= MAX {
        format!("{seconds}S")
    } else {
        format!("{}H", (seconds / 3600).min(MAX))
    };
    // Digits and a letter are always legal.
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static("99999999H"))
}

/// Reads a timeout; `None` if it is none.
pub(crate) fn decode(value: &HeaderValue) -> Option<Duration> {
    let (unit, digits) = value.as_bytes().split_last()?;
    if digits.is_empty() || digits.len() > 8 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = digits
        .iter()
        .fold(0_u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    match unit {
        b'n' => Some(Duration::from_nanos(number)),
        b'u' => Some(Duration::from_micros(number)),
        b'm' => Some(Duration::from_millis(number)),
        b'S' => Some(Duration::from_secs(number)),
        b'M' => Some(Duration::from_secs(number * 60)),
        b'H' => Some(Duration::from_secs(number * 3600)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_timeout_is_refused() {
        for text in [
            "",
            "1",
            "abc",
            "S",
            "100000000S",
            "-1S",
            "+1S",
            " 1S",
            "1.5S",
            "1X",
            "1s",
        ] {
            assert_eq!(decode(&HeaderValue::from_static(text)), None, "{text:?}");
        }
        assert_eq!(
            decode(&HeaderValue::from_static("0n")),
            Some(Duration::ZERO)
        );
        assert!(decode(&HeaderValue::from_static("99999999H")).is_some());
    }

    #[test]
    fn the_unit_is_the_finest_that_fits() {
        let text = |timeout| encode(timeout).to_str().unwrap().to_owned();
        assert_eq!(text(Duration::from_secs(3)), "3000m");
        assert_eq!(text(Duration::from_nanos(1)), "1n");
        assert_eq!(text(Duration::ZERO), "0n");
        assert_eq!(text(Duration::from_micros(2_999_991)), "2999991u");
        assert_eq!(text(Duration::MAX), "99999999H");
    }

    proptest! {
        #[test]
        fn a_timeout_never_grows(seconds in 0_u64..1 << 40, nanos in 0_u32..1_000_000_000) {
            let timeout = Duration::new(seconds, nanos);
            let value = encode(timeout);
            prop_assert!(value.len() <= 9);
            prop_assert!(decode(&value).unwrap() <= timeout);
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(0x20_u8..0x7f, 0..12)) {
            decode(&HeaderValue::from_bytes(&bytes).unwrap());
        }
    }
}
