#![doc = include_str!("../docs/crate.md")]

// Generated code names the facade by its name, here too.
extern crate self as trefoil;

mod application;
mod export;
pub mod health;
pub mod server;
mod version;

pub use application::{Application, ApplicationBuilder};
pub use export::{Export, IntoExport};
pub use server::{RunningServer, Server, ServerBuilder};
pub use trefoil_core::*;
pub use trefoil_injvm::{InJvm, Local};
#[cfg(feature = "json")]
#[doc = include_str!("../docs/json.md")]
pub use trefoil_json as json;
#[cfg(feature = "testing")]
#[doc(inline)]
pub use trefoil_testing as testing;
#[cfg(feature = "testing")]
#[doc(hidden)]
pub use trefoil_testing::mock_service;
pub use trefoil_triple::Triple;

/// The well-known types of protobuf, as generated code has them: `google.protobuf.Timestamp` is
/// `prost_types::Timestamp`.
#[doc(no_inline)]
pub use prost_types;

/// What generated code needs and users do not.
#[doc(hidden)]
pub mod codegen {
    pub use prost;
    pub use prost_types;

    pub use crate::__generated_by as generated_by;
    #[cfg(not(feature = "json"))]
    // `json_messages!` tells what is missing, once; the services beside it are not to repeat it.
    pub use trefoil_core::codec::Prost as Json;
    #[cfg(feature = "json")]
    pub use trefoil_json::{HasJson, Json};

    /// Generated code says so of its messages; nothing has, and one error is enough.
    #[cfg(not(feature = "json"))]
    pub struct HasJson<T>(T);
}

/// The framework's own services.
mod proto {
    trefoil::include_protos!();
}

/// Puts what `trefoil_build::compile` made into this place: the whole tree of packages.
///
/// ```ignore
/// trefoil::include_protos!();
/// use greet::v1::{Greeter, GreeterClient, GreeterServer};
/// ```
///
/// What stands in a file without a package has no module: it is right where the macro is (`use Greeter;`, from
/// elsewhere `crate::Greeter`).
///
/// With a name it includes the file that `trefoil_build::Config::file_name` was given.
///
/// Without a `build.rs` it does not compile, and says what to write into one. If `build.rs` is there and the
/// file is not, `build.rs` does not call `trefoil_build`, or writes elsewhere (`Config::out_dir`).
#[macro_export]
macro_rules! include_protos {
    () => {
        include!(concat!(
            env!(
                "OUT_DIR",
                "there is no build.rs that compiles .proto files. Put one beside Cargo.toml: \
                 `fn main() -> trefoil_build::Result { trefoil_build::compile(\"proto\") }`, \
                 and in Cargo.toml, below [build-dependencies], the line `trefoil-build = \"0.1\"`"
            ),
            "/trefoil.rs"
        ));
    };
    // Written out twice, since editors follow an `include!` the better the simpler it is.
    ($file:literal) => {
        include!(concat!(
            env!(
                "OUT_DIR",
                "there is no build.rs that compiles .proto files. Put one beside Cargo.toml: \
                 `fn main() -> trefoil_build::Result { trefoil_build::compile(\"proto\") }`, \
                 and in Cargo.toml, below [build-dependencies], the line `trefoil-build = \"0.1\"`"
            ),
            "/",
            $file
        ));
    };
}

/// Gives generated messages their JSON forms: what code contains that was generated with
/// `trefoil_build::Config::json(true)`.
#[cfg(feature = "json")]
#[doc(hidden)]
#[macro_export]
macro_rules! json_messages {
    ($($input:tt)*) => {
        $crate::json::messages! { $($input)* }
    };
}

/// Says what is missing.
///
/// ```compile_fail
/// const FILE_DESCRIPTOR_SET: &[u8] = b"";
/// trefoil::json_messages! { FILE_DESCRIPTOR_SET; }
/// ```
#[cfg(not(feature = "json"))]
#[doc(hidden)]
#[macro_export]
macro_rules! json_messages {
    ($($input:tt)*) => {
        ::core::compile_error!(
            "this code was generated with `Config::json(true)`, which needs the feature `json` of trefoil; \
             in Cargo.toml: trefoil = { version = \"0.1\", features = [\"json\"] }"
        );
    };
}

/// Mocks are there with the feature `testing` only.
#[cfg(not(feature = "testing"))]
#[doc(hidden)]
#[macro_export]
macro_rules! mock_service {
    ($($service:tt)*) => {};
}

/// A stub on a service of this process, called as over a wire but with nothing serialized;
/// `GreeterClient::local` is the same. [`Local`] says what else is and is not as over a wire.
pub fn local<C: client::Client>(service: impl Invoker) -> C {
    C::from_invoker(Local::new(service))
}

/// A stub for the service at a URL, such as `tri://127.0.0.1:50051`; `GreeterClient::connect` is the same.
///
/// The connection is made by the first call, unless the URL says `check=true`. To share filters and
/// protocols between stubs, use [`Application::refer`].
///
/// # Errors
/// If the URL is wrong, or with `check=true` if nobody answers there.
pub async fn connect<C: client::Client>(url: impl AsRef<str>) -> Result<C, Error> {
    let url = Url::parse(url.as_ref())?;
    if url.scheme() == "injvm" || url.memory_name().is_some() {
        return Err(Error::invalid(format!(
            "`{}` is known only within the application that serves it: use `application.refer(..)`",
            url.redacted()
        )));
    }
    Application::new().refer(url.to_string()).await
}
