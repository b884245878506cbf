//! The call of prost itself, with its panics caught.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use prost_build::{Module, Service};
use prost_reflect::FileDescriptor;
use prost_types::{EnumDescriptorProto, EnumValueDescriptorProto, FileDescriptorProto};

use super::placeholders::Placeholders;
use super::rpcs::Listener;
use super::{boxed_oneofs, clashes, elsewhere, recursive_groups, spell_out, stand_ins};
use crate::error::{Error, Result};
use crate::ident;
use crate::options::Options;
use crate::source::Pool;

/// The text of each module by its path, and the services prost came by.
type Output = (BTreeMap<Vec<String>, String>, Vec<Service>);

pub(super) fn run(
    files: Vec<FileDescriptorProto>,
    pool: &Pool,
    options: &Options,
) -> Result<Output> {
    let mut options = options.clone();
    options.boxed.extend(boxed_oneofs::find(&files, &options));
    let options = &options;
    let mut elsewhere = elsewhere::paths(&files, options)?;
    give_way(&mut elsewhere, options);
    match attempt(files, options, &elsewhere) {
        Ok(done) => done,
        Err(panic) => {
            // prost does not say where it was. The first file that fails as all did, with what it imports, is the
            // one: those that it imports came before.
            let culprit = pool.descriptors.files().find(|file| {
                let files = with_imports(file).filter_map(|file| pool.with_info(&file).ok());
                let mut files: Vec<_> = files.collect();
                spell_out(&mut files);
                let clashes = clashes::find(&files, options, strips_enums(options));
                Placeholders::put(&mut files, &clashes);
                let failed = attempt(files, options, &elsewhere).err();
                failed.as_ref() == Some(&panic)
            });
            let place = culprit.map_or_else(String::new, |file| {
                format!("{}: ", pool.sources.path(file.name()))
            });
            Err(Error::new(format!(
                "{place}prost cannot generate this: {panic}"
            )))
        }
    }
}

/// Whether the values of an enum `Kind` are called `A` if they are `KIND_A`: unless prost's own settings have it
/// otherwise, which cannot be asked, but show what they do.
pub(super) fn strips_enums(options: &Options) -> bool {
    if options.prost.is_empty() {
        return true;
    }
    let value = EnumValueDescriptorProto {
        name: Some("KIND_A".to_owned()),
        number: Some(0),
        options: None,
    };
    let kind = EnumDescriptorProto {
        name: Some("Kind".to_owned()),
        value: vec![value],
        ..EnumDescriptorProto::default()
    };
    let file = FileDescriptorProto {
        name: Some("kind.proto".to_owned()),
        enum_type: vec![kind],
        ..FileDescriptorProto::default()
    };
    match attempt(vec![file], options, &[]) {
        Ok(Ok((texts, _))) => !texts.values().any(|text| text.contains("KindA")),
        _ => true,
    }
}

/// A file and all that it imports, at whatever distance.
fn with_imports(file: &FileDescriptor) -> impl Iterator<Item = FileDescriptor> {
    let mut files = BTreeMap::from([(file.name().to_owned(), file.clone())]);
    let mut open = vec![file.clone()];
    while let Some(file) = open.pop() {
        for import in file.dependencies() {
            let known = files.insert(import.name().to_owned(), import.clone());
            open.extend(known.is_none().then_some(import));
        }
    }
    files.into_values()
}

/// Takes out what a hook of prost's settings has a path for. The settings cannot be asked, but refuse one twice.
fn give_way(elsewhere: &mut Vec<(String, String)>, options: &Options) {
    while !options.prost.is_empty() && !elsewhere.is_empty() {
        let Ok(Err(error)) = attempt(Vec::new(), options, elsewhere) else {
            return;
        };
        let text = error.to_string();
        let twice = text
            .lines()
            .next()
            .and_then(|line| line.split_once(DUPLICATE));
        let before = elsewhere.len();
        elsewhere.retain(|(proto, _)| twice.is_none_or(|(_, twice)| proto != twice.trim()));
        if elsewhere.len() == before {
            return;
        }
    }
}

/// How prost refuses a path that was given before.
const DUPLICATE: &str = "duplicate extern Protobuf path: ";

/// One run of prost: its result, or else what it said when it panicked.
fn attempt(
    files: Vec<FileDescriptorProto>,
    options: &Options,
    elsewhere: &[(String, String)],
) -> std::result::Result<Result<Output>, String> {
    let listener = Listener::default();
    let mut config = configure(options, elsewhere);
    for path in recursive_groups::find(&files) {
        config.boxed(path);
    }
    config.service_generator(Box::new(listener.clone()));
    let stand_ins = stand_ins::of(&files, options);
    let files = files
        .into_iter()
        .map(|file| (Module::from_protobuf_package_name(file.package()), file));
    // Last, as the last message of a name counts, and where no package is: nobody wants their code.
    let nowhere = Module::from_parts(["stand-ins"]);
    let stand_ins = stand_ins.into_iter().map(|file| (nowhere.clone(), file));
    let requests = files.chain(stand_ins).collect();
    match catch_unwind(AssertUnwindSafe(|| config.generate(requests))) {
        Ok(Ok(texts)) => {
            let texts = texts
                .into_iter()
                .filter(|(module, _)| *module != nowhere)
                .map(|(module, text)| (ident::of_modules(&module), text))
                .collect();
            Ok(Ok((texts, listener.heard())))
        }
        Ok(Err(error)) => Ok(Err(Error::new(format!(
            "prost refuses the settings: {error}"
        ))
        .help("correct the call of Config::extern_path (or of Config::prost) in build.rs")
        .with_source(error))),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            Err(text.unwrap_or("it panicked").to_owned())
        }
    }
}

fn configure(options: &Options, elsewhere: &[(String, String)]) -> prost_build::Config {
    let codegen = format!("{}::codegen", options.runtime_path);
    let mut config = prost_build::Config::new();
    config
        // All of it is formatted later, once.
        .format(false)
        .enable_type_names()
        // What every other language writes into an Any; prost alone would write nothing.
        .type_name_domain(["."], "type.googleapis.com")
        .prost_path(format!("{codegen}::prost"))
        .prost_types_path(format!("{codegen}::prost_types"))
        .bytes(&options.bytes)
        .btree_map(&options.btree_map);
    for path in &options.boxed {
        config.boxed(path);
    }
    for (proto, rust) in options.extern_paths.iter().chain(elsewhere) {
        config.extern_path(proto, rust);
    }
    for (path, attribute) in &options.type_attributes {
        config.type_attribute(path, attribute);
    }
    for (path, attribute) in &options.field_attributes {
        config.field_attribute(path, attribute);
    }
    for hook in &options.prost {
        hook(&mut config);
    }
    config
}
