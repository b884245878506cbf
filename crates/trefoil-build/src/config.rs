//! The settings of a build, and the way through the stages.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::error::Result;
use crate::options::Options;
use crate::{cargo, file, messages, model, output, source, tokens};

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
///         .extern_path(".acme.common", "::acme_common")
///         .bytes(["."])
///         .compile()
/// }
/// ```
#[derive(Clone, Default)]
#[must_use = "a Config does nothing until `compile` is called"]
pub struct Config {
    protos: Vec<PathBuf>,
    includes: Vec<PathBuf>,
    out_dir: Option<PathBuf>,
    file_name: Option<String>,
    options: Options,
}

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
    inputs: Vec<PathBuf>,
}

impl Generated {
    /// The text of the one file.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// All that was read: folders, files and imports that are on disk.
    pub fn inputs(&self) -> &[PathBuf] {
        &self.inputs
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

    /// The folder to write to. Default: `OUT_DIR`, where `include_protos!` looks.
    pub fn out_dir(mut self, folder: impl AsRef<Path>) -> Self {
        self.out_dir = Some(folder.as_ref().to_owned());
        self
    }

    /// The file to write. Default: `trefoil.rs`, which `include_protos!` includes. Any other is
    /// included with `include!(concat!(env!("OUT_DIR"), "/other.rs"))`.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Takes a package or type, and services of the package, from another crate instead of generating
    /// them: `extern_path(".acme.common", "::acme_common")`.
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

    /// Whether to generate tonic's stubs and servers, too, for the same messages: the modules
    /// `greeter_client` and `greeter_server` beside our `Greeter`. Default: no.
    ///
    /// Needs the feature `tonic` of this crate, and `tonic` and `tonic-prost` (0.14) among the dependencies
    /// of the crate that includes the code. [`client`](Self::client) and [`server`](Self::server) hold for
    /// tonic's, too.
    ///
    /// ```no_run
    /// trefoil_build::Config::new().protos(["proto"]).tonic(true).compile()?;
    /// # Ok::<(), trefoil_build::Error>(())
    /// ```
    #[cfg(feature = "tonic")]
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
    /// function may be called more than once.
    ///
    /// ```no_run
    /// # trefoil_build::Config::new()
    /// .prost(|prost| {
    ///     prost.boxed(".greet.v1.Tree.root");
    /// })
    /// # .compile().unwrap();
    /// ```
    pub fn prost(mut self, hook: impl Fn(&mut prost_build::Config) + 'static) -> Self {
        self.options.prost.push(Rc::new(hook));
        self
    }

    /// Generates and writes the file, and tells cargo what it depends on.
    ///
    /// # Errors
    ///
    /// As [`compile`](crate::compile).
    pub fn compile(self) -> Result {
        let folder = output::folder(self.out_dir.as_deref())?;
        let generated = self.generate()?;
        let name = self.file_name.as_deref().unwrap_or("trefoil.rs");
        output::write(&folder, name, &generated.code)?;
        print!("{}", cargo::rerun_if_changed(&generated.inputs));
        Ok(())
    }

    /// Generates the code and returns it, for those who check it in or write it themselves.
    ///
    /// # Errors
    ///
    /// As [`compile`](crate::compile), but for those of writing.
    pub fn generate(&self) -> Result<Generated> {
        let default = [PathBuf::from("proto")];
        let protos = if self.protos.is_empty() {
            &default[..]
        } else {
            &self.protos
        };
        let inputs = source::discover(protos, &self.includes)?;
        let pool = source::compile(&inputs)?;
        let code = generate(&pool, &self.options)?;
        let files = pool.sources.paths().map(Path::to_owned);
        Ok(Generated {
            code,
            inputs: inputs.folders.into_iter().chain(files).collect(),
        })
    }
}

/// All stages behind the source.
pub(crate) fn generate(pool: &source::Pool, options: &Options) -> Result<String> {
    // Before prost writes it into its own code, where nobody finds it.
    tokens::runtime(&options.runtime_path)?;
    let mut messages = messages::generate(pool, options)?;
    let mut tree = file::Tree::default();
    for (path, items) in messages.modules {
        tree.module(&path).add_messages(items);
    }
    file::refuse(&tree, pool)?;
    let model = model::build(pool, &messages.rpcs, tree.taken(), options)?;
    for service in &model.services {
        let items = tokens::of_service(service, options)?;
        let names = [
            &service.names.trait_,
            &service.names.client,
            &service.names.server,
        ];
        tree.module(&service.module)
            .add_service(items, names.map(ToString::to_string));
    }
    // After all of ours: whose names are free is known only now.
    for service in &model.services {
        let modules = messages.tonic.remove(&service.full_name);
        tree.module(&service.module)
            .add_modules(modules.unwrap_or_default());
    }
    file::render(&tree)
}
