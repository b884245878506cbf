use super::{lines, unmarked};

#[track_caller]
fn check(comment: &str, expected: &[&str]) {
    assert_eq!(lines(comment), expected);
}

#[test]
fn text_stays_text() {
    check(
        " One.\n\n Two *three* `four<T>` [five](https://six.example/).\n",
        &[
            " One.",
            "",
            " Two *three* `four<T>` [five](https://six.example/).",
        ],
    );
    check("", &[]);
    check(" \n \n", &[]);
    check(
        " - one\n   two\n     - three\n 1. four\n",
        &[" - one", "   two", "    - three", " 1. four"],
    );
}

#[test]
fn code_is_never_rust() {
    check(
        " See:\n ```rust\n  let x = 1;\n ```\n",
        &[" See:", "", " ```text", " let x = 1;", " ```"],
    );
    check(" ~~~\n a ``` b\n", &[" ````text", " a ``` b", " ````"]);
    check(
        " See:\n\n     a()\n       b()\n\n Then.",
        &[
            " See:", "", " ```text", " a()", "   b()", " ```", "", " Then.",
        ],
    );
    check(
        " See:\n\n\t\ta()\n",
        &[" See:", "", " ```text", " a()", " ```"],
    );
    check(
        " - ```rust\n   panic!()\n   ```\n",
        &[" - \\`\\`\\`rust", "   panic!()", "", " ```text", " ```"],
    );
}

#[test]
fn lists_and_quotations_cannot_hide_code() {
    check(" -      a()\n", &[" - a()"]);
    check(" >     a()\n", &[" > a()"]);
    check(" - x\n\n          a()\n", &[" - x", "", "    a()"]);
    check(" # Title\n     a()\n", &[" # Title", "    a()"]);
}

#[test]
fn links_and_tags() {
    check(
        " [Foo][bar.Foo] and [0, 9) and List<String>",
        &[" \\[Foo\\]\\[bar.Foo\\] and \\[0, 9) and List\\<String>"],
    );
    check(" [Foo](Foo)", &[" \\[Foo\\](Foo)"]);
    check(
        " See https://a.example/b_c, or (http://d.example).",
        &[" See <https://a.example/b_c>, or (<http://d.example>)."],
    );
    check(" <https://a.example> <b>", &[" <https://a.example> \\<b>"]);
    check(" \\[a\\] an `open tick", &[" \\[a\\] an \\`open tick"]);
    check(" ``a ` b`` [c]", &[" ``a ` b`` \\[c\\]"]);
}

#[test]
fn tricks_with_characters() {
    check(" a\u{202e}b\rc\u{0}", &[" abc"]);
    check(
        " \"quoted\" \\ */ #[doc]",
        &[" \"quoted\" \\ */ #\\[doc\\]"],
    );
}

#[test]
fn marks_of_other_languages() {
    assert_eq!(unmarked("* one\n two\n"), " one\n two\n");
    assert_eq!(unmarked("/ one\n/ two\n"), " one\n two");
    assert_eq!(unmarked("! one\n"), " one");
    assert_eq!(unmarked(" * item\n * item\n"), " * item\n * item\n");
    assert_eq!(unmarked("/ one\n two\n"), "/ one\n two\n");
    assert_eq!(unmarked(""), "");
}

/// Whatever comes in, nothing comes out that markdown could take for a code block but fences of text.
#[test]
fn no_input_makes_a_code_block() {
    let parts = [
        "    ", "\t", "- ", "> ", "1. ", "```", "~~~", "rust", "a", "\n", "\n\n", "#", " ",
    ];
    let mut state = 7_u64;
    for _ in 0..20_000 {
        let mut comment = String::new();
        for _ in 0..12 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            comment.push_str(parts[(state >> 33) as usize % parts.len()]);
        }
        let mut fence: Option<String> = None;
        for line in lines(&comment) {
            let line = line.strip_prefix(' ').unwrap_or(&line);
            match &fence {
                Some(open) if line == open => fence = None,
                Some(_) => {}
                None if line.starts_with("```") && !line.trim_start_matches('`').contains('`') => {
                    let open = line.strip_suffix("text").expect("a fence of text");
                    fence = Some(open.to_owned());
                }
                None => {
                    let text = line.trim_start();
                    assert!(line.len() - text.len() <= 3, "{comment:?}: {line:?}");
                    assert!(!text.contains("  "), "{comment:?}: {line:?}");
                    assert!(!text.starts_with("~~~"), "{comment:?}: {line:?}");
                    let bare = text.trim_start_matches(|c: char| "->1.# ".contains(c));
                    assert!(
                        !bare.starts_with("```") || bare[3..].contains('`'),
                        "{comment:?}: {line:?}"
                    );
                }
            }
        }
        assert!(fence.is_none(), "{comment:?}");
    }
}
