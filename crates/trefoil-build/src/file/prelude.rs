//! A message or service called `Into` hides the prelude's trait in its module, and prost's code calls
//! such traits' methods. An import without a name keeps the methods in reach.

use std::collections::BTreeSet;

use syn::Item;

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
pub(crate) fn imports(names: &BTreeSet<String>) -> Vec<Item> {
    let hidden = TRAITS.iter().filter(|(name, _)| names.contains(*name));
    let imports = hidden.map(|(_, path)| std::format!("use {path} as _;"));
    imports
        .filter_map(|text| syn::parse_str(&text).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::imports;
    use quote::quote;

    #[test]
    fn only_what_is_hidden() {
        let names = ["Into", "Option"].map(str::to_owned).into();
        let imports = imports(&names);
        let text: Vec<_> = imports
            .iter()
            .map(|item| quote!(#item).to_string())
            .collect();
        assert_eq!(text, ["use :: core :: convert :: Into as _ ;"]);
    }
}
