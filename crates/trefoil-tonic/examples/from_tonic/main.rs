//! A service and a client written for tonic move to trefoil: two lines that name tonic's transport change, the
//! rest in its own time.
//!
//! Run it with `cargo run --package trefoil-tonic --example from_tonic`; it ends by itself. `docs/from-tonic.md`
//! walks through it.

mod before;
mod hello;
mod later;
mod moved;

use std::error::Error;

/// What the build script makes of `greet.proto`. In a crate of your own: `trefoil::include_protos!();`
mod generated {
    include!("../../../trefoil-build/tests/golden/file_tonic.rs");
}
use generated::greet;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    println!("before: tonic's server, tonic's client");
    let port = before::serve().await?;
    before::call(port).await?;

    println!(
        "\nmoved: trefoil's server, trefoil under tonic's client; the service and the calls are what they were"
    );
    let server = moved::serve().await?;
    let port = server.url().port().ok_or("the server has no port")?;
    moved::call(port).await?;
    println!("  the client of before reaches the server of now:");
    before::call(port).await?;
    server.shutdown().await;

    println!("\nlater: the service itself is ported");
    later::call_in_process().await?;
    let server = later::serve().await?;
    let port = server.url().port().ok_or("the server has no port")?;
    later::call(port).await?;
    server.shutdown().await;
    let port = later::serve_in_tonic().await?;
    println!("  and in a router of tonic:");
    before::call(port).await?;
    Ok(())
}
