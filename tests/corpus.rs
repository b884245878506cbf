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
