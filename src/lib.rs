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
#[cfg(feature = "testing")]
#[doc(inline)]
pub use trefoil_testing as testing;
#[cfg(feature = "testing")]
#[doc(hidden)]
pub use trefoil_testing::mock_service;
pub use trefoil_triple::Triple;

/// What generated code needs and users do not.
#[doc(hidden)]
pub mod codegen {
    pub use prost;
    pub use prost_types;

    pub use crate::__generated_by as generated_by;
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
