//! Golden tests: what each stage makes of one file, kept in `tests/golden`.
//!
//! `UPDATE_GOLDEN=1 cargo test -p trefoil-build` writes what is made now.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;

use crate::model::Model;
use crate::options::Options;
use crate::source::{self, Pool};
use crate::{config, file, messages, model, tokens};

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn pool(name: &str) -> Pool {
    let folder = at("../../tests/protos");
    let inputs = source::discover(&[folder.join(name)], &[folder]).unwrap();
    source::compile(&inputs).unwrap()
}

fn model(pool: &Pool) -> Model {
    let messages = messages::generate(pool, &Options::default()).unwrap();
    let mut tree = file::Tree::default();
    for (path, unit) in messages.units {
        tree.module(&path).add_messages(unit);
    }
    model::build(pool, &messages.rpcs, tree.taken(), &Options::default()).unwrap()
}

fn pretty(items: impl IntoIterator<Item = TokenStream>) -> String {
    let items = items.into_iter();
    prettyplease::unparse(&syn::parse2(quote!(#(#items)*)).unwrap())
}

#[track_caller]
fn golden(name: &str, actual: &str) {
    let path = at("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if expected == actual {
        return;
    }
    let differs = expected
        .lines()
        .zip(actual.lines())
        .position(|(old, new)| old != new);
    let first = differs.unwrap_or(expected.lines().count().min(actual.lines().count()));
    let excerpt = |text: &str, sign: char| {
        let lines = text.lines().skip(first.saturating_sub(2)).take(8);
        lines
            .map(|line| format!("{sign} {line}\n"))
            .collect::<String>()
    };
    panic!(
        "{name} differs from line {} on; UPDATE_GOLDEN=1 accepts it\n{}{}",
        first + 1,
        excerpt(&expected, '-'),
        excerpt(actual, '+')
    );
}

#[test]
fn source_makes_descriptors() {
    let pool = pool("services_only.proto");
    let mut out = String::new();
    for file in pool.descriptors.files() {
        let proto = file.file_descriptor_proto();
        writeln!(out, "{} ({})", file.name(), file.package_name()).unwrap();
        for message in &proto.message_type {
            writeln!(out, "  message {}", message.name()).unwrap();
        }
        for service in &proto.service {
            writeln!(out, "  service {}", service.name()).unwrap();
            for method in &service.method {
                let (input, output) = (method.input_type(), method.output_type());
                writeln!(out, "    rpc {}({input}) returns ({output})", method.name()).unwrap();
            }
        }
    }
    golden("source.txt", &out);
}

#[test]
fn messages_are_text_by_module() {
    let messages = messages::generate(&pool("comments.proto"), &Options::default()).unwrap();
    let texts = messages.units.into_iter().map(|(_, unit)| unit.text);
    golden("messages.rs", &texts.collect::<String>());
}

#[test]
fn model_decides_names() {
    let mut out = String::new();
    for name in [
        "rpc_names.proto",
        "service_names.proto",
        "service_clashes.proto",
    ] {
        for service in model(&pool(name)).services {
            let names = &service.names;
            writeln!(
                out,
                "{}: {} {} {} {}<{}>",
                service.full_name,
                names.trait_,
                names.client,
                names.server,
                names.descriptor,
                names.parameter
            )
            .unwrap();
            for method in &service.methods {
                writeln!(
                    out,
                    "  {} {:?} {}",
                    method.proto_name, method.kind, method.name
                )
                .unwrap();
            }
        }
    }
    golden("model.txt", &out);
}

#[test]
fn tokens_are_items() {
    for (name, proto) in [
        ("tokens_greet.rs", "greet.proto"),
        ("tokens_deprecated.rs", "deprecated.proto"),
        ("tokens_well_known.rs", "well_known.proto"),
    ] {
        let pool = pool(proto);
        let comments = messages::generate(&pool, &Options::default())
            .unwrap()
            .comments;
        let services = model(&pool).services;
        let items = services
            .iter()
            .flat_map(|s| tokens::of_service(s, &Options::default()).unwrap());
        golden(name, &comments.put_back(&pretty(items)));
    }
}

#[test]
fn file_is_one_tree() {
    for (name, proto) in [
        ("file_greet.rs", "greet.proto"),
        ("file_none.rs", "package_none.proto"),
        ("file_packages.rs", "packages/ab.proto"),
    ] {
        golden(
            name,
            &config::generate(&pool(proto), &Options::default())
                .unwrap()
                .0,
        );
    }
}

#[test]
fn json_is_one_item_and_another_codec() {
    let options = Options {
        json: true,
        ..Options::default()
    };
    golden(
        "file_json.rs",
        &config::generate(&pool("greet.proto"), &options).unwrap().0,
    );
}

#[test]
fn a_mock_is_a_table_for_a_macro() {
    let options = Options {
        mock: true,
        ..Options::default()
    };
    let services = model(&pool("greet.proto")).services;
    let mock = |options: &Options| tokens::mock_of_service(&services[0], options).unwrap();
    let tokens = mock(&options).unwrap();
    golden("tokens_mock.rs", &pretty([tokens]));
    assert!(mock(&Options::default()).is_none());
}

#[test]
fn four_methods_are_at_most_1300_tokens() {
    /// As the compiler counts: `::` is one token.
    fn leaves(tokens: TokenStream) -> usize {
        let count = |tree| match tree {
            TokenTree::Group(group) => leaves(group.stream()),
            TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint => 0,
            _ => 1,
        };
        tokens.into_iter().map(count).sum()
    }
    fn without_docs(items: &[TokenStream]) -> TokenStream {
        use syn::visit_mut::VisitMut;
        struct Strip;
        impl VisitMut for Strip {
            fn visit_attributes_mut(&mut self, attributes: &mut Vec<syn::Attribute>) {
                attributes.retain(|attribute| !attribute.path().is_ident("doc"));
            }
        }
        let mut file: syn::File = syn::parse2(quote!(#(#items)*)).unwrap();
        Strip.visit_file_mut(&mut file);
        quote!(#file)
    }
    let services = model(&pool("greet.proto")).services;
    let items = tokens::of_service(&services[0], &Options::default()).unwrap();
    let count = leaves(without_docs(&items));
    println!("{count} tokens");
    assert!(count <= 1300, "{count} tokens");
}

#[cfg(feature = "tonic")]
#[test]
fn tonic_stands_beside() {
    let options = Options {
        tonic: true,
        ..Options::default()
    };
    for (name, proto) in [
        ("file_tonic.rs", "greet.proto"),
        ("file_tonic_well_known.rs", "well_known.proto"),
    ] {
        golden(name, &config::generate(&pool(proto), &options).unwrap().0);
    }
}
