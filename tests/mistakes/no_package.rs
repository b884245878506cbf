//! A service of a file without a package, looked for in a module. It is where the include is.

include!("generated/no_package.rs");

use clock::Clock;

fn main() {}
