//! What a user reads when files do not know of each other, or one name is in two of them: the exact text.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod folder;

use folder::folder;
use trefoil_build::Config;

#[track_caller]
fn check(name: &str, files: &[(&str, &str)], expected: &str) {
    check_with(name, files, &["proto"], expected);
}

/// Compiles these files, each behind a `syntax` line, and compares the error.
#[track_caller]
fn check_with(name: &str, files: &[(&str, &str)], includes: &[&str], expected: &str) {
    let files = files.iter();
    let files = files.map(|(file, text)| {
        (
            format!("proto/{file}"),
            format!("syntax = \"proto3\";\n{text}"),
        )
    });
    let files: Vec<_> = files.collect();
    let files: Vec<_> = files
        .iter()
        .map(|(file, text)| (file.as_str(), text.as_str()))
        .collect();
    let folder = folder(name, &files);
    let error = Config::new()
        .protos([folder.join("proto")])
        .includes(includes.iter().map(|include| folder.join(include)))
        .generate()
        .unwrap_err();
    let error = error
        .to_string()
        .replace(&format!("{}/", folder.display()), "");
    assert_eq!(error, expected.trim_start_matches('\n'));
}

#[test]
fn a_file_below_the_folder_is_named_from_the_folder() {
    check(
        "below",
        &[("a.proto", "import \"c.proto\";\n"), ("x/c.proto", "")],
        r#"
proto/a.proto:2:1: import 'c.proto' not found
  |
2 | import "c.proto";
  | ^^^^^^^^^^^^^^^^^ imported here
  = help: imports are relative to `proto`: write `import "x/c.proto";`"#,
    );
    check(
        "folder",
        &[("a.proto", "import \"proto/c.proto\";\n"), ("c.proto", "")],
        r#"
proto/a.proto:2:1: import 'proto/c.proto' not found
  |
2 | import "proto/c.proto";
  | ^^^^^^^^^^^^^^^^^^^^^^^ imported here
  = help: imports are relative to `proto`: write `import "c.proto";`"#,
    );
}

#[test]
fn a_file_of_others_has_a_home() {
    check(
        "home",
        &[("a.proto", "import \"google/api/annotations.proto\";\n")],
        r#"
proto/a.proto:2:1: import 'google/api/annotations.proto' not found
  |
2 | import "google/api/annotations.proto";
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ imported here
  = help: it is part of github.com/googleapis/googleapis: copy it from there, with its folders;
          imports are looked up in `proto`; add further folders with Config::includes in build.rs"#,
    );
}

#[test]
fn a_slip_in_a_well_known_file_lists_them() {
    check(
        "well_known",
        &[("a.proto", "import \"google/protobuf/timestmp.proto\";\n")],
        r#"
proto/a.proto:2:1: import 'google/protobuf/timestmp.proto' not found
  |
2 | import "google/protobuf/timestmp.proto";
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ imported here
  = help: built in of google/protobuf/ are any.proto, api.proto, compiler/plugin.proto, descriptor.proto, duration.proto, empty.proto, field_mask.proto, source_context.proto, struct.proto, timestamp.proto, type.proto, wrappers.proto;
          imports are looked up in `proto`; add further folders with Config::includes in build.rs"#,
    );
}

#[test]
fn a_type_of_another_file_needs_its_import() {
    check(
        "same_package",
        &[
            ("a.proto", "package p;\nmessage A { B b = 1; }\n"),
            ("b.proto", "package p;\nmessage B {}\n"),
        ],
        r#"
proto/a.proto:3:13: name 'B' is not defined
  |
3 | message A { B b = 1; }
  |             ^ found here
  = help: it is in proto/b.proto: add `import "b.proto";`"#,
    );
    check(
        "other_package",
        &[
            ("a.proto", "package p;\nmessage A { B b = 1; }\n"),
            ("q/b.proto", "package q.v1;\nmessage B {}\n"),
        ],
        r#"
proto/a.proto:3:13: name 'B' is not defined
  |
3 | message A { B b = 1; }
  |             ^ found here
  = help: it is in proto/q/b.proto: add `import "q/b.proto";` and write `q.v1.B`"#,
    );
    check(
        "full_name",
        &[
            ("a.proto", "package p;\nmessage A { q.v1.B b = 1; }\n"),
            ("b.proto", "package q.v1;\nmessage B {}\n"),
        ],
        r#"
proto/a.proto:3:13: name 'q.v1.B' is not defined
  |
3 | message A { q.v1.B b = 1; }
  |             ^^^^^^ found here
  = help: it is in proto/b.proto: add `import "b.proto";`"#,
    );
    check(
        "imported",
        &[
            (
                "a.proto",
                "package p;\nimport \"b.proto\";\nmessage A { B b = 1; }\n",
            ),
            ("b.proto", "package q.v1;\nmessage B {}\n"),
        ],
        r"
proto/a.proto:4:13: name 'B' is not defined
  |
4 | message A { B b = 1; }
  |             ^ found here
  = help: it is in proto/b.proto: write `q.v1.B`",
    );
}

#[test]
fn a_well_known_type_needs_its_import() {
    check(
        "well_known",
        &[(
            "a.proto",
            "message A { google.protobuf.Timestamp at = 1; }\n",
        )],
        r#"
proto/a.proto:2:13: name 'google.protobuf.Timestamp' is not defined
  |
2 | message A { google.protobuf.Timestamp at = 1; }
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^ found here
  = help: add `import "google/protobuf/timestamp.proto";` and write `google.protobuf.Timestamp`"#,
    );
}

#[test]
fn a_circle_of_imports_is_shown_whole() {
    check(
        "circle",
        &[
            ("a.proto", "import \"b.proto\";\n"),
            ("b.proto", "\n  import 'c.proto'; // back again\n"),
            ("c.proto", "import \"a.proto\";\n"),
        ],
        r#"
proto/a.proto:2:1: the imports go in a circle: a.proto -> b.proto -> c.proto -> a.proto
  |
2 | import "b.proto";
  | ^^^^^^^^^^^^^^^^^
  = note: and on at proto/b.proto:3:3
  = note: and on at proto/c.proto:2:1
  = help: move what they all need into a file of its own, which imports none of them; or put files that need each other into one"#,
    );
    check(
        "itself",
        &[("a.proto", "import \"a.proto\";\n")],
        r#"
proto/a.proto:2:1: the imports go in a circle: a.proto -> a.proto
  |
2 | import "a.proto";
  | ^^^^^^^^^^^^^^^^^
  = help: a file does not import itself: remove the line"#,
    );
}

#[test]
fn two_files_that_define_one_message() {
    check(
        "message",
        &[
            ("a.proto", "package p;\nmessage M {}\n"),
            ("b.proto", "package p;\n\nmessage M {}\n"),
        ],
        r"
proto/b.proto:4:9: name 'p.M' is already defined in file 'a.proto'
  |
4 | message M {}
  |         ^ defined again here
  = help: it is declared first at proto/a.proto:3:9;
          a name is declared in one file: keep one and import it, rename the other, or give the files different packages; if one is an old copy, remove it from the folder",
    );
}

#[test]
fn two_services_without_a_package() {
    let service = "message M {}\nservice Greeter { rpc Get(M) returns (M); }\n";
    let other = service.replace('M', "N");
    check(
        "service",
        &[("a.proto", service), ("b.proto", &other)],
        r"
proto/b.proto:3:9: name 'Greeter' is already defined in file 'a.proto'
  |
3 | service Greeter { rpc Get(N) returns (N); }
  |         ^^^^^^^ defined again here
  = help: it is declared first at proto/a.proto:3:9;
          neither file has a package: give each its own, as `package greet.v1;` behind the `syntax` line, or rename one of the two",
    );
}

#[test]
fn values_of_two_enums() {
    check(
        "values",
        &[
            ("a.proto", "package p;\nenum A { UNKNOWN = 0; }\n"),
            ("b.proto", "package p;\nenum B { UNKNOWN = 0; }\n"),
        ],
        r"
proto/b.proto:3:10: name 'p.UNKNOWN' is already defined in file 'a.proto'
  |
3 | enum B { UNKNOWN = 0; }
  |          ^^^^^^^ defined again here
  = help: it is declared first at proto/a.proto;
          it is a value of an enum, which counts as declared beside the enum: begin its name with the enum's, as in `COLOR_UNKNOWN`",
    );
}

#[test]
fn one_file_under_two_names() {
    check_with(
        "two_names",
        &[
            ("a.proto", "import \"b.proto\";\nimport \"x/b.proto\";\n"),
            ("x/b.proto", "message B {}\n"),
        ],
        &["proto", "proto/x"],
        r"
proto/x/b.proto:2:9: name 'B' is already defined in file 'b.proto'
  |
2 | message B {}
  |         ^ defined again here
  = help: `x/b.proto` and `b.proto` are one file under two names: write the same one in every import, and in build.rs let no folder of Config::includes lie in another",
    );
}
