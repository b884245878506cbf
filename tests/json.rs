//! JSON of generated messages, and services that speak it.

#![deny(warnings, clippy::all, clippy::pedantic, missing_docs, unreachable_pub)]
#![allow(
    clippy::default_trait_access,
    clippy::items_after_statements,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

/// The whole corpus with its hostile names, with JSON.
pub mod corpus {
    trefoil::include_protos!("tests_json.rs");
}

use corpus::corpus::json::everything::Choice;
use corpus::corpus::json::{Clock, ClockClient, ClockServer, Color, Everything};
use prost::Message as _;
use prost_types::{Any, Duration, FieldMask, Timestamp, value::Kind};
use trefoil::json::{JsonMessage, ReadOptions, WriteOptions, from_str, to_string};
use trefoil::{Request, Response, Result};

/// That both are the same, whichever one begins with.
#[track_caller]
fn is(message: &Everything, text: &str) {
    assert_eq!(to_string(message).unwrap(), text);
    assert_eq!(from_str::<Everything>(text).unwrap(), *message);
}

#[track_caller]
fn fails<T: JsonMessage + std::fmt::Debug>(text: &str, expected: &str) {
    let error = from_str::<T>(text).unwrap_err();
    assert_eq!(error.to_string(), expected);
}

#[test]
fn numbers_of_64_bits_are_strings_and_others_are_not() {
    let message = Everything {
        small: -1,
        signed: i64::MIN,
        unsigned: u64::MAX,
        double: 1.5,
        float: 0.1,
        ..Default::default()
    };
    is(
        &message,
        r#"{"small":-1,"signed":"-9223372036854775808","unsigned":"18446744073709551615","double":1.5,"float":0.1}"#,
    );
    let read: Everything = from_str(r#"{"small":"-1e0","signed":5,"double":"1"}"#).unwrap();
    assert_eq!((read.small, read.signed), (-1, 5));
    let whole = Everything {
        double: 100.0,
        float: -2.0,
        ..Default::default()
    };
    is(&whole, r#"{"double":100,"float":-2}"#);
    let not_finite = Everything {
        double: f64::NEG_INFINITY,
        float: f32::INFINITY,
        ..Default::default()
    };
    is(&not_finite, r#"{"double":"-Infinity","float":"Infinity"}"#);
}

#[test]
fn bytes_are_base64_of_either_alphabet() {
    let message = Everything {
        data: vec![0xfb, 0xff],
        ..Default::default()
    };
    is(&message, r#"{"data":"+/8="}"#);
    for text in [r#"{"data":"-_8"}"#, r#"{"data":"+/8"}"#] {
        assert_eq!(from_str::<Everything>(text).unwrap(), message);
    }
}

#[test]
fn enums_are_names_and_unknown_ones_numbers() {
    let message = Everything {
        color: Color::Red.into(),
        colors: vec![0, 1, 7],
        ..Default::default()
    };
    is(
        &message,
        r#"{"color":"COLOR_RED","colors":["COLOR_UNSPECIFIED","COLOR_RED",7]}"#,
    );
    let numbers = WriteOptions::new().enums_as_numbers(true);
    assert_eq!(
        numbers.to_string(&message).unwrap(),
        r#"{"color":1,"colors":[0,1,7]}"#
    );
}

#[test]
fn maps_have_strings_as_keys_and_an_order() {
    let message = Everything {
        names: [(10, "b".into()), (9, "a".into())].into(),
        counts: [("x".into(), 1)].into(),
        nested: [(true, Default::default())].into(),
        ..Default::default()
    };
    is(
        &message,
        r#"{"names":{"9":"a","10":"b"},"counts":{"x":"1"},"nested":{"true":{}}}"#,
    );
}

#[test]
fn what_has_presence_is_there_if_it_is_set() {
    is(&Everything::default(), "{}");
    let message = Everything {
        maybe: Some(0),
        choice: Some(Choice::Right(0)),
        child: Some(Default::default()),
        wrapped: Some(0),
        ..Default::default()
    };
    is(
        &message,
        r#"{"maybe":0,"right":0,"child":{},"wrapped":"0"}"#,
    );
    let null = Everything {
        choice: Some(Choice::Nothing(0)),
        ..Default::default()
    };
    is(&null, r#"{"nothing":null}"#);
    let read: Everything = from_str(r#"{"maybe":null,"child":null,"names":null}"#).unwrap();
    assert_eq!(read, Everything::default());
}

#[test]
fn defaults_are_written_if_asked_for() {
    let all = WriteOptions::new().emit_default_values(true);
    let text = all.to_string(&Everything::default()).unwrap();
    assert_eq!(
        text,
        r#"{"small":0,"signed":"0","unsigned":"0","double":0,"float":0,"flag":false,"text":"","data":"","color":"COLOR_UNSPECIFIED","colors":[],"names":{},"counts":{},"nested":{},"children":[],"snakeCaseName":"","other":"","favourites":{}}"#
    );
}

#[test]
fn names_are_camel_case_or_as_declared() {
    let message = Everything {
        snake_case_name: "a".into(),
        renamed: "b".into(),
        ..Default::default()
    };
    is(&message, r#"{"snakeCaseName":"a","other":"b"}"#);
    let declared = r#"{"snake_case_name":"a","renamed":"b"}"#;
    let names = WriteOptions::new().proto_field_names(true);
    assert_eq!(names.to_string(&message).unwrap(), declared);
    assert_eq!(from_str::<Everything>(declared).unwrap(), message);
}

#[test]
fn well_known_types_have_forms_of_their_own() {
    let value = |kind| prost_types::Value { kind: Some(kind) };
    let message = Everything {
        time: Some(Timestamp {
            seconds: 1,
            nanos: 20_000_000,
        }),
        span: Some(Duration {
            seconds: 0,
            nanos: -500_000,
        }),
        mask: Some(FieldMask {
            paths: vec!["user.display_name".into(), "photo".into()],
        }),
        object: Some(prost_types::Struct {
            fields: [("k".to_owned(), value(Kind::BoolValue(true)))].into(),
        }),
        value: Some(value(Kind::NullValue(0))),
        list: Some(prost_types::ListValue {
            values: vec![
                value(Kind::NumberValue(1.0)),
                value(Kind::StringValue("s".into())),
            ],
        }),
        wrapped: Some(7),
        empty: Some(()),
        ..Default::default()
    };
    is(
        &message,
        r#"{"time":"1970-01-01T00:00:01.020Z","span":"-0.000500s","mask":"user.displayName,photo","object":{"k":true},"value":null,"list":[1,"s"],"wrapped":"7","empty":{}}"#,
    );
}

#[test]
fn an_any_is_its_message_beside_its_type() {
    let inner = Everything {
        small: 1,
        ..Default::default()
    };
    let any = |type_url: &str, value| Everything {
        any: Some(Any {
            type_url: format!("type.googleapis.com/{type_url}"),
            value,
        }),
        ..Default::default()
    };
    is(
        &any("corpus.json.Everything", inner.encode_to_vec()),
        r#"{"any":{"@type":"type.googleapis.com/corpus.json.Everything","small":1}}"#,
    );
    is(
        &any(
            "google.protobuf.Duration",
            Duration {
                seconds: 1,
                nanos: 0,
            }
            .encode_to_vec(),
        ),
        r#"{"any":{"@type":"type.googleapis.com/google.protobuf.Duration","value":"1s"}}"#,
    );
    // The type may come last.
    let last = r#"{"any":{"small":1,"@type":"type.googleapis.com/corpus.json.Everything"}}"#;
    assert_eq!(
        from_str::<Everything>(last).unwrap(),
        any("corpus.json.Everything", inner.encode_to_vec())
    );
    let unknown = any("no.Such", vec![]);
    assert_eq!(
        to_string(&unknown).unwrap_err().to_string(),
        "any: the message `no.Such` is not among those that were compiled together"
    );
    fails::<Everything>(
        r#"{"any":{"@type":"no.Such"}}"#,
        "any.@type: `no.Such` has no `/` before the name of a message",
    );
    fails::<Everything>(r#"{"any":{"small":1}}"#, "any: `@type` is missing");
}

#[test]
fn errors_say_where() {
    fails::<Everything>(
        r#"{"children":[{},{"nested":{"true":{"small":"x"}}}]}"#,
        r#"children[1].nested["true"].small: `x` is no number"#,
    );
    fails::<Everything>(
        r#"{"small":2147483648}"#,
        "small: 2147483648 is out of range",
    );
    fails::<Everything>(r#"{"small":1.5}"#, "small: 1.5 is no whole number in range");
    fails::<Everything>(r#"{"text":1}"#, "text: expected a string, found a number");
    fails::<Everything>(
        r#"{"color":"COLOR_BLUE"}"#,
        "color: `corpus.json.Color` has no value `COLOR_BLUE`",
    );
    fails::<Everything>(
        r#"{"unknown":1}"#,
        "`corpus.json.Everything` has no field `unknown`",
    );
    fails::<Everything>(
        r#"{"text":"a","text":"b"}"#,
        "text: the field is there twice",
    );
    fails::<Everything>(
        r#"{"left":"a","right":1}"#,
        "right: another field of the oneof `choice` is there",
    );
    fails::<Everything>(r#"{"colors":[null]}"#, "colors[0]: a list has no null");
    fails::<Everything>("[]", "expected an object, found a list");
    fails::<Everything>("{", "EOF while parsing an object at line 1 column 1");
    fails::<Everything>("{} {}", "trailing characters at line 1 column 4");
}

#[test]
fn unknown_names_are_passed_over_if_allowed() {
    let text = r#"{"new":{"a":[1]},"color":"NEW","colors":["NEW","COLOR_RED"],"favourites":{"a":"NEW","b":"COLOR_RED"},"small":1}"#;
    let lenient = ReadOptions::new().ignore_unknown_fields(true);
    let read: Everything = lenient.from_str(text).unwrap();
    let expected = Everything {
        small: 1,
        colors: vec![1],
        favourites: [("b".into(), 1)].into(),
        ..Default::default()
    };
    assert_eq!(read, expected);
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    let nested = |levels: usize| {
        format!(
            "{}{{}}{}",
            r#"{"child":"#.repeat(levels),
            "}".repeat(levels)
        )
    };
    assert!(from_str::<Everything>(&nested(90)).is_ok());
    fails::<Everything>(
        &nested(100_000),
        "recursion limit exceeded at line 1 column 1144",
    );
    assert!(from_str::<Everything>(&nested(110)).is_err());
    // An Any in an Any is bytes, whose depth nothing else bounds.
    let mut message = Everything::default();
    for _ in 0..20_000 {
        message = Everything {
            any: Some(Any {
                type_url: "/corpus.json.Everything".into(),
                value: message.encode_to_vec(),
            }),
            ..Default::default()
        };
        if message.encoded_len() > 1 << 20 {
            break;
        }
    }
    let error = to_string(&message).unwrap_err().to_string();
    assert!(
        error.ends_with("the message is nested too deeply"),
        "{error}"
    );
}

#[test]
fn proto2_and_hostile_names_have_json() {
    use corpus::corpus::proto2::{Old, old};
    let message = Old {
        name: "a".into(),
        item: vec![old::Item {
            key: "k".into(),
            color: Some(2),
        }],
        odd: Some(f64::NAN),
        ..Default::default()
    };
    let text = r#"{"name":"a","odd":"NaN","item":[{"key":"k","color":"COLOR_GREEN"}]}"#;
    assert_eq!(to_string(&message).unwrap(), text);
    assert_eq!(to_string(&from_str::<Old>(text).unwrap()).unwrap(), text);
    // A module called like the message, and neither in a package.
    let rootless = r#"{"hello":{"name":"Ada"},"nested":{}}"#;
    let message: corpus::Rootless = from_str(rootless).unwrap();
    assert_eq!(to_string(&message).unwrap(), rootless);
}

struct Fixed;

impl Clock for Fixed {
    async fn now(&self, _: Request<()>) -> Result<Response<Timestamp>> {
        Ok(Response::new(Timestamp {
            seconds: 0,
            nanos: 0,
        }))
    }

    async fn describe(&self, request: Request<Everything>) -> Result<Response<String>> {
        Ok(Response::new(request.into_inner().text))
    }
}

/// Calls a method with JSON, and returns the reply in it.
async fn call(method: usize, json: &'static str) -> Result<String> {
    use trefoil::codec::Format;
    use trefoil::{Context, Invocation, Invoker, Kind, Payload};

    let server = ClockServer::new(Fixed);
    let method = server.service().method(method).unwrap();
    let request = Payload::encoded(Format::JSON, bytes::Bytes::from_static(json.as_bytes()));
    let context = Context::of(None, None);
    let reply = server
        .invoke(Invocation::new(method, context, request))
        .await?;
    let Kind::Message(message) = reply.payload.into_kind() else {
        panic!("one message was due");
    };
    let mut buffer = bytes::BytesMut::new();
    message.encode(Format::JSON, &mut buffer)?;
    Ok(String::from_utf8(buffer.to_vec()).unwrap())
}

#[tokio::test]
async fn services_take_and_give_json() {
    assert_eq!(call(0, "{}").await.unwrap(), r#""1970-01-01T00:00:00Z""#);
    assert_eq!(
        call(1, r#"{"text":"hello","newer":1}"#).await.unwrap(),
        r#""hello""#
    );
    let status = call(1, r#"{"text":1}"#).await.unwrap_err();
    assert_eq!(
        status.message(),
        "cannot decode the message: text: expected a string, found a number"
    );
}

#[tokio::test]
async fn on_the_wire_they_are_binary_as_ever() {
    let server = trefoil::Server::builder()
        .add(ClockServer::new(Fixed))
        .export("tri://127.0.0.1:0")
        .start()
        .await
        .unwrap();
    let url = server.urls()[0].to_string();
    let clock = ClockClient::connect(url).await.unwrap();
    assert_eq!(clock.now(()).await.unwrap().into_inner().seconds, 0);
    let described = Everything {
        text: "hello".into(),
        ..Default::default()
    };
    assert_eq!(
        clock.describe(described).await.unwrap().into_inner(),
        "hello"
    );
    server.shutdown().await;
}

#[tokio::test]
async fn a_mock_answers_a_stub_that_speaks_json() {
    let mock = corpus::greet::v1::GreeterMock::new();
    let hello = || corpus::greet::v1::HelloReply {
        message: "hi".into(),
    };
    mock.expect().say_hello().returns(hello());
    mock.expect().lots_of_replies().streams([hello(), hello()]);
    let greeter = mock.client();
    let named = || corpus::greet::v1::HelloRequest { name: "Ada".into() };
    let reply = greeter.say_hello(named()).await.unwrap();
    assert_eq!(reply.into_inner().message, "hi");
    let mut replies = greeter.lots_of_replies(named()).await.unwrap().into_inner();
    let mut count = 0;
    while replies.message().await.unwrap().is_some() {
        count += 1;
    }
    assert_eq!(count, 2);
}
