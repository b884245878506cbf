//! The arguments of `cargo xtask interop`.

#[derive(Debug, Default)]
pub(super) struct Options {
    /// The one peer to run.
    pub(super) only: Option<String>,
    /// Whether to write the table.
    pub(super) write: bool,
}

impl Options {
    pub(super) fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut options = Self::default();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match &**argument {
                "--write" => options.write = true,
                "--only" => {
                    let name = arguments
                        .next()
                        .ok_or("interop: --only needs a peer's name")?;
                    options.only = Some(name.clone());
                }
                other => {
                    return Err(format!(
                        "interop: unknown argument `{other}`; there are --only NAME and --write"
                    ));
                }
            }
        }
        if options.write && options.only.is_some() {
            return Err("interop: --write needs all peers, --only runs one".to_owned());
        }
        Ok(options)
    }
}
