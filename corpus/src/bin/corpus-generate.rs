//! `corpus-generate SOURCE INPUT INCLUDE OUT`: the code of a folder (or of a descriptor set) from one source.
//! `corpus-generate protoc` prints where the vendored protoc is.

use std::error::Error;

use trefoil_build::{Config, Source};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["protoc"] => println!("{}", protoc_bin_vendored::protoc_bin_path()?.display()),
        [source, input, include, out] => {
            let config = match source {
                "protox" => Config::new().source(Source::Protox),
                "vendored-protoc" => Config::new().source(Source::VendoredProtoc),
                "protoc" => Config::new().source(Source::Protoc),
                "buf" => Config::new().source(Source::Buf),
                "set" => Config::new().source(Source::DescriptorSet(input.into())),
                other => return Err(format!("there is no source `{other}`").into()),
            };
            // To buf an include is an input of its own.
            let config = match source {
                "buf" => config,
                _ => config.includes([include]),
            };
            let generated = config.protos([input]).generate()?;
            std::fs::write(out, generated.code())?;
        }
        _ => return Err("usage: corpus-generate SOURCE INPUT INCLUDE OUT".into()),
    }
    Ok(())
}
