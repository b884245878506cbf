//! The forms of moments and spans of time.

use std::fmt::Write as _;

use prost_types::{Duration, Timestamp};

use crate::error::{Error, Result, quoted};

/// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
const TIMESTAMPS: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;
/// 10,000 years.
const DURATIONS: std::ops::RangeInclusive<i64> = -315_576_000_000..=315_576_000_000;
const NANOS: std::ops::Range<i32> = 0..1_000_000_000;

pub(crate) fn write_timestamp(time: &Timestamp) -> Result<String> {
    if !TIMESTAMPS.contains(&time.seconds) || !NANOS.contains(&time.nanos) {
        return Err(Error::new(
            "a timestamp has its place in the years 1 to 9999, with less than a second of nanoseconds",
        ));
    }
    Ok(time.to_string())
}

pub(crate) fn read_timestamp(text: &str) -> Result<Timestamp> {
    let error = || {
        Error::new(format!(
            "`{}` is no time such as `2024-02-29T12:00:00Z`",
            quoted(text)
        ))
    };
    // prost reads more forms than there are.
    if !is_rfc3339(text.as_bytes()) {
        return Err(error());
    }
    let time: Timestamp = text.parse().map_err(|_| error())?;
    match TIMESTAMPS.contains(&time.seconds) && NANOS.contains(&time.nanos) {
        true => Ok(time),
        false => Err(error()),
    }
}

/// Whether a text looks like `2024-02-29T12:00:00.123456789+01:00`.
fn is_rfc3339(text: &[u8]) -> bool {
    let Some((start, rest)) = text.split_at_checked(19) else {
        return false;
    };
    let rest = match rest.strip_prefix(b".") {
        None => rest,
        Some(fraction) => {
            let digits = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
            if !(1..=9).contains(&digits) {
                return false;
            }
            &fraction[digits..]
        }
    };
    let offset = match rest {
        b"Z" => true,
        [b'+' | b'-', offset @ ..] => looks_like(offset, b"00:00"),
        _ => false,
    };
    looks_like(start, b"0000-00-00T00:00:00") && offset
}

/// Whether a text has a digit where the pattern has a 0, and the pattern's own bytes elsewhere.
fn looks_like(text: &[u8], pattern: &[u8]) -> bool {
    text.len() == pattern.len()
        && text.iter().zip(pattern).all(|(byte, sample)| match sample {
            b'0' => byte.is_ascii_digit(),
            sample => byte == sample,
        })
}

pub(crate) fn write_duration(duration: &Duration) -> Result<String> {
    let (seconds, nanos) = (duration.seconds, duration.nanos);
    let opposed = (seconds < 0 && nanos > 0) || (seconds > 0 && nanos < 0);
    if !DURATIONS.contains(&seconds) || nanos.unsigned_abs() > 999_999_999 || opposed {
        return Err(Error::new(
            "a duration has at most 10,000 years, and nanoseconds below a second with the same sign",
        ));
    }
    let sign = if seconds < 0 || nanos < 0 { "-" } else { "" };
    let mut text = format!("{sign}{}", seconds.unsigned_abs());
    // In groups of three digits; writing to a string cannot fail.
    let _ = match nanos.unsigned_abs() {
        0 => Ok(()),
        nanos if nanos % 1_000_000 == 0 => write!(text, ".{:03}", nanos / 1_000_000),
        nanos if nanos % 1_000 == 0 => write!(text, ".{:06}", nanos / 1_000),
        nanos => write!(text, ".{nanos:09}"),
    };
    text.push('s');
    Ok(text)
}

pub(crate) fn read_duration(text: &str) -> Result<Duration> {
    parse_duration(text)
        .ok_or_else(|| Error::new(format!("`{}` is no duration such as `1.5s`", quoted(text))))
}

fn parse_duration(text: &str) -> Option<Duration> {
    let number = text.strip_suffix('s')?;
    let (sign, number) = match number.strip_prefix('-') {
        Some(number) => (-1, number),
        None => (1, number),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return None,
        None => (number, ""),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > 9 {
        return None;
    }
    let seconds = sign * whole.parse::<i64>().ok()?;
    let nanos = i32::try_from(sign).ok()? * format!("{fraction:0<9}").parse::<i32>().ok()?;
    DURATIONS
        .contains(&seconds)
        .then_some(Duration { seconds, nanos })
}
