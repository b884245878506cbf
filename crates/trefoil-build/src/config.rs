//! The settings of a build, and the way through the stages.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use quote::quote;

use crate::error::{Error, Result};
use crate::options::Options;
use crate::source::Source;
use crate::{
    cargo, descriptors, docs, file, messages, model, output, parallel, source, tokens, warnings,
};

/// Everything that can be set; [`compile`](crate::compile) is this with its defaults.
///
/// Paths of protobuf things are like prost's: `.greet.v1.HelloRequest` is that message,
/// `.greet.v1` all of that package, `HelloRequest` every message of the name, and `.` everything.
///
/// # Example
///
/// ```no_run
/// fn main() -> trefoil_build::Result {
///     trefoil_build::Config::new()
///         .protos(["proto"])
///         .includes(["proto", "third_party"])
///         .extern_path(".acme.common", "::acme_common::acme::common")
///         .bytes(["."])
///         .compile()
/// }
/// ```
#[derive(Clone, Default)]
#[must_use = "a Config does nothing until `compile` is called"]
pub struct Config {
    protos: Vec<PathBuf>,
    includes: Vec<PathBuf>,
    source: Source,
    out_dir: Option<PathBuf>,
    file_name: Option<String>,
    descriptor_set: Option<PathBuf>,
    options: Options,
}

/// Whether nothing was generated yet by this build script.
static FIRST: AtomicBool = AtomicBool::new(true);

/// What [`Config::generate`] made.
///
/// ```no_run
/// let generated = trefoil_build::Config::new().protos(["proto"]).generate()?;
/// assert!(generated.code().starts_with("// @generated"));
/// # Ok::<(), trefoil_build::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Generated {
    code: String,
    descriptor_set: Vec<u8>,
    inputs: Vec<PathBuf>,
    variables: Vec<&'static str>,
    warnings: Vec<String>,
}

impl Generated {
    /// The text of the one file.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The descriptors of everything, as [`Config::descriptors`] embeds them.
    pub fn descriptor_set(&self) -> &[u8] {
        &self.descriptor_set
    }

    /// All that was read: folders, files and imports that are on disk.
    pub fn inputs(&self) -> &[PathBuf] {
        &self.inputs
    }

    /// What compiles, and is perhaps not what was meant: each with its place. [`Config::compile`] gives them
    /// to cargo, which prints them.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }
}

impl Config {
    /// The defaults: all below `proto`, stub and server, into `OUT_DIR/trefoil.rs`.
    pub fn new() -> Self {
        Self::default()
    }

    /// What to compile: files, or folders with every `.proto` file below. Default: `proto`.
    ///
    /// A folder that lies below none of the [`includes`](Self::includes) is one itself; so is the
    /// folder of such a file.
    pub fn protos(mut self, paths: impl IntoIterator<Item = impl AsRef<Path>>) -> Self {
        self.protos
            .extend(paths.into_iter().map(|path| path.as_ref().to_owned()));
        self
    }

    /// The folders that imports are relative to, in the order in which they are searched.
    pub fn includes(mut self, folders: impl IntoIterator<Item = impl AsRef<Path>>) -> Self {
        self.includes
            .extend(folders.into_iter().map(|path| path.as_ref().to_owned()));
        self
    }

    /// Who reads the `.proto` files. Default: [`Source::Protox`], which needs nothing.
    pub fn source(mut self, source: Source) -> Self {
        self.source = source;
        self
    }

    /// The folder to write to. Default: `OUT_DIR`, where `include_protos!` looks.
    pub fn out_dir(mut self, folder: impl AsRef<Path>) -> Self {
        self.out_dir = Some(folder.as_ref().to_owned());
        self
    }

    /// The file to write. Default: `trefoil.rs`, which `include_protos!` includes. Any other is
    /// included with `include_protos!("other.rs")`.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Takes a package or type, and services of the package, from another crate instead of generating
    /// them: `extern_path(".acme.common", "::acme_common::acme::common")`.
    ///
    /// The Rust path is the module of that package: a crate `acme_common` with `include_protos!()` at its root has
    /// `acme.common` in `acme_common::acme::common`. The nearest path counts. What is nested in a message is in the
    /// module of its name, as generated here: `acme.common.v1.Id.Part` is
    /// `::acme_common::acme::common::v1::id::Part`. The Rust path is absolute: it begins with `::` and a crate, or
    /// with `crate::`.
    pub fn extern_path(mut self, proto: impl Into<String>, rust: impl Into<String>) -> Self {
        let proto = proto.into();
        let proto = if proto.starts_with('.') {
            proto
        } else {
            format!(".{proto}")
        };
        self.options.extern_paths.push((proto, rust.into()));
        self
    }

    /// The `bytes` fields that become `bytes::Bytes`, which share the received buffer, instead of
    /// `Vec<u8>`.
    pub fn bytes(mut self, paths: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.options.bytes.extend(paths.into_iter().map(Into::into));
        self
    }

    /// The map fields that become a `BTreeMap` instead of a `HashMap`.
    pub fn btree_map(mut self, paths: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.options
            .btree_map
            .extend(paths.into_iter().map(Into::into));
        self
    }

    /// Puts an attribute on messages, enums and oneofs: `type_attribute(".", "#[derive(Eq)]")`.
    pub fn type_attribute(mut self, path: impl Into<String>, attribute: impl Into<String>) -> Self {
        self.options
            .type_attributes
            .push((path.into(), attribute.into()));
        self
    }

    /// Puts an attribute on fields: `field_attribute("password", "#[serde(skip)]")`.
    pub fn field_attribute(
        mut self,
        path: impl Into<String>,
        attribute: impl Into<String>,
    ) -> Self {
        self.options
            .field_attributes
            .push((path.into(), attribute.into()));
        self
    }

    /// The fields that are boxed: messages that would be too large in place. Those that hold themselves are
    /// boxed anyway.
    pub fn boxed(mut self, paths: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.options.boxed.extend(paths.into_iter().map(Into::into));
        self
    }

    /// Whether to generate services at all. Default: yes. Without them there are only messages.
    pub fn services(mut self, generate: bool) -> Self {
        self.options.services = generate;
        self
    }

    /// Generates services only: the messages are in this module of another crate, which this crate made of
    /// the same files: `messages_from("::acme_messages")`.
    pub fn messages_from(mut self, rust: impl Into<String>) -> Self {
        self.options.messages_from = Some(rust.into());
        self
    }

    /// Puts stubs behind a feature of the crate that is being built: `#[cfg(feature = "client")]`.
    pub fn client_feature(mut self, feature: impl Into<String>) -> Self {
        self.options.client_feature = Some(feature.into());
        self
    }

    /// Puts servers behind a feature of the crate that is being built: `#[cfg(feature = "server")]`.
    pub fn server_feature(mut self, feature: impl Into<String>) -> Self {
        self.options.server_feature = Some(feature.into());
        self
    }

    /// Whether to generate stubs. Default: yes.
    pub fn client(mut self, generate: bool) -> Self {
        self.options.client = generate;
        self
    }

    /// Whether to generate servers. Default: yes.
    pub fn server(mut self, generate: bool) -> Self {
        self.options.server = generate;
        self
    }

    /// Embeds the descriptors of all files, and of all they import, as
    /// `pub const FILE_DESCRIPTOR_SET: &[u8]` at the root of the generated tree. Default: no.
    ///
    /// It is an encoded `google.protobuf.FileDescriptorSet` with every option, custom ones too, and without
    /// comments: what server reflection, JSON gateways and validators read.
    pub fn descriptors(mut self, embed: bool) -> Self {
        self.options.descriptors = embed;
        self
    }

    /// Writes the same descriptors to a file, for tools such as `grpcurl -protoset` and `buf curl --schema`.
    ///
    /// A relative path begins at the folder of the generated code: with
    /// `descriptor_set("greet.bin")` the crate can have it by
    /// `include_bytes!(concat!(env!("OUT_DIR"), "/greet.bin"))`.
    pub fn descriptor_set(mut self, path: impl AsRef<Path>) -> Self {
        self.descriptor_set = Some(path.as_ref().to_owned());
        self
    }

    /// Gives every message the canonical JSON of protobuf, and lets generated services and stubs speak it
    /// wherever a protocol has a use for it. Default: no.
    ///
    /// The runtime needs its feature `json`: `trefoil = { version = "0.1", features = ["json"] }`. This
    /// embeds the [`descriptors`](Self::descriptors), too. What comes from another crate, by
    /// [`extern_path`](Self::extern_path) or [`messages_from`](Self::messages_from), must have been generated
    /// with JSON there.
    pub fn json(mut self, generate: bool) -> Self {
        self.options.json = generate;
        self
    }

    /// Whether to generate a mock of each service, `GreeterMock`. Default: no.
    ///
    /// The mocks are there wherever the runtime's feature `testing` is on, and cost nothing elsewhere. Turn it
    /// on for tests and examples alone:
    ///
    /// ```toml
    /// [dev-dependencies]
    /// trefoil = { version = "0.1", features = ["testing"] }
    /// ```
    ///
    /// A crate that calls your service can test with your mocks, if it does the same.
    pub fn mock(mut self, generate: bool) -> Self {
        self.options.mock = generate;
        self
    }

    /// Whether to generate tonic's stubs and servers, too, for the same messages: the modules
    /// `greeter_client` and `greeter_server` beside our `Greeter`. Default: no.
    ///
    /// Needs the feature `tonic` of this crate, without which it is an error, and `tonic` and `tonic-prost` (0.14) among the dependencies
    /// of the crate that includes the code. [`client`](Self::client) and [`server`](Self::server) hold for
    /// tonic's, too.
    ///
    /// ```no_run
    /// trefoil_build::Config::new().protos(["proto"]).tonic(true).compile()?;
    /// # Ok::<(), trefoil_build::Error>(())
    /// ```
    pub fn tonic(mut self, generate: bool) -> Self {
        self.options.tonic = generate;
        self
    }

    /// Where the generated code finds the runtime. Default: `::trefoil`.
    ///
    /// For crates that re-export it: `runtime_path("::acme_rpc::trefoil")`.
    pub fn runtime_path(mut self, path: impl Into<String>) -> Self {
        self.options.runtime_path = path.into();
        self
    }

    /// The last word on prost's own settings, after those made here.
    ///
    /// `out_dir`, `include_file`, `service_generator` and the settings of `protoc` have no effect. The
    /// function may be called more than once. An extern path given here goes before those of
    /// [`extern_path`](Self::extern_path) and [`messages_from`](Self::messages_from); let it be absolute, too.
    ///
    /// What these settings say of a path does not reach what has underscores in Rust, because something else has its
    /// name (see Names in the documentation of the crate); the methods here do. Where messages hold one another in so
    /// many ways that prost could not find out in time what they derive, those that hold a message do not derive
    /// `Copy`: prost's settings cannot be asked what they box.
    ///
    /// ```no_run
    /// # trefoil_build::Config::new()
    /// .prost(|prost| {
    ///     prost.boxed(".greet.v1.Tree.root");
    /// })
    /// # .compile().unwrap();
    /// ```
    pub fn prost(
        mut self,
        hook: impl Fn(&mut prost_build::Config) + Send + Sync + 'static,
    ) -> Self {
        self.options.prost.push(Arc::new(hook));
        self
    }

    /// Generates and writes the file, and tells cargo what it depends on.
    ///
    /// # Errors
    ///
    /// As [`compile`](crate::compile).
    pub fn compile(self) -> Result {
        let folder = output::folder(self.out_dir.as_deref())?;
        let mut generated = self.generated(self.descriptor_set.is_some())?;
        let missing = cargo::manifest()
            .and_then(|manifest| warnings::missing_dependency(&manifest, &self.options));
        generated.warnings.extend(missing);
        let name = self.name_of_file();
        if self.out_dir.is_none() && FIRST.swap(false, Ordering::Relaxed) {
            output::retire(&folder, name)?;
        }
        output::write(&folder, name, &generated.code)?;
        if let Some(path) = &self.descriptor_set {
            output::write(&folder, path, &generated.descriptor_set)?;
        }
        print!("{}", cargo::rerun_if_changed(&generated.inputs));
        print!("{}", cargo::rerun_if_env_changed(&generated.variables));
        print!("{}", cargo::warnings(&generated.warnings));
        Ok(())
    }

    /// Checks that code which was checked in is what would be generated now: for a test, or for CI.
    ///
    /// ```no_run
    /// # fn test() -> trefoil_build::Result {
    /// trefoil_build::Config::new()
    ///     .protos(["proto"])
    ///     .out_dir("src/generated")
    ///     .file_name("acme.rs")
    ///     .check()
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`compile`](crate::compile), and if the file is missing or differs: the text names the first line.
    pub fn check(self) -> Result {
        let folder = output::folder(self.out_dir.as_deref())?;
        let generated = self.generated(false)?;
        let name = self.name_of_file();
        output::check(&folder, name, &generated.code)
    }

    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    pub(crate) fn name_of_file(&self) -> &str {
        self.file_name.as_deref().unwrap_or(output::DEFAULT_NAME)
    }

    /// Generates the code and returns it, for those who check it in or write it themselves.
    ///
    /// # Errors
    ///
    /// As [`compile`](crate::compile), but for those of writing.
    pub fn generate(&self) -> Result<Generated> {
        // Whoever writes code into OUT_DIR without us must find it there later.
        FIRST.store(false, Ordering::Relaxed);
        self.generated(true)
    }

    /// Descriptors take long in large inputs, and few need them.
    fn generated(&self, with_descriptors: bool) -> Result<Generated> {
        let default = [PathBuf::from("proto")];
        let protos = if self.protos.is_empty() {
            &default[..]
        } else {
            &self.protos
        };
        let read = source::read(&self.source, protos, &self.includes)?;
        let (code, warnings) = generate(&read.pool, &self.options)?;
        Ok(Generated {
            code,
            warnings,
            descriptor_set: match with_descriptors {
                true => descriptors::encode(&read.pool)?,
                false => Vec::new(),
            },
            inputs: read.inputs,
            variables: read.variables,
        })
    }
}

/// All stages behind the source: the code, and warnings.
pub(crate) fn generate(pool: &source::Pool, options: &Options) -> Result<(String, Vec<String>)> {
    if options.tonic && !cfg!(feature = "tonic") {
        return Err(Error::new("trefoil-build was built without tonic's generator").help(
            "write `trefoil-build = { version = \"0.1\", features = [\"tonic\"] }` below [build-dependencies]; for the \
             plugin of protoc, `cargo install trefoil-build --features tonic`",
        ));
    }
    // Before prost writes it into its own code, where nobody finds it.
    let runtime = tokens::runtime(&options.runtime_path)?;
    // JSON is made by reading the descriptors.
    let options = &Options {
        descriptors: options.descriptors || options.json,
        ..options.clone()
    };
    let messages = messages::generate(pool, options)?;
    let comments = &messages.comments;
    let mut tree = file::Tree::default();
    for (path, unit) in messages.units {
        tree.module(&path).add_messages(unit);
    }
    file::refuse(&tree)?;
    if options.services {
        let model = model::build(pool, &messages.rpcs, tree.taken(), options)?;
        add_services(&mut tree, &model, options, comments)?;
        add_tonic(&mut tree, &model, messages.tonic, comments)?;
    }
    let at_root = |item| file::Part::of_items(&[item], &[], comments);
    if options.descriptors {
        let set = descriptors::encode(pool)?;
        tree.add(at_root(descriptors::constant(&set))?, []);
    }
    if options.json {
        let json = file::json_messages(&tree, pool, &runtime)?;
        tree.add(at_root(json)?, []);
    }
    let code = file::render(&tree, &runtime)?;
    Ok((code, warnings::all(pool, options, &messages.clashes)))
}

fn add_services(
    tree: &mut file::Tree,
    model: &model::Model,
    options: &Options,
    comments: &docs::Comments,
) -> Result {
    let parts = parallel::map(&model.services, |service| {
        let items = tokens::of_service(service, options)?;
        let mock = tokens::mock_of_service(service, options)?;
        let mock = mock.map(file::Part::of_call);
        let items = file::Part::of_items(&items, &service.module, comments)?;
        Ok((items, mock.transpose()?))
    });
    for (service, parts) in model.services.iter().zip(parts) {
        let (items, mock) = parts?;
        let module = tree.module(&service.module);
        module.add(items, service.names.types().map(ToString::to_string));
        if let Some(mock) = mock {
            module.add_mock(mock, service.names.mock.types().map(ToString::to_string));
        }
    }
    Ok(())
}

/// After all of ours: whose names are free is known only then.
fn add_tonic(
    tree: &mut file::Tree,
    model: &model::Model,
    mut modules: BTreeMap<String, Vec<syn::ItemMod>>,
    comments: &docs::Comments,
) -> Result {
    for service in &model.services {
        let tree = tree.module(&service.module);
        for mut module in modules.remove(&service.full_name).into_iter().flatten() {
            module.ident = tree.free(module.ident);
            let name = module.ident.to_string();
            let part = file::Part::of_items(&[quote!(#module)], &service.module, comments)?;
            tree.add(part, [name]);
        }
    }
    Ok(())
}
