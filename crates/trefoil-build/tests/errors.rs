//! What a user reads when something is wrong: the exact text.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod folder;

use std::fs;
use std::path::PathBuf;

use trefoil_build::Config;

/// A folder of its own for each test, with these files in it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        Self(folder::folder(name, files))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The error of compiling `proto`, with the folder's own path left out.
    fn error(&self) -> String {
        self.error_of(Config::new().protos([self.path("proto")]))
    }

    fn error_of(&self, config: Config) -> String {
        let config = config.out_dir(self.path("out"));
        let error = config.compile().unwrap_err();
        assert_eq!(
            format!("{error}"),
            format!("{error:?}"),
            "main prints Debug"
        );
        error
            .to_string()
            .replace(&format!("{}/", self.0.display()), "")
    }
}

#[track_caller]
fn check(name: &str, proto: &str, expected: &str) {
    let folder = Folder::new(name, &[("proto/a.proto", proto)]);
    assert_eq!(folder.error(), expected.trim_start_matches('\n'));
}

#[test]
fn syntax() {
    check(
        "syntax",
        "syntax = \"proto3\";\nmessage M {\n\tstring name 1;\n}\n",
        r"
proto/a.proto:3:14: expected '=', but found '1'
  |
3 | 	string name 1;
  | 	            ^ found here",
    );
}

#[test]
fn end_of_file() {
    check(
        "eof",
        "syntax = \"proto3\";\nmessage M {",
        r"
proto/a.proto:2:12: expected a message field, oneof, reserved range, enum, message, option or '}', but reached end of file
  |
2 | message M {
  |            ^",
    );
}

#[test]
fn unknown_type() {
    let proto = "syntax = \"proto3\";\npackage p;\nservice S {\n  rpc Get(M) returns (Gone);\n}\nmessage M {}\n";
    check(
        "unknown",
        proto,
        r"
proto/a.proto:4:23: name 'Gone' is not defined
  |
4 |   rpc Get(M) returns (Gone);
  |                       ^^^^ found here",
    );
}

#[test]
fn defined_twice() {
    check(
        "twice",
        "syntax = \"proto3\";\nmessage M {}\nmessage M {}\n",
        r"
proto/a.proto:3:9: name 'M' is defined twice
  |
3 | message M {}
  |         ^ defined again here
  = note: first defined here: proto/a.proto:2:9",
    );
}

#[test]
fn missing_import() {
    check(
        "import",
        "syntax = \"proto3\";\nimport \"gone.proto\";\n",
        r#"
proto/a.proto:2:1: import 'gone.proto' not found
  |
2 | import "gone.proto";
  | ^^^^^^^^^^^^^^^^^^^^ imported here
  = help: imports are looked up in `proto`; add further folders with Config::includes in build.rs"#,
    );
}

#[test]
fn error_in_an_import() {
    let folder = Folder::new(
        "imported",
        &[
            (
                "proto/a.proto",
                "syntax = \"proto3\";\nimport \"b/c.proto\";\n",
            ),
            (
                "proto/b/c.proto",
                "syntax = \"proto3\";\nmessage M { Gone gone = 1; }\n",
            ),
        ],
    );
    assert_eq!(
        folder.error(),
        r"proto/b/c.proto:2:13: name 'Gone' is not defined
  |
2 | message M { Gone gone = 1; }
  |             ^^^^ found here"
    );
}

#[test]
fn editions() {
    check(
        "edition",
        "// c\nedition = \"2023\";\nmessage M {}\n",
        r#"
proto/a.proto:2:1: protox, which reads the files, knows proto2 and proto3, not edition 2023
  |
2 | edition = "2023";
  | ^^^^^^^^^^^^^^^^
  = help: let protoc read it: `.source(trefoil_build::Source::VendoredProtoc)` in build.rs, with the feature
          `vendored-protoc` of trefoil-build; or write `syntax = "proto3";`, and `optional` before fields
          whose presence matters"#,
    );
}

#[test]
fn packages_of_underscores() {
    check(
        "nameless_package",
        "syntax = \"proto3\";\npackage a._;\n",
        "
proto/a.proto: the package `a._` has no name as a module in Rust
  = help: give the package a name with a letter or digit in each part",
    );
}

#[test]
fn missing_folder() {
    let folder = Folder::new("missing", &[]);
    assert_eq!(folder.error(), "\
the folder `proto` does not exist (proto)
  = help: create it and put the .proto files in it, or name the folder they are in: trefoil_build::compile(\"path/to/folder\") in build.rs");
    let file = Config::new().protos([folder.path("a.proto")]);
    assert_eq!(
        folder.error_of(file),
        "\
the file `a.proto` does not exist (a.proto)
  = help: create it, or correct its path in build.rs"
    );
}

#[test]
fn missing_include() {
    let folder = Folder::new("include", &[("proto/a.proto", "")]);
    let config = Config::new()
        .protos([folder.path("proto")])
        .includes([folder.path("gone")]);
    assert_eq!(
        folder.error_of(config),
        "\
the include folder `gone` does not exist (gone)
  = help: create it, or take it out of Config::includes in build.rs"
    );
}

#[test]
fn no_files() {
    let folder = Folder::new(
        "none",
        &[("proto/readme.md", ""), ("proto/.hidden/a.proto", "")],
    );
    assert_eq!(
        folder.error().replace(&folder.0.display().to_string(), ""),
        "\
no .proto file in `proto` or below
  = help: put your .proto files there, or name the folder they are in in build.rs"
    );
}

#[test]
fn hidden_files() {
    let folder = Folder::new("hidden", &[("one/a.proto", ""), ("two/a.proto", "")]);
    let both = [folder.path("one"), folder.path("two")];
    assert_eq!(
        folder.error_of(Config::new().protos(&both).includes(&both)),
        "\
`two/a.proto` is hidden by `one/a.proto`, which an import of \"a.proto\" finds first
  = help: put the folders in Config::includes in another order, or drop one of the files"
    );
}

#[test]
fn not_text() {
    let folder = Folder::new("binary", &[("proto/a.proto", "")]);
    fs::write(folder.path("proto/a.proto"), [0xff, 0xfe]).unwrap();
    assert_eq!(
        folder.error(),
        "\
proto/a.proto: cannot read: it is not UTF-8 text
  = help: save the file as UTF-8"
    );
}

#[test]
fn unwritable_output() {
    let folder = Folder::new("unwritable", &[("proto/a.proto", ""), ("out", "a file")]);
    assert_eq!(folder.error(), "\
cannot write `out/trefoil.rs`: File exists (os error 17)
  = help: make the folder writable for the user that runs cargo, or name another one with Config::out_dir");
}

#[test]
fn no_output() {
    let error = Config::new().protos(["proto"]).compile().unwrap_err();
    assert_eq!(
        error.to_string(),
        "\
there is no folder to write to: OUT_DIR is not set
  = help: call trefoil_build in build.rs, for which cargo sets OUT_DIR;
          anywhere else name a folder with Config::out_dir"
    );
}

#[test]
fn settings() {
    let proto =
        "syntax = \"proto3\";\npackage p;\nmessage M {}\nservice S { rpc Get(M) returns (M); }\n";
    let folder = Folder::new("settings", &[("proto/a.proto", proto)]);
    let config = || Config::new().protos([folder.path("proto")]);
    assert_eq!(
        folder.error_of(config().type_attribute(".", "derive(Eq)")),
        "\
`derive(Eq)` is no attribute: unexpected token
  = help: correct type_attribute(\".\", ..) in build.rs; an attribute looks like \"#[derive(Eq)]\""
    );
    assert_eq!(
        folder.error_of(config().runtime_path("a b")),
        "\
`a b` is no path of a crate or module: unexpected token
  = help: give Config::runtime_path something like \"::trefoil\" in build.rs"
    );
    assert_eq!(
        folder.error_of(config().extern_path("p.M", "::a b::M")),
        "\
`::a b::M`, which stands for `p.M`, is no Rust type: unexpected token
  = help: correct the path given to Config::extern_path in build.rs"
    );
    assert_eq!(
        folder.error_of(config().extern_path(".", "::a")),
        "\
`.` is no package that another crate could have
  = help: for all messages, write Config::messages_from in build.rs; Config::extern_path takes one package"
    );
    assert_eq!(
        folder.error_of(config().messages_from("a")),
        "\
`a` may lead from each module of the generated code to another place
  = help: let the path given to Config::messages_from in build.rs begin with `::` (then the name of a crate), \
         or with `crate::`"
    );
    assert_eq!(
        folder.error_of(config().extern_path("p", "::a").extern_path(".p", "::b")),
        "\
prost refuses the settings: duplicate extern Protobuf path: .p
  = help: correct the call of Config::extern_path (or of Config::prost) in build.rs"
    );
}

#[test]
fn two_custom_options_of_one_number() {
    let option = |name: &str, kind: &str, value: &str| {
        format!(
            "syntax = \"proto3\";\nimport \"google/protobuf/descriptor.proto\";\n\
             extend google.protobuf.MessageOptions {{ {kind} {name} = 50001; }}\n\
             message M{name} {{ option ({name}) = {value}; }}\n"
        )
    };
    let folder = Folder::new(
        "numbers",
        &[
            ("proto/a.proto", &option("a", "repeated string", "\"x\"")),
            ("proto/b.proto", &option("b", "int32", "7")),
        ],
    );
    assert_eq!(
        folder.error(),
        "proto/b.proto: the options cannot be read\n  = help: most likely two files extend the same \
         options by the same number: give one another number"
    );
}
