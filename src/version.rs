//! Whether generated code and this crate fit together.

/// Where generated code says which version of trefoil-build made it. It compiles if this crate has all that
/// such code names: the same `0.x` (from 1.0 on the same major), and no older patch.
///
/// Called in one constant of each generated file, so that a mismatch is one error with a text, instead of many
/// about names that are not there.
#[track_caller]
pub const fn generated_by(plugin: &str) {
    let made_by = Version::of(plugin);
    let present = Version::of(env!("CARGO_PKG_VERSION"));
    if !made_by.same_line(present) {
        panic!("{}", LINES_DIFFER);
    }
    if made_by.patch > present.patch {
        panic!("{}", TOO_OLD);
    }
}

const LINES_DIFFER: &str = concat!(
    "trefoil-build, which made this code (its version is in the line below), and trefoil ",
    env!("CARGO_PKG_VERSION"),
    " do not fit together. In Cargo.toml give both the same version: \
     `trefoil` in [dependencies] and `trefoil-build` in [build-dependencies]"
);

const TOO_OLD: &str = concat!(
    "trefoil-build, which made this code (its version is in the line below), is newer than trefoil ",
    env!("CARGO_PKG_VERSION"),
    ". Run `cargo update -p trefoil`, or in Cargo.toml give `trefoil` in [dependencies] \
     the version of `trefoil-build` in [build-dependencies]"
);

#[derive(Clone, Copy)]
struct Version {
    major: u64,
    minor: u64,
    patch: u64,
}

impl Version {
    /// Reads `1.2.3` and no further: what follows a `-` or `+` does not count.
    const fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut parts = [0; 3];
        let (mut at, mut part) = (0, 0);
        while at < bytes.len() {
            match bytes[at] {
                b'.' if part < 2 => part += 1,
                digit @ b'0'..=b'9' => parts[part] = parts[part] * 10 + (digit - b'0') as u64,
                _ => break,
            }
            at += 1;
        }
        let [major, minor, patch] = parts;
        Self {
            major,
            minor,
            patch,
        }
    }

    const fn same_line(self, other: Self) -> bool {
        self.major == other.major && (self.major > 0 || self.minor == other.minor)
    }
}

#[cfg(test)]
mod tests {
    use super::{Version, generated_by};

    #[test]
    fn its_own_plugin_fits() {
        const { generated_by(env!("CARGO_PKG_VERSION")) };
    }

    #[test]
    fn zero_counts_minors_and_later_versions_majors() {
        let same = |a, b| Version::of(a).same_line(Version::of(b));
        assert!(same("0.1.9", "0.1.0") && !same("0.1.0", "0.2.0"));
        assert!(same("1.2.0", "1.10.3") && !same("1.0.0", "2.0.0"));
        assert_eq!(Version::of("12.34.56-rc.7").patch, 56);
    }
}
