//! Every legal `.proto` compiles, and without a warning: the files of `tests/protos` have the names that
//! broke other generators.

#![deny(warnings, clippy::all, clippy::pedantic, missing_docs, unreachable_pub)]

/// The whole corpus, compiled by build.rs.
pub mod corpus {
    trefoil::include_protos!("tests.rs");
}

#[test]
fn services_with_hostile_names_are_described() {
    // That this file compiles is the test; the descriptors show that it is not empty.
    use trefoil::client::Client;
    fn methods<C: Client>() -> usize {
        C::SERVICE.methods().len()
    }
    assert_eq!(methods::<corpus::greet::v1::GreeterClient>(), 4);
}

#[test]
fn custom_options_are_read_as_a_message_of_ones_own() {
    use prost::Message;
    use trefoil::client::Client;

    /// `corpus.options.rule` is field 50001 of `google.protobuf.MethodOptions`.
    #[derive(Clone, PartialEq, Message)]
    struct Rules {
        #[prost(message, optional, tag = "50001")]
        rule: Option<corpus::corpus::options::Rule>,
    }
    let service = corpus::corpus::options::OptionsClient::SERVICE;
    let rules = Rules::decode(service.methods()[0].options()).unwrap();
    assert_eq!(rules.rule.unwrap().get, "/v1/{m}");
    assert_eq!(service.options(), b"\x92\xb5\x18\x02me");
}

#[test]
fn what_is_called_differently_in_rust_is_the_same_elsewhere() {
    use corpus::name_clashes::v1::{FooBar, FooBar_, FooBar__, Oneofs, foo_bar, foo_bar_, oneofs};
    use prost::{Message, Name};

    assert_eq!(FooBar::full_name(), "name_clashes.v1.FooBar");
    assert_eq!(
        FooBar_::type_url(),
        "type.googleapis.com/name_clashes.v1.foo_bar"
    );
    assert_eq!(
        foo_bar_::Inner::full_name(),
        "name_clashes.v1.foo_bar.Inner"
    );
    let second = FooBar_ {
        inner: Some(foo_bar_::Inner { of_second: Some(1) }),
        enums: vec![FooBar__::Two.into()],
        ..FooBar_::default()
    };
    assert_eq!(second.kind(), foo_bar_::Kind::A_);
    assert_eq!(foo_bar_::Kind::A_.as_str_name(), "A");
    assert_eq!(
        foo_bar_::Kind::from_str_name("KIND_A"),
        Some(foo_bar_::Kind::A)
    );
    assert_eq!(Oneofs::default().alias(), FooBar__::Two);
    let first = FooBar {
        foo_bar: Some("1".into()),
        foo_bar_: Some("2".into()),
        foo_bar__: Some("3".into()),
        other: Some(second),
        inner: Some(foo_bar_::Inner::default()),
        ..FooBar::default()
    };
    // Fields 1, 2 and 3, and the message of field 5.
    assert!(
        first
            .encode_to_vec()
            .starts_with(b"\x0a\x011\x12\x012\x1a\x013\x2a\x06")
    );
    let choice = Oneofs {
        choice_: Some(oneofs::ChoiceOneOf_::AB_(oneofs::Choice {})),
        ..Oneofs::default()
    };
    assert_eq!(choice.encode_to_vec(), b"\x1a\x00");
    let of_first = foo_bar::Inner { of_first: Some(1) };
    assert_eq!(of_first.encoded_len(), 2);
}
