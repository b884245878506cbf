//! Durations: a bare number is milliseconds (dubbo-java), else Go's spelling (dubbo-go).

use std::time::Duration;

/// Longer names first, so that `ms` is not read as `m` and a stray `s`.
const UNITS: [(&str, u128); 8] = [
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
];

/// `500`, `200ms`, `1.5s`, `1h30m`; no sign, no space.
pub(super) fn parse(text: &str) -> Option<Duration> {
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok().map(Duration::from_millis);
    }
    let mut rest = text;
    let mut nanos: u128 = 0;
    // An empty text fails in here, for want of digits.
    loop {
        let (amount, after) = split_number(rest)?;
        let (unit, after) = UNITS
            .iter()
            .find_map(|(name, nanos)| Some((*nanos, after.strip_prefix(name)?)))?;
        nanos = nanos.checked_add(scaled(amount, unit)?)?;
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    let seconds = u64::try_from(nanos / 1_000_000_000).ok()?;
    let below = u32::try_from(nanos % 1_000_000_000).ok()?;
    Some(Duration::new(seconds, below))
}

/// Splits digits and at most one point from what follows.
pub(super) fn split_number(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// `amount`, a decimal number, times `unit`, rounded down.
pub(super) fn scaled(amount: &str, unit: u128) -> Option<u128> {
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !digits(whole) || !digits(fraction) {
        return None;
    }
    let whole: u128 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    // Eighteen places are below a nanosecond and a byte for every unit there is.
    let fraction = fraction.get(..18).unwrap_or(fraction);
    let places = u32::try_from(fraction.len()).ok()?;
    let below: u128 = if fraction.is_empty() {
        0
    } else {
        fraction.parse().ok()?
    };
    let below = below.checked_mul(unit)? / 10_u128.pow(places);
    whole.checked_mul(unit)?.checked_add(below)
}

/// Milliseconds without a unit if it is whole ones, else the coarsest unit that loses nothing.
pub(super) fn print(duration: Duration) -> String {
    let nanos = duration.as_nanos();
    if nanos.is_multiple_of(1_000_000) {
        let millis = nanos / 1_000_000;
        // What does not fit the bare form has to be read back all the same.
        return if u64::try_from(millis).is_ok() {
            millis.to_string()
        } else {
            format!("{millis}ms")
        };
    }
    if nanos.is_multiple_of(1_000) {
        format!("{}us", nanos / 1_000)
    } else {
        format!("{nanos}ns")
    }
}
