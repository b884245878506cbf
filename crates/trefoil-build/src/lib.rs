//! The `build.rs` side of [trefoil](https://docs.rs/trefoil): `.proto` files in, Rust out.
//!
//! ```no_run
//! // build.rs: every .proto below proto/, nothing to install.
//! fn main() -> trefoil_build::Result {
//!     trefoil_build::compile("proto")
//! }
//! ```
//!
//! and in the crate itself `trefoil::include_protos!();`, which brings in one file with the tree of
//! packages as modules: `package greet.v1;` becomes `greet::v1`. [`Config`] holds every other wish.
//!
//! # The pipeline
//!
//! Each stage is a function of its input and lives in a module of its own:
//!
//! | module | from | to |
//! |---|---|---|
//! | `source` | folders and files | a pool of descriptors, and the texts they came from |
//! | `messages` | the pool | prost's messages, as formatted text by module |
//! | `model` | the pool and the names that messages took | the services, with a Rust name for everything |
//! | `tokens` | the model | the trait, stub, server and descriptor of each service |
//! | `file` | messages and tokens | the text of one file |
//!
//! With the feature `tonic` and `Config::tonic`, `tonic` adds the modules that tonic's own generator writes.
//!
//! `descriptors` encodes the pool, `docs` turns comments into documentation that rustdoc neither runs nor warns
//! about, and puts it into formatted code, `error` prints what went wrong with file, line and column, `warnings` what compiles and is perhaps not
//! what was meant, and `cargo` says which files a rebuild depends on.
//!
//! # Names
//!
//! Every name protobuf allows becomes a Rust name, decided by rules that depend on the `.proto` files, and on the
//! settings that say what is in other crates and whether values keep the name of their enum:
//!
//! * Packages and rpcs are written in `snake_case`, messages, enums and services in `UpperCamelCase`.
//! * A Rust keyword becomes a raw identifier (`rpc Match` is `r#match`); those that cannot be raw
//!   (`self`, `super`, `crate`, `Self`, `extern`) get an underscore at the end: `self_`.
//! * The module of a package or message that is called like a primitive type (`Bool`, `str`) gets an underscore:
//!   `bool_`. It would hide the type from what is beside it.
//! * A map of enums whose name is a keyword gets one, too (`type_`): prost cannot write its methods otherwise.
//! * When two things of one module want the same name, messages and enums keep theirs. Then come the
//!   services' traits, then the stubs and servers (`GreeterClient`, `GreeterServer`), then the mocks
//!   (`GreeterMock`) and the descriptors (`GREETER`), each in the order of files (by name) and of declaration; whoever comes
//!   too late gets underscores at the end until the name is free.
//! * Rpcs of one service likewise: of `GetFoo` and `get_foo` the second becomes `get_foo_`,
//!   and cargo prints a warning.
//! * The comfort constructors `connect` and `local` of a stub are left out when an rpc has that name;
//!   `trefoil::connect` and the `Client` trait do their work then.
//! * The modules of tonic (`greeter_client`, `greeter_server`) come last of all, and get underscores likewise. So
//!   do, inside of them, an rpc or a service called like something in tonic's own code (`New`, `Option`).
//! * A package `a.b` and the nested types of a message `a.B` share the module `a::b`.
//! * [`Config::descriptors`] takes the name `FILE_DESCRIPTOR_SET` at the root of the tree.
//! * Of two messages or enums (fields of one message, fields of one oneof, values of one enum) that would have one
//!   name in Rust, the second gets underscores, and cargo prints a warning: `FooBar` and `foo_bar` are `FooBar` and
//!   `FooBar_`, and what is in the latter is in the module `foo_bar_`. First is who stands first, in the order of
//!   files by name; in a file or message its messages come before its enums, its fields before its oneofs, and
//!   nested types before the types of oneofs. Types of other crates do not meet those of this one. From the ninth
//!   of one name on there is a number between underscores: `FooBar_9_`.
//! * Fields are written in `snake_case`, values of enums in `UpperCamelCase` without the name of the enum in front of
//!   theirs. The type of a oneof beside a nested type of its name has `OneOf` at its end, as in prost.
//! * A field with methods gives way to the methods that prost's derive makes for another: beside an enum `mode`, an
//!   optional `set_mode` is `set_mode_`.
//! * What is nothing but underscores gets one more: `message _` is `__`. A package cannot be called so.
//!
//! # Limits
//!
//! These are refused, with an error that names the file:
//!
//! * A name in a descriptor set that is no identifier.
//! * A package whose name has more than 100 parts.
//! * A control character in the path of a file.
//!
//! The time it takes grows with the size of the input, but for what prost looks up: for each field that holds a
//! message, all messages below that one.
//!
//! rustc has limits of its own, which no `.proto` can lift. Messages that hold one another in a row of more than about
//! sixty need `#![recursion_limit = "1024"]` in the crate that includes them. And a message is as large as all that it
//! holds in fields which are neither repeated nor boxed: [`Config::boxed`] makes it smaller.
//!
//! # Checked-in code
//!
//! [`Config::generate`] returns the text instead of writing it.

mod cargo;
mod config;
mod descriptors;
mod docs;
mod error;
mod file;
#[cfg(test)]
mod golden_tests;
mod ident;
mod messages;
mod model;
mod options;
mod output;
mod parallel;
mod paths;
pub mod plugin;
mod source;
mod tokens;
#[cfg(feature = "tonic")]
mod tonic;
mod warnings;

pub use config::{Config, Generated};
pub use error::{Error, Result};
pub use source::Source;

/// Compiles every `.proto` file below `folder` into the file that `trefoil::include_protos!()`
/// includes.
///
/// Imports are looked up below the same folder; `google/protobuf/*.proto` is built in. The folder is
/// relative to the package's root, where cargo runs build scripts.
///
/// # Errors
///
/// When a file does not compile, or cannot be read or written. The message says where and what to do;
/// return it from `main` and cargo prints it.
///
/// # Example
///
/// ```no_run
/// fn main() -> trefoil_build::Result {
///     trefoil_build::compile("proto")
/// }
/// ```
pub fn compile(folder: impl AsRef<std::path::Path>) -> Result {
    Config::new().protos([folder]).compile()
}
