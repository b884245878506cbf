fn main() -> Result<(), Box<dyn std::error::Error>> {
    let files = protox::compile(["mini.proto"], ["proto"])?;
    Ok(tonic_prost_build::configure().compile_fds(files)?)
}
