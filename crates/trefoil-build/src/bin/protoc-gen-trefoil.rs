//! The plugin for protoc and buf; see the module `plugin` of the library.

use std::io::{self, Read as _, Write as _};

fn main() -> io::Result<()> {
    if std::env::args().nth(1).as_deref() == Some("--version") {
        println!("protoc-gen-trefoil {}", env!("CARGO_PKG_VERSION"));
        return Ok(());
    }
    let mut request = Vec::new();
    io::stdin().read_to_end(&mut request)?;
    let response = trefoil_build::plugin::respond(&request, |warning| {
        // Nobody may be there to read it.
        let _ = writeln!(io::stderr(), "warning: {warning}");
    });
    io::stdout().write_all(&response)
}
