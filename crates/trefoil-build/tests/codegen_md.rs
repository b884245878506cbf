//! `docs/codegen.md` is true: its example is in the golden file, and its table has every option. So has the plugin
//! of protoc among its parameters.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Without space, and without the commas that only broken lines have.
fn squeezed(code: &str) -> String {
    let text: String = code.split_whitespace().collect();
    let text = text.replace(",)", ")").replace(",>", ">");
    // A closure that is the last argument keeps its braces or not.
    text.replace("},)", "})")
}

#[test]
fn the_example_is_what_is_generated() {
    let docs = read("../../docs/codegen.md");
    let mut examples = 0;
    for part in docs.split("<!-- codegen: ").skip(1) {
        let (file, rest) = part.split_once(" -->\n```rust,ignore\n").unwrap();
        let (example, _) = rest.split_once("\n```").unwrap();
        let golden = squeezed(&read(file));
        let mut golden = golden.as_str();
        let lines = example.lines().filter(|line| {
            let line = line.trim_start();
            !line.starts_with("//") || line.starts_with("///")
        });
        let code: Vec<&str> = lines.collect();
        for piece in code.split(|line| line.trim() == "..") {
            let piece = squeezed(&piece.join("\n"));
            let at = golden.find(&piece);
            golden = match at {
                Some(at) => &golden[at + piece.len()..],
                None => panic!("{file} does not have, behind what stood before it:\n{piece}"),
            };
        }
        examples += 1;
    }
    assert_eq!(examples, 1);
}

#[test]
fn the_table_has_every_option() {
    let docs = read("../../docs/codegen.md");
    let (_, table) = docs.split_once("\n## Options\n").unwrap();
    let (table, _) = table.split_once("\n## ").unwrap();
    for name in options() {
        assert!(
            table.contains(&format!("\n| `{name}` |")),
            "`{name}` is missing"
        );
    }
}

#[test]
fn the_plugin_of_protoc_has_every_option_that_can_be_a_parameter() {
    // What protoc itself decides (files, folders, where it all goes), what ends a build.rs, and a closure.
    const NO_PARAMETERS: [&str; 9] = [
        "check",
        "compile",
        "descriptor_set",
        "generate",
        "includes",
        "out_dir",
        "prost",
        "protos",
        "source",
    ];
    let source = read("src/plugin.rs");
    let (_, list) = source.split_once("\"there are ").unwrap();
    let (list, _) = list.split_once("\",\n").unwrap();
    let list = list.replace("\\\n", "");
    let list: Vec<&str> = list.split(',').map(str::trim).collect();
    for name in options() {
        let is_parameter = !NO_PARAMETERS.contains(&name.as_str());
        let documented = source.contains(&format!("`{name}="));
        assert_eq!(documented, is_parameter, "`{name}` in the table");
        let obeyed = source.contains(&format!("\n        \"{name}\" => "));
        assert_eq!(obeyed, is_parameter, "`{name}` in `set`");
        let listed = list.contains(&name.as_str());
        assert_eq!(listed, is_parameter, "`{name}` in the error");
    }
}

/// The methods of `Config`, but for `new`.
fn options() -> Vec<String> {
    let source = read("src/config.rs");
    let methods = source.split("    pub fn ").skip(1);
    let methods = methods.filter_map(|method| {
        let (name, arguments) = method.split_once('(')?;
        // Nor what reads a `Generated`.
        let sets = arguments.starts_with("mut self") || arguments.starts_with("self");
        (sets || name == "generate").then(|| name.to_owned())
    });
    let methods: Vec<String> = methods.collect();
    assert!(methods.len() > 10);
    methods
}
