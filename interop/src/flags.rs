//! The flags of a program: `--name value`, `--name=value`, and both with one dash, as Go has them.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// The flags a program was given.
///
/// ```
/// use trefoil_interop::flags::Flags;
/// let arguments = ["--port=7", "-host", "localhost"].map(String::from);
/// let flags = Flags::parse(&["port", "host"], arguments)?;
/// assert_eq!(flags.required::<u16>("port")?, 7);
/// assert_eq!(flags.text("host"), Some("localhost"));
/// # Ok::<(), trefoil_interop::flags::FlagError>(())
/// ```
#[derive(Debug, Default)]
pub struct Flags(BTreeMap<String, String>);

/// Why a program cannot run with its flags.
#[derive(Debug, PartialEq, Eq)]
pub struct FlagError(String);

impl fmt::Display for FlagError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FlagError {}

impl Flags {
    /// Reads arguments, the program's name not among them.
    ///
    /// # Errors
    /// If a flag is unknown or has no value, or an argument is no flag.
    pub fn parse(
        known: &[&str],
        arguments: impl IntoIterator<Item = String>,
    ) -> Result<Self, FlagError> {
        let mut flags = BTreeMap::new();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let flag = argument
                .strip_prefix("--")
                .or_else(|| argument.strip_prefix('-'))
                .ok_or_else(|| FlagError(format!("`{argument}` is no flag")))?;
            let (name, value) = match flag.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (flag, None),
            };
            if !known.contains(&name) {
                let known = known.join(", --");
                return Err(FlagError(format!(
                    "there is no flag `--{name}`; there are --{known}"
                )));
            }
            let value = value
                .or_else(|| arguments.next())
                .ok_or_else(|| FlagError(format!("`--{name}` needs a value")))?;
            flags.insert(name.to_owned(), value);
        }
        Ok(Self(flags))
    }

    /// The flags of this process.
    ///
    /// # Errors
    /// As [`Flags::parse`].
    pub fn of_process(known: &[&str]) -> Result<Self, FlagError> {
        Self::parse(known, std::env::args().skip(1))
    }

    /// The value of a flag, as it was written.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The value of a flag.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn value<T: FromStr>(&self, name: &str) -> Result<Option<T>, FlagError> {
        let read = |text: &str| {
            text.parse()
                .map_err(|_| FlagError(format!("`--{name}` cannot be `{text}`")))
        };
        self.text(name).map(read).transpose()
    }

    /// The value of a flag, or what holds without it.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn or<T: FromStr>(&self, name: &str, default: T) -> Result<T, FlagError> {
        Ok(self.value(name)?.unwrap_or(default))
    }

    /// The value of a flag that must be there.
    ///
    /// # Errors
    /// If it is missing or cannot be read.
    pub fn required<T: FromStr>(&self, name: &str) -> Result<T, FlagError> {
        self.value(name)?
            .ok_or_else(|| FlagError(format!("`--{name}` is missing")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Flags, FlagError> {
        let arguments = arguments.iter().map(ToString::to_string);
        Flags::parse(&["port", "use_tls"], arguments)
    }

    #[test]
    fn every_spelling_is_read() {
        for arguments in [
            &["--port", "1"][..],
            &["-port", "1"],
            &["--port=1"],
            &["-port=1"],
        ] {
            assert_eq!(parse(arguments).unwrap().required("port"), Ok(1));
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let error = |arguments: &[&str]| parse(arguments).unwrap_err().to_string();
        assert_eq!(
            error(&["--prot=1"]),
            "there is no flag `--prot`; there are --port, --use_tls"
        );
        assert_eq!(error(&["--port"]), "`--port` needs a value");
        assert_eq!(error(&["1"]), "`1` is no flag");
        let flags = parse(&["--port=x"]).unwrap();
        assert_eq!(
            flags.required::<u16>("port").unwrap_err().to_string(),
            "`--port` cannot be `x`"
        );
        assert_eq!(flags.or("use_tls", false), Ok(false));
    }
}
