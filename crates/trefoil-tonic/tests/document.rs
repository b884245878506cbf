//! The code of docs/from-tonic.md is the example's, which is compiled and run.

use std::fs;
use std::path::Path;

fn lines(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_block_of_the_document_is_in_the_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = fs::read_to_string(root.join("../../docs/from-tonic.md")).unwrap();
    let files = fs::read_dir(root.join("examples/from_tonic")).unwrap();
    let example: String = files
        .map(|file| lines(&fs::read_to_string(file.unwrap().path()).unwrap()) + "\n")
        .collect();
    let blocks: Vec<_> = document
        .split("```rust,ignore\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect();
    assert!(blocks.len() >= 8, "{}", blocks.len());
    for block in blocks {
        assert!(
            example.contains(&lines(block)),
            "not in the example:\n{block}"
        );
    }
    assert!(document.lines().count() < 200);
}
