//! The messages among prost's items, without a visitor of all that Rust has: compiling one takes its time.

use syn::{Item, ItemStruct};

/// Calls `work` with each struct, those in modules included.
pub(super) fn for_each(items: &mut [Item], work: &mut dyn FnMut(&mut ItemStruct)) {
    for item in items {
        match item {
            Item::Struct(item) => work(item),
            Item::Mod(module) => {
                if let Some((_, items)) = &mut module.content {
                    for_each(items, work);
                }
            }
            _ => {}
        }
    }
}
