//! A set nobody would write: legal files in which every name is a word that means something in Rust, in prost's code
//! or in ours. The seed is fixed, so a run can be repeated.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use fastrand::Rng;

const SEED: u64 = 4;
pub(super) const FILES: usize = 60;

/// Keywords, the prelude, crates, primitive types, and what generated code calls its own things.
const WORDS: &str = "as break const continue else enum false fn for if impl in let loop match mod move mut pub ref \
    return static struct trait true type unsafe use where while dyn abstract become box do final macro override \
    priv typeof unsized virtual yield async await try gen self Self super crate extern union auto default raw safe \
    Option Some None Vec String Box Ok Err Result Clone Default Debug PartialEq Eq Hash Send Sync Drop Into From \
    ToString Fn Copy Iterator Ord Sized ToOwned AsRef TryFrom IntoIterator \
    std core alloc trefoil prost prost_types codegen bytes tokio tonic S T B M Request Response Message Name Status \
    Code Error Streaming Invoker Invocation Arc Future Client Server Caller \
    i32 u8 str bool f32 f64 i64 u32 u64 usize char string int32 message \
    FILE_DESCRIPTOR_SET METHODS SERVICE service call request requests result value key encode decode merge clear \
    encoded_len encode_raw merge_field clone fmt eq hash from new into connect local caller from_caller url client \
    server invoke HTTPRequest httpRequest get_foo Get2Foo _x x_ X1 a b c_d E Kind Type tag buf wire_type ctx msg \
    field hasher other state f derive doc test cfg allow Any Empty Timestamp Duration Mock Expect Received \
    with_options types kind name";

const SCALARS: [&str; 15] = [
    "double", "float", "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32",
    "fixed64", "sfixed32", "sfixed64", "bool", "string", "bytes",
];
const KEYS: [&str; 8] = [
    "int32", "int64", "uint64", "sint32", "fixed32", "sfixed64", "bool", "string",
];
const COMMENTS: [&str; 8] = [
    "Plain words.",
    "See [Foo], `code` and <T>.",
    "    indented()",
    "```",
    "https://a.b/c?d=[e]",
    "* a list\n//   * deeper",
    "/// odd",
    "\\ [a](b) *x* */",
];

/// The files, by name.
pub(super) fn files() -> Vec<(String, String)> {
    let words: Vec<_> = WORDS.split_whitespace().collect();
    let mut files: Vec<(String, String)> = Vec::new();
    let mut imported = Vec::new();
    for index in 0..FILES {
        let rng = Rng::with_seed(SEED * 1000 + index as u64);
        let mut writer = Writer::new(rng, &words, index);
        if let Some((before, _)) = files.last().filter(|_| index % 2 == 1) {
            writer.import(before, imported);
        }
        files.push((format!("f{index}.proto"), writer.file()));
        // proto3 takes no enums of proto2.
        imported = writer.declared;
        imported.retain(|it: &Declared| it.values.is_none());
    }
    files
}

/// What a field's type can be.
#[derive(Clone)]
struct Declared {
    /// With its leading dot.
    name: String,
    /// The values of an enum.
    values: Option<Vec<String>>,
}

/// Names that would meet. protobuf tells names by their letters, its JSON and Rust by less.
#[derive(Default)]
struct Scope(BTreeSet<String>);

impl Scope {
    fn take(&mut self, name: &str) -> bool {
        let plain = |c: &char| *c != '_';
        self.0.insert(
            name.chars()
                .filter(plain)
                .collect::<String>()
                .to_lowercase(),
        )
    }
}

struct Writer<'a> {
    rng: Rng,
    words: &'a [&'a str],
    package: String,
    proto2: bool,
    declared: Vec<Declared>,
    out: String,
}

impl<'a> Writer<'a> {
    fn new(mut rng: Rng, words: &'a [&'a str], index: usize) -> Self {
        let mut package = format!("f{index}");
        for _ in 0..rng.usize(0..4) {
            let _ = write!(package, ".{}", words[rng.usize(0..words.len())]);
        }
        let proto2 = rng.bool();
        let syntax = if proto2 { "proto2" } else { "proto3" };
        Self {
            out: format!("syntax = \"{syntax}\";\npackage {package};\n"),
            proto2,
            rng,
            words,
            package,
            declared: Vec::new(),
        }
    }

    /// Uses the types of a file.
    fn import(&mut self, file: &str, types: Vec<Declared>) {
        self.line(format_args!("import \"{file}\";"));
        self.declared = types;
    }

    fn file(&mut self) -> String {
        let (mut scope, package) = (Scope::default(), format!(".{}", self.package));
        for _ in 0..self.rng.usize(0..3) {
            self.enumeration(&package, &mut scope);
        }
        for _ in 0..self.rng.usize(1..6) {
            self.message(&package, &mut scope, 0);
        }
        for _ in 0..self.rng.usize(0..4) {
            self.service(&mut scope);
        }
        std::mem::take(&mut self.out)
    }

    fn line(&mut self, text: std::fmt::Arguments<'_>) {
        let _ = writeln!(self.out, "{text}");
    }

    /// A word, or two, that is free.
    fn name(&mut self, scope: &mut Scope) -> String {
        loop {
            let mut name = self.word();
            if self.rng.u8(0..7) == 0 {
                name.push_str(&self.word());
            }
            if scope.take(&name) {
                return name;
            }
        }
    }

    fn word(&mut self) -> String {
        self.words[self.rng.usize(0..self.words.len())].to_owned()
    }

    fn one<'b>(&mut self, of: &[&'b str]) -> &'b str {
        of[self.rng.usize(0..of.len())]
    }

    fn comment(&mut self) {
        if self.rng.u8(0..3) == 0 {
            let comment = self.one(&COMMENTS);
            self.line(format_args!("// {comment}"));
        }
    }

    fn enumeration(&mut self, outer: &str, scope: &mut Scope) {
        let name = self.name(scope);
        self.line(format_args!("enum {name} {{"));
        let (mut short, mut values) = (Scope::default(), Vec::new());
        let count = self.rng.usize(1..6);
        while values.len() < count {
            let word = self.word();
            let value = match self.rng.u8(0..3) {
                0 => word.clone(),
                1 => word.to_uppercase(),
                _ => format!("{name}_{word}").to_uppercase(),
            };
            // Values are names of the scope around the enum, too; a number keeps those apart.
            let value = format!("{value}{}", self.declared.len());
            if short.take(&word) && scope.take(&value) {
                self.line(format_args!("  {value} = {};", values.len()));
                values.push(value);
            }
        }
        self.line(format_args!("}}"));
        self.declared.push(Declared {
            name: format!("{outer}.{name}"),
            values: Some(values),
        });
    }

    fn message(&mut self, outer: &str, scope: &mut Scope, depth: usize) {
        let name = self.name(scope);
        self.comment();
        self.line(format_args!("message {name} {{"));
        let full = format!("{outer}.{name}");
        self.declared.push(Declared {
            name: full.clone(),
            values: None,
        });
        // Types and fields are names of one scope for protobuf.
        let mut inner = Scope::default();
        for _ in 0..self.rng.usize(0..3) * usize::from(depth < 3) {
            self.enumeration(&full, &mut inner);
        }
        for _ in 0..self.rng.usize(0..3) * usize::from(depth < 2) {
            self.message(&full, &mut inner, depth + 1);
        }
        let mut number = 0;
        for _ in 0..self.rng.usize(0..8) {
            number += 1;
            self.comment();
            self.field(number, &mut inner);
            number += 5;
        }
        self.line(format_args!("}}"));
    }

    fn field(&mut self, number: u32, scope: &mut Scope) {
        let label = match self.proto2 {
            true => self.one(&["optional", "repeated", "required"]),
            false => self.one(&["", "", "optional", "repeated"]),
        };
        match self.rng.u8(0..10) {
            0 | 1 => {
                let (key, kind) = (self.one(&KEYS), self.kind().0);
                let name = self.name(scope);
                self.line(format_args!("  map<{key}, {kind}> {name} = {number};"));
            }
            2 | 3 => {
                let name = self.name(scope);
                self.line(format_args!("  oneof {name} {{"));
                for offset in 0..self.rng.u32(1..5) {
                    let (kind, name) = (self.kind().0, self.name(scope));
                    self.line(format_args!("    {kind} {name} = {};", number + offset));
                }
                self.line(format_args!("  }}"));
            }
            4 if self.proto2 => {
                let name = self.name(scope);
                // A group's name begins with a capital, and its field has it in small letters.
                let group = format!("G{name}");
                if scope.take(&group) {
                    let field = self.word();
                    self.line(format_args!(
                        "  {label} group {group} = {number} {{ optional int32 {field} = 1; }}"
                    ));
                }
            }
            _ => {
                let ((kind, values), name) = (self.kind(), self.name(scope));
                let default = values.as_ref().and_then(|values| values.last());
                let default = match (kind.as_str(), default) {
                    (_, Some(value)) => value.as_str(),
                    ("string", _) => "\"str::a \\n\\\"b'\\\\ é\"",
                    ("bytes", _) => "\"\\001\\xff\\\"z\"",
                    ("double" | "float", _) => "-inf",
                    ("bool", _) => "true",
                    ("int32" | "sint64" | "sfixed32", _) => "-7",
                    _ => "",
                };
                let option = match label == "optional" && self.proto2 && !default.is_empty() {
                    true => format!(" [default = {default}]"),
                    false => String::new(),
                };
                self.line(format_args!("  {label} {kind} {name} = {number}{option};"));
            }
        }
    }

    /// A type, and the values it has.
    fn kind(&mut self) -> (String, Option<Vec<String>>) {
        if self.rng.bool() || self.declared.is_empty() {
            return (self.one(&SCALARS).to_owned(), None);
        }
        let index = self.rng.usize(0..self.declared.len());
        let Declared { name, values } = self.declared[index].clone();
        (name, values)
    }

    fn service(&mut self, scope: &mut Scope) {
        let name = self.name(scope);
        self.comment();
        self.line(format_args!("service {name} {{"));
        let messages = self.declared.iter().filter(|it| it.values.is_none());
        let messages: Vec<String> = messages.map(|it| it.name.clone()).collect();
        let messages: Vec<&str> = messages.iter().map(String::as_str).collect();
        let mut rpcs = Scope::default();
        for _ in 0..self.rng.usize(0..7) {
            let name = self.name(&mut rpcs);
            self.comment();
            let (takes, gives) = (self.one(&["", "stream "]), self.one(&["", "stream "]));
            let (input, output) = (self.one(&messages), self.one(&messages));
            self.line(format_args!(
                "  rpc {name}({takes}{input}) returns ({gives}{output});"
            ));
        }
        self.line(format_args!("}}"));
    }
}
