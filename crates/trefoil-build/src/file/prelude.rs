//! A message or service called `Into` hides the prelude's trait in its module, and prost's code calls
//! such traits' methods. An import without a name keeps the methods in reach.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

/// Traits of the prelude that have methods.
const TRAITS: [(&str, &str); 15] = [
    ("AsMut", "::core::convert::AsMut"),
    ("AsRef", "::core::convert::AsRef"),
    ("Clone", "::core::clone::Clone"),
    ("DoubleEndedIterator", "::core::iter::DoubleEndedIterator"),
    ("ExactSizeIterator", "::core::iter::ExactSizeIterator"),
    ("Extend", "::core::iter::Extend"),
    ("Into", "::core::convert::Into"),
    ("IntoIterator", "::core::iter::IntoIterator"),
    ("Iterator", "::core::iter::Iterator"),
    ("Ord", "::core::cmp::Ord"),
    ("PartialEq", "::core::cmp::PartialEq"),
    ("PartialOrd", "::core::cmp::PartialOrd"),
    ("ToOwned", "::std::borrow::ToOwned"),
    ("ToString", "::std::string::ToString"),
    ("TryInto", "::core::convert::TryInto"),
];

/// The imports for a module in which these names are taken.
pub(super) fn imports(names: &BTreeSet<String>) -> Vec<TokenStream> {
    let hidden = TRAITS.iter().filter(|(name, _)| names.contains(*name));
    let paths = hidden.filter_map(|(_, path)| path.parse::<TokenStream>().ok());
    paths.map(|path| quote!(use #path as _;)).collect()
}

#[cfg(test)]
mod tests {
    use super::imports;

    #[test]
    fn only_what_is_hidden() {
        let names = ["Into", "Option"].map(str::to_owned).into();
        let imports: Vec<_> = imports(&names).iter().map(ToString::to_string).collect();
        assert_eq!(imports, ["use :: core :: convert :: Into as _ ;"]);
    }
}
