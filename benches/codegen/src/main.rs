//! Generates Rust from a descriptor set, with trefoil-build or with prost-build as it comes:
//! `bench-codegen trefoil|prost SET OUT_DIR`. Prints the seconds it took. `bench-codegen protoc` prints where the
//! vendored protoc is.

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use prost::Message;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.peek().is_some_and(|first| first == "protoc") {
        println!("{}", protoc_bin_vendored::protoc_bin_path()?.display());
        return Ok(());
    }
    let mut next = || {
        arguments
            .next()
            .ok_or("usage: bench-codegen trefoil|prost SET OUT_DIR")
    };
    let (who, set, out) = (next()?, PathBuf::from(next()?), PathBuf::from(next()?));
    std::fs::create_dir_all(&out)?;
    let start = Instant::now();
    match who.as_str() {
        "trefoil" => trefoil_build::Config::new()
            .source(trefoil_build::Source::DescriptorSet(set))
            .out_dir(out)
            .compile()?,
        "prost" => {
            let set = prost_types::FileDescriptorSet::decode(&std::fs::read(set)?[..])?;
            prost_build::Config::new().out_dir(out).compile_fds(set)?;
        }
        _ => return Err("the first argument is trefoil or prost".into()),
    }
    eprintln!("{who}: {:.2} s", start.elapsed().as_secs_f64());
    Ok(())
}
