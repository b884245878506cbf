//! The descriptors that are embedded and written.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod folder;

use std::fs;
use std::path::Path;

use folder::folder;
use prost_reflect::DescriptorPool;
use trefoil_build::{Config, Generated};

fn corpus(file: &str) -> Config {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/protos");
    Config::new().protos([folder.join(file)]).includes([folder])
}

fn pool(generated: &Generated) -> DescriptorPool {
    DescriptorPool::decode(generated.descriptor_set()).unwrap()
}

#[test]
fn custom_options_are_kept_and_comments_are_not() {
    let generated = corpus("options.proto").generate().unwrap();
    let pool = pool(&generated);
    let service = pool.get_service_by_name("corpus.options.Options").unwrap();
    let method = service.methods().next().unwrap();
    let rule = pool.get_extension_by_name("corpus.options.rule").unwrap();
    let options = method.options();
    let rule = options.get_extension(&rule);
    let get = rule.as_message().unwrap().get_field_by_name("get").unwrap();
    assert_eq!(get.as_str(), Some("/v1/{m}"));
    // Files that are imported are in the set, and before those that import them.
    let files: Vec<_> = pool.files().map(|file| file.name().to_owned()).collect();
    assert_eq!(files, ["google/protobuf/descriptor.proto", "options.proto"]);
    let commented = corpus("comments.proto").generate().unwrap();
    for file in self::pool(&commented).files() {
        assert!(file.file_descriptor_proto().source_code_info.is_none());
    }
}

#[test]
fn descriptors_are_embedded_if_asked_for() {
    let plain = corpus("greet.proto").generate().unwrap();
    assert!(!plain.code().contains("FILE_DESCRIPTOR_SET"));
    let with = corpus("greet.proto").descriptors(true).generate().unwrap();
    let constant = "pub const FILE_DESCRIPTOR_SET: &[::core::primitive::u8] = b\"";
    assert!(with.code().contains(constant));
    assert_eq!(plain.descriptor_set(), with.descriptor_set());
}

#[test]
fn a_service_gives_way_to_the_constant() {
    let folder = folder(
        "clash",
        &[(
            "proto/a.proto",
            "syntax = \"proto3\"; service FileDescriptorSet {}",
        )],
    );
    let config = Config::new().protos([folder.join("proto")]);
    let plain = config.generate().unwrap();
    assert!(plain.code().contains("pub static FILE_DESCRIPTOR_SET: "));
    let with = config.descriptors(true).generate().unwrap();
    assert!(with.code().contains("pub static FILE_DESCRIPTOR_SET_: "));
}

#[test]
fn a_file_of_descriptors_is_written_beside_the_code() {
    let folder = folder(
        "written",
        &[("proto/a.proto", "syntax = \"proto3\"; message A {}")],
    );
    let config = Config::new()
        .protos([folder.join("proto")])
        .out_dir(folder.join("out"))
        .descriptor_set("sets/a.bin");
    config.clone().compile().unwrap();
    let written = fs::read(folder.join("out/sets/a.bin")).unwrap();
    assert_eq!(written, config.generate().unwrap().descriptor_set());
    assert!(
        DescriptorPool::decode(written.as_slice())
            .unwrap()
            .get_message_by_name("A")
            .is_some()
    );
}

#[test]
fn options_of_methods_and_services_are_emitted() {
    let generated = corpus("options.proto").generate().unwrap();
    // What they say is read in the facade's test of the corpus.
    assert_eq!(generated.code().matches(".with_options(b\"").count(), 2);
    let plain = corpus("json.proto").generate().unwrap();
    assert!(!plain.code().contains(".with_options("));
}
