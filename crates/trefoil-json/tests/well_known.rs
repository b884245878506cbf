//! The exact forms of the well-known types, and what is refused.

#![allow(
    clippy::needless_pass_by_value,
    clippy::unwrap_used,
    reason = "helpers of tests"
)]

use std::fmt::Debug;

use prost_types::value::Kind;
use prost_types::{Any, Duration, FieldMask, ListValue, Struct, Timestamp, Value};
use trefoil_json::{JsonMessage, from_str, to_string};

#[track_caller]
fn is<T: JsonMessage + PartialEq + Debug>(message: T, text: &str) {
    assert_eq!(to_string(&message).unwrap(), text);
    assert_eq!(from_str::<T>(text).unwrap(), message);
}

/// Texts that are none of the type.
#[track_caller]
fn refuses<T: JsonMessage>(texts: &[&str]) {
    for text in texts {
        assert!(from_str::<T>(text).is_err(), "{text}");
    }
}

#[track_caller]
fn has_no_form<T: JsonMessage + Debug>(messages: impl IntoIterator<Item = T>) {
    for message in messages {
        assert!(to_string(&message).is_err(), "{message:?}");
    }
}

fn time(seconds: i64, nanos: i32) -> Timestamp {
    Timestamp { seconds, nanos }
}

fn span(seconds: i64, nanos: i32) -> Duration {
    Duration { seconds, nanos }
}

#[test]
fn timestamps() {
    is(time(0, 0), r#""1970-01-01T00:00:00Z""#);
    is(time(-1, 1_000_000), r#""1969-12-31T23:59:59.001Z""#);
    is(time(0, 1_000), r#""1970-01-01T00:00:00.000001Z""#);
    is(time(0, 1), r#""1970-01-01T00:00:00.000000001Z""#);
    is(time(-62_135_596_800, 0), r#""0001-01-01T00:00:00Z""#);
    is(
        time(253_402_300_799, 999_999_999),
        r#""9999-12-31T23:59:59.999999999Z""#,
    );
    let offset: Timestamp = from_str(r#""1970-01-01T01:30:00.5+01:00""#).unwrap();
    assert_eq!(offset, time(1800, 500_000_000));
    refuses::<Timestamp>(&[
        r#""1970-01-01""#,
        r#""1970-01-01 00:00:00Z""#,
        r#""1970-01-01t00:00:00Z""#,
        r#""1970-01-01T00:00:00z""#,
        r#""1970-01-01T00:00:00""#,
        r#""1970-1-1T00:00:00Z""#,
        r#""1970-02-30T00:00:00Z""#,
        r#""1970-01-01T25:00:00Z""#,
        r#""1970-01-01T00:00:00.Z""#,
        r#""1970-01-01T00:00:00.0000000001Z""#,
        r#""0000-12-31T23:59:59Z""#,
        r#""0001-01-01T00:00:00+00:01""#,
        r#""1970-01-01T00:00:00+1:00""#,
        r#""1970-01-01T00:00:0é""#,
        "0",
    ]);
    has_no_form([
        time(253_402_300_800, 0),
        time(0, -1),
        time(0, 1_000_000_000),
    ]);
}

#[test]
fn durations() {
    is(span(0, 0), r#""0s""#);
    is(span(-1, -500_000_000), r#""-1.500s""#);
    is(span(0, -1_000), r#""-0.000001s""#);
    is(span(0, 1), r#""0.000000001s""#);
    is(
        span(315_576_000_000, 999_999_999),
        r#""315576000000.999999999s""#,
    );
    assert_eq!(
        from_str::<Duration>(r#""1.5s""#).unwrap(),
        span(1, 500_000_000)
    );
    refuses::<Duration>(&[
        r#""1""#,
        r#""s""#,
        r#""1.s""#,
        r#"".5s""#,
        r#""+1s""#,
        r#""1 s""#,
        r#""--1s""#,
        r#""0.0000000001s""#,
        r#""315576000001s""#,
        r#""99999999999999999999s""#,
        "1",
    ]);
    has_no_form([
        span(315_576_000_001, 0),
        span(1, -1),
        span(-1, 1),
        span(0, 1_000_000_000),
        span(i64::MIN, i32::MIN),
    ]);
}

#[test]
fn field_masks() {
    let mask = |paths: &[&str]| FieldMask {
        paths: paths.iter().map(ToString::to_string).collect(),
    };
    is(mask(&[]), r#""""#);
    is(mask(&["a", "b_c.d_e"]), r#""a,bC.dE""#);
    refuses::<FieldMask>(&[r#""a_b""#, "1"]);
    has_no_form([
        mask(&["aB"]),
        mask(&["a__b"]),
        mask(&["a_1"]),
        mask(&["a_"]),
    ]);
}

#[test]
fn structs_are_plain_json() {
    let value = |kind| Value { kind: Some(kind) };
    is(value(Kind::NullValue(0)), "null");
    is(value(Kind::NumberValue(0.25)), "0.25");
    let object = Struct {
        fields: [
            ("b".to_owned(), value(Kind::BoolValue(false))),
            (
                "a".to_owned(),
                value(Kind::ListValue(ListValue {
                    values: vec![value(Kind::StringValue("\u{1f600}\n".into()))],
                })),
            ),
        ]
        .into(),
    };
    is(object, "{\"a\":[\"\u{1f600}\\n\"],\"b\":false}");
    refuses::<Struct>(&["[]", "null", r#"{"a":1,"a":2}"#]);
    refuses::<ListValue>(&["{}", "1"]);
    refuses::<Value>(&["", "NaN", "1e999", r#""\ud800""#]);
    has_no_form([
        Value { kind: None },
        value(Kind::NumberValue(f64::NAN)),
        value(Kind::NumberValue(f64::INFINITY)),
    ]);
    // Deeper than prost reads back.
    let deep = format!("{}{}", "[".repeat(60), "]".repeat(60));
    refuses::<Value>(&[&deep]);
}

#[test]
fn wrappers_are_their_values() {
    is(true, "true");
    is(-1_i32, "-1");
    is(-1_i64, r#""-1""#);
    is(1_u32, "1");
    is(u64::MAX, r#""18446744073709551615""#);
    is(1.5_f32, "1.5");
    is(0.1_f64, "0.1");
    is("a\"b".to_owned(), r#""a\"b""#);
    is(vec![1_u8, 2, 3], r#""AQID""#);
    is(bytes::Bytes::from_static(b"\xff"), r#""/w==""#);
    is(f64::INFINITY, r#""Infinity""#);
    assert_eq!(to_string(&f32::NAN).unwrap(), r#""NaN""#);
    assert!(from_str::<f32>(r#""NaN""#).unwrap().is_nan());
    is((), "{}");
    refuses::<bool>(&["1", r#""true""#, "null"]);
    refuses::<i32>(&[
        "2147483648",
        r#"" 1""#,
        r#""1 ""#,
        r#""0x1""#,
        r#""+1""#,
        "0.5",
        "01",
    ]);
    refuses::<i64>(&["9223372036854775808", "-9223372036854775809", "1e30"]);
    refuses::<u32>(&["-1"]);
    refuses::<f32>(&["1e39", r#""inf""#, r#""nan""#, r#""1,5""#]);
    refuses::<String>(&["1", "{}"]);
    refuses::<Vec<u8>>(&[r#""A""#, r#""A*==""#, r#""-/8=""#]);
    refuses::<()>(&["null", "[]", r#"{"a":1}"#]);
}

#[test]
fn an_any_names_its_type() {
    let any = |type_url: &str, message: Vec<u8>| Any {
        type_url: type_url.to_owned(),
        value: message,
    };
    is(Any::default(), "{}");
    let duration = prost::Message::encode_to_vec(&span(1, 0));
    let inner = any("type.googleapis.com/google.protobuf.Duration", duration);
    is(
        inner.clone(),
        r#"{"@type":"type.googleapis.com/google.protobuf.Duration","value":"1s"}"#,
    );
    is(
        any(
            "/google.protobuf.Any",
            prost::Message::encode_to_vec(&inner),
        ),
        r#"{"@type":"/google.protobuf.Any","value":{"@type":"type.googleapis.com/google.protobuf.Duration","value":"1s"}}"#,
    );
    is(
        any("/google.protobuf.Empty", vec![]),
        r#"{"@type":"/google.protobuf.Empty","value":{}}"#,
    );
    refuses::<Any>(&[
        "[]",
        r#"{"@type":1}"#,
        r#"{"@type":"/google.protobuf.Duration"}"#,
        r#"{"@type":"/google.protobuf.Duration","value":"1s","more":1}"#,
        r#"{"@type":"/google.protobuf.Duration","value":"1s","value":"1s"}"#,
        r#"{"@type":"/google.protobuf.Duration","@type":"/google.protobuf.Duration","value":"1s"}"#,
        r#"{"value":"1s"}"#,
    ]);
    has_no_form([
        any("/no.Such", vec![]),
        any("google.protobuf.Empty", vec![]),
        any("/google.protobuf.Duration", vec![0xff]),
    ]);
}

#[test]
fn errors_name_the_line_of_what_is_no_json() {
    let error = trefoil_json::from_slice::<()>(b"{\n\"a\": \xff}").unwrap_err();
    assert!(error.to_string().contains("line 2 column"), "{error}");
}
