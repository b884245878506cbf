//! tonic's modules beside ours, where names are short.

#![cfg(feature = "tonic")]
#![allow(clippy::unwrap_used)]

mod folder;

use folder::folder;
use trefoil_build::Config;

fn generate(name: &str, proto: &str, configure: impl Fn(Config) -> Config) -> String {
    let folder = folder(name, &[("a.proto", proto)]);
    let config = Config::new().protos([folder]).tonic(true);
    configure(config).generate().unwrap().code().to_owned()
}

const SERVICE: &str =
    "syntax = \"proto3\"; package a; message M {} service S { rpc R(M) returns (M); }";

#[test]
fn a_module_whose_name_is_taken_gets_an_underscore() {
    let proto = "syntax = \"proto3\"; package a;
        message SClient { message Part {} Part part = 1; }
        service S { rpc R(SClient.Part) returns (SClient); }";
    let code = generate("taken", proto, |config| config);
    assert!(code.contains("pub mod s_client {"), "{code}");
    assert!(code.contains("pub mod s_client_ {"), "{code}");
    assert!(code.contains("super::s_client::Part"), "{code}");
}

#[test]
fn a_module_waits_for_the_services_of_packages_below() {
    let below = "syntax = \"proto3\"; package a.s_client; import \"a.proto\";
        service T { rpc R(M) returns (M); }";
    let folder = folder("below", &[("a.proto", SERVICE), ("b.proto", below)]);
    let generated = Config::new()
        .protos([folder])
        .tonic(true)
        .generate()
        .unwrap();
    let code = generated.code();
    assert!(code.contains("pub mod s_client_ {"), "{code}");
    assert!(code.contains("pub trait T:"), "{code}");
}

#[test]
fn an_rpc_called_connect_leaves_the_constructor_out() {
    let proto = "syntax = \"proto3\"; package a; message M {}
        service S { rpc Connect(M) returns (M); }";
    let code = generate("connect", proto, |config| config);
    assert_eq!(code.matches("pub async fn connect").count(), 1, "{code}");
    let code = generate("no_connect", SERVICE, |config| config);
    assert_eq!(code.matches("pub async fn connect<D>").count(), 1, "{code}");
}

#[test]
fn stubs_and_servers_are_left_out_of_both() {
    let code = generate("stubs", SERVICE, |config| config.server(false));
    assert!(code.contains("pub mod s_client {") && !code.contains("pub mod s_server {"));
    let code = generate("servers", SERVICE, |config| config.client(false));
    assert!(!code.contains("pub mod s_client {") && code.contains("pub mod s_server {"));
    let code = generate("none", SERVICE, |config| config.tonic(false));
    assert!(!code.contains("tonic"), "{code}");
}

#[test]
fn services_of_other_crates_are_theirs_to_generate() {
    let code = generate("extern", SERVICE, |config| config.extern_path(".a", "::a"));
    assert!(!code.contains("tonic"), "{code}");
}

#[test]
fn primitives_and_well_known_types_are_types_of_rpcs() {
    let proto = "syntax = \"proto3\"; package a;
        import \"google/protobuf/wrappers.proto\"; import \"google/protobuf/empty.proto\";
        message Mybool {}
        service S {
          rpc R(google.protobuf.BoolValue) returns (google.protobuf.Empty);
          rpc T(Mybool) returns (google.protobuf.StringValue);
        }";
    let code = generate("primitives", proto, |config| config);
    let tonic = &code[code.find("pub mod s_client").unwrap()..];
    assert!(
        tonic.contains("IntoRequest<::core::primitive::bool>"),
        "{tonic}"
    );
    assert!(tonic.contains("super::Mybool"), "{tonic}");
    assert!(tonic.contains("prost::alloc::string::String"), "{tonic}");
}

#[test]
fn names_that_tonic_has_itself_get_an_underscore() {
    let proto = "syntax = \"proto3\"; package a; message M {}
        service Option { rpc New(M) returns (M); rpc new_(M) returns (M); rpc _(M) returns (M); }";
    let code = generate("reserved", proto, |config| config);
    let tonic = &code[code.find("pub mod option__client").unwrap()..];
    assert!(tonic.contains("pub trait Option_:"), "{tonic}");
    for (name, path) in [("new__", "New"), ("new_", "new_"), ("__", "_")] {
        let function = &tonic[tonic.find(&format!("pub async fn {name}(")).unwrap()..];
        let function = &function[..function.find("self.inner.unary").unwrap()];
        assert!(
            function.contains(&format!("\"/a.Option/{path}\"")),
            "{function}"
        );
    }
}
