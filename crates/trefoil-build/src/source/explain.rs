//! What to do about what the compiler says: most errors of newcomers are about which file knows which.

use std::path::Path;

use super::{Inputs, Sources, builtin, declaration};
use crate::error::{Error, from_protox};

/// The error as a person reads it, with the fix if one is known.
pub(super) fn explain(error: protox::Error, sources: &Sources, inputs: &Inputs) -> Error {
    let message = error.to_string();
    let file = error.file().map(str::to_owned).unwrap_or_default();
    let quoted: Vec<&str> = message.split('\'').skip(1).step_by(2).collect();
    if let Some(circle) = message.split("import cycle detected: ").nth(1) {
        return in_a_circle(circle, sources).with_source(error);
    }
    let told = from_protox(error, sources);
    match quoted.as_slice() {
        [import, ..] if message.contains("' not found") => told.help(not_found(import, inputs)),
        [name, ..] if message.contains("is not defined") => {
            match defined_elsewhere(name, &file, sources, inputs) {
                Some(help) => told.help(help),
                None => told,
            }
        }
        [name, other, ..] if message.contains("already defined in file") => {
            twice(told, name, (&file, other), sources)
        }
        _ => told,
    }
}

/// `a.proto -> b.proto -> a.proto`
fn in_a_circle(circle: &str, sources: &Sources) -> Error {
    let files: Vec<&str> = circle.split(" -> ").collect();
    let message = format!("the imports go in a circle: {circle}");
    let mut steps = files
        .windows(2)
        .filter_map(|pair| declaration::import(sources, pair[0], pair[1]));
    let mut text = match steps.next() {
        Some(first) => first.render(&message, None),
        None => message,
    };
    for place in steps {
        text.push_str(&format!("\n  = note: and on at {}", place.head()));
    }
    Error::new(text).help(match files.as_slice() {
        [file, again] if file == again => "a file does not import itself: remove the line",
        _ => {
            "move what they all need into a file of its own, which imports none of them; or put files that \
             need each other into one"
        }
    })
}

fn not_found(import: &str, inputs: &Inputs) -> String {
    let name = Path::new(import).file_name();
    let alike = inputs
        .names
        .iter()
        .find(|known| Path::new(known).file_name() == name && known.as_str() != import);
    if let Some(alike) = alike {
        return format!(
            "imports are relative to {}: write `import \"{alike}\";`",
            folders(inputs)
        );
    }
    let home = HOMES
        .iter()
        .find(|(prefix, _)| import.starts_with(prefix))
        .map(|(_, home)| format!("it is part of {home}: copy it from there, with its folders;\n"));
    let built_in = import.starts_with("google/protobuf/").then(|| {
        format!(
            "built in of google/protobuf/ are {};\n",
            builtin::NAMES.join(", ")
        )
    });
    let home = home.or(built_in).unwrap_or_default();
    format!(
        "{home}imports are looked up in {}; add further folders with Config::includes in build.rs",
        folders(inputs)
    )
}

/// Where files come from that people import without having them.
const HOMES: [(&str, &str); 6] = [
    ("google/api/", "github.com/googleapis/googleapis"),
    ("google/rpc/", "github.com/googleapis/googleapis"),
    ("google/type/", "github.com/googleapis/googleapis"),
    ("buf/validate/", "github.com/bufbuild/protovalidate"),
    ("validate/", "github.com/bufbuild/protoc-gen-validate"),
    ("gogoproto/", "github.com/gogo/protobuf"),
];

fn folders(inputs: &Inputs) -> String {
    let folders: Vec<_> = inputs
        .includes
        .iter()
        .map(|folder| format!("`{}`", folder.display()))
        .collect();
    folders.join(", ")
}

/// The import that is missing, or the package in front of the name.
fn defined_elsewhere(name: &str, file: &str, sources: &Sources, inputs: &Inputs) -> Option<String> {
    let last = name.rsplit('.').next().unwrap_or(name);
    let well_known = WELL_KNOWN.iter().find(|(type_, _)| *type_ == last);
    if let Some((type_, import)) = well_known.filter(|_| !is_elsewhere(last, inputs)) {
        let import = format!("google/protobuf/{import}.proto");
        return Some(match declaration::import(sources, file, &import) {
            Some(_) => format!("write `google.protobuf.{type_}`"),
            None => format!("add `import \"{import}\";` and write `google.protobuf.{type_}`"),
        });
    }
    let here = sources.text(file).map(declaration::package);
    for other in inputs.names.iter().filter(|other| *other != file) {
        let Some((path, text)) = inputs.read(other) else {
            continue;
        };
        if declaration::find(&path, &text, last).is_none() {
            continue;
        }
        let package = declaration::package(&text);
        let full = match package.as_str() {
            "" => last.to_owned(),
            package => format!("{package}.{last}"),
        };
        // A name of the same package, or one written in full, is found as soon as the file is imported.
        let write = match here.as_deref() == Some(package.as_str()) || name == full {
            true => String::new(),
            false => format!(" and write `{full}`"),
        };
        return match declaration::import(sources, file, other) {
            None => Some(format!("it is in {path}: add `import \"{other}\";`{write}")),
            Some(_) if !write.is_empty() => Some(format!("it is in {path}: write `{full}`")),
            Some(_) => None,
        };
    }
    None
}

fn is_elsewhere(name: &str, inputs: &Inputs) -> bool {
    inputs.names.iter().any(|file| {
        let read = inputs.read(file);
        read.is_some_and(|(path, text)| declaration::find(&path, &text, name).is_some())
    })
}

/// Types of `google.protobuf`, and the files they are in.
const WELL_KNOWN: [(&str, &str); 17] = [
    ("Any", "any"),
    ("BoolValue", "wrappers"),
    ("BytesValue", "wrappers"),
    ("DoubleValue", "wrappers"),
    ("Duration", "duration"),
    ("Empty", "empty"),
    ("FieldMask", "field_mask"),
    ("FloatValue", "wrappers"),
    ("Int32Value", "wrappers"),
    ("Int64Value", "wrappers"),
    ("ListValue", "struct"),
    ("StringValue", "wrappers"),
    ("Struct", "struct"),
    ("Timestamp", "timestamp"),
    ("UInt32Value", "wrappers"),
    ("UInt64Value", "wrappers"),
    ("Value", "struct"),
];

/// One name in two files.
fn twice(told: Error, name: &str, (file, other): (&str, &str), sources: &Sources) -> Error {
    let last = name.rsplit('.').next().unwrap_or(name);
    let place = |file: &str| declaration::find(&sources.path(file), sources.text(file)?, last);
    if same_file(&sources.path(file), &sources.path(other)) {
        return told.help(format!(
            "`{file}` and `{other}` are one file under two names: write the same one in every import, and in \
             build.rs let no folder of Config::includes lie in another"
        ));
    }
    let (here, there) = (place(file), place(other));
    let first = there.map_or_else(|| sources.path(other), |place| place.head());
    let package = |file| {
        sources
            .text(file)
            .map(declaration::package)
            .unwrap_or_default()
    };
    let fix = if here.is_none() {
        "it is a value of an enum, which counts as declared beside the enum: begin its name with the enum's, \
         as in `COLOR_UNKNOWN`"
    } else if package(file).is_empty() && package(other).is_empty() {
        "neither file has a package: give each its own, as `package greet.v1;` behind the `syntax` line, or \
         rename one of the two"
    } else {
        "a name is declared in one file: keep one and import it, rename the other, or give the files different \
         packages; if one is an old copy, remove it from the folder"
    };
    told.help(format!("it is declared first at {first};\n{fix}"))
}

fn same_file(a: &str, b: &str) -> bool {
    let real = |path: &str| std::fs::canonicalize(path).ok();
    a == b || real(a).is_some_and(|a| real(b) == Some(a))
}
