//! [`ByteSize`]: a number of bytes with a unit.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use super::display::cut;
use super::duration::{scaled, split_number};

const KIB: u64 = 1 << 10;
const MIB: u64 = 1 << 20;
const GIB: u64 = 1 << 30;
const TIB: u64 = 1 << 40;

/// A number of bytes, for limits such as `payload`.
///
/// Reads `4194304`, `4MiB`, `1.5 GiB`, `8mb`, in either case. `KiB`, `MiB`, `GiB`, `TiB` count in
/// 1024 and `kB`, `MB`, `GB`, `TB` (or the letter alone) in 1000: so reads dubbo-go (go-humanize), whose
/// settings should mean the same here.
///
/// ```
/// use trefoil_core::ByteSize;
///
/// assert_eq!("4MiB".parse(), Ok(ByteSize(4_194_304)));
/// assert_eq!("8mb".parse(), Ok(ByteSize(8_000_000)));
/// assert_eq!(ByteSize(4_194_304).to_string(), "4MiB");
/// assert_eq!(ByteSize(1000).to_string(), "1000");
/// assert_eq!(ByteSize::mib(4).bytes(), 4_194_304);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteSize(pub u64);

impl ByteSize {
    /// So many KiB, or the greatest size there is if they are more; [`ByteSize`] has an example.
    #[must_use]
    pub const fn kib(count: u64) -> Self {
        Self(count.saturating_mul(KIB))
    }

    /// So many MiB, or the greatest size there is if they are more; [`ByteSize`] has an example.
    #[must_use]
    pub const fn mib(count: u64) -> Self {
        Self(count.saturating_mul(MIB))
    }

    /// The number of bytes; [`ByteSize`] has an example.
    #[must_use]
    pub const fn bytes(self) -> u64 {
        self.0
    }

    /// The number of bytes for a buffer on this machine, at most the greatest one possible.
    ///
    /// ```
    /// assert_eq!(trefoil_core::ByteSize::kib(4).as_usize(), 4096);
    /// ```
    #[must_use]
    pub fn as_usize(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

impl From<u64> for ByteSize {
    fn from(bytes: u64) -> Self {
        Self(bytes)
    }
}

/// Prints so that it reads back exactly: whole binary units, else bytes.
impl fmt::Display for ByteSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = [("TiB", TIB), ("GiB", GIB), ("MiB", MIB), ("KiB", KIB)];
        match units
            .iter()
            .find(|(_, size)| self.0 != 0 && self.0.is_multiple_of(*size))
        {
            Some((name, size)) => write!(f, "{}{name}", self.0 / size),
            None => write!(f, "{}", self.0),
        }
    }
}

impl FromStr for ByteSize {
    type Err = ParseByteSizeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text.trim())
            .map(Self)
            .ok_or_else(|| ParseByteSizeError(cut(text)))
    }
}

fn parse(text: &str) -> Option<u64> {
    let (amount, unit) = split_number(text)?;
    let unit: u128 = match unit.trim_start().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        "t" | "tb" => 1_000_000_000_000,
        "ki" | "kib" => KIB.into(),
        "mi" | "mib" => MIB.into(),
        "gi" | "gib" => GIB.into(),
        "ti" | "tib" => TIB.into(),
        _ => return None,
    };
    u64::try_from(scaled(amount, unit)?).ok()
}

/// A text that is no [`ByteSize`].
///
/// ```
/// use trefoil_core::ByteSize;
///
/// assert_eq!(
///     "big".parse::<ByteSize>().unwrap_err().to_string(),
///     "`big` is not a size such as `4194304` (bytes), `4MiB` or `8mb`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseByteSizeError(String);

impl fmt::Display for ParseByteSizeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a size such as `4194304` (bytes), `4MiB` or `8mb`",
            self.0
        )
    }
}

impl Error for ParseByteSizeError {}
