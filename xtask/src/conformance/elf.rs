//! Makes a program start although the system's libraries are older than it asks for.
//!
//! What a program needs of which version of a library is in its section `.gnu.version_r`. With the flag "weak"
//! on a version, the loader warns that it is missing and goes on.

/// The type of the section.
const VERNEED: u32 = 0x6fff_fffe;
const WEAK: u16 = 2;

/// The program with these versions made weak; nothing if it is no ELF file of 64 bits, little end first.
pub(super) fn without_versions(mut file: Vec<u8>, versions: &[&str]) -> Option<Vec<u8>> {
    if !file.starts_with(b"\x7fELF\x02\x01") {
        return None;
    }
    let sections = number(&file, 0x28, 8)?;
    let size = number(&file, 0x3a, 2)?;
    let count = number(&file, 0x3c, 2)?;
    for index in 0..count {
        let section = sections + index * size;
        if number(&file, section + 4, 4)? != VERNEED as usize {
            continue;
        }
        let link = number(&file, section + 40, 4)?;
        let names = number(&file, sections + link * size + 24, 8)?;
        let mut library = number(&file, section + 24, 8)?;
        // For each library its versions; both are lists of distances to the next entry, and 0 at the end.
        loop {
            let mut version = library + number(&file, library + 8, 4)?;
            loop {
                let name = names + number(&file, version + 8, 4)?;
                if versions.iter().any(|wanted| is_at(&file, name, wanted)) {
                    let flags = file.get_mut(version + 4..version + 6)?;
                    let old = u16::from_le_bytes(flags.try_into().ok()?);
                    flags.copy_from_slice(&(old | WEAK).to_le_bytes());
                }
                match number(&file, version + 12, 4)? {
                    0 => break,
                    next => version += next,
                }
            }
            match number(&file, library + 12, 4)? {
                0 => break,
                next => library += next,
            }
        }
    }
    Some(file)
}

/// The number in so many bytes at a place.
fn number(file: &[u8], at: usize, bytes: usize) -> Option<usize> {
    let bytes = file.get(at..at.checked_add(bytes)?)?;
    bytes.iter().rev().try_fold(0_usize, |number, byte| {
        number.checked_mul(256)?.checked_add(usize::from(*byte))
    })
}

/// Whether the text at a place is this one, to its terminating zero.
fn is_at(file: &[u8], at: usize, text: &str) -> bool {
    let rest = file.get(at..).unwrap_or_default();
    rest.strip_prefix(text.as_bytes())
        .is_some_and(|rest| rest.first() == Some(&0))
}
