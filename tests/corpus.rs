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
