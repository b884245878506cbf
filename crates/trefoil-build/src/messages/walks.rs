//! How far prost walks: to know what a message can derive it follows every way through the messages that are held,
//! again and again and on the stack. A few dozen messages can make more ways than there is time.

use std::collections::HashMap;

use prost_types::field_descriptor_proto::Type;
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto};

use super::graph::{Graph, is_repeated};
use crate::declared;
use crate::error::{Error, Result};
use crate::source::Pool;

/// Looks at a message, of all walks together: some seconds. All of googleapis takes 190 thousand.
const LOOKS: u64 = 2_000_000;

/// Messages that hold one another in a row. Those of googleapis are 12.
const DEPTH: usize = 500;

/// What prost asks of a message.
#[derive(Clone, Copy)]
enum Trait {
    Copy,
    Eq,
}

/// A walk that begins at a message.
#[derive(Clone, Copy)]
struct Walk {
    derives: bool,
    looks: u64,
    depth: usize,
}

/// Fails if prost would not come to an end.
pub(super) fn check(files: &[FileDescriptorProto], pool: &Pool) -> Result {
    let graph = Graph::new(files, &[Type::Message]);
    let mut walks: HashMap<&str, [Walk; 2]> = HashMap::new();
    let mut looks = 0_u64;
    for (name, message) in graph.messages() {
        let walk = [Trait::Copy, Trait::Eq].map(|asked| walk(&graph, &walks, name, message, asked));
        for one in &walk {
            if one.depth > DEPTH {
                let text =
                    format!("holds a row of more than {DEPTH} messages, each in the one before");
                return Err(refusal(pool, name, &text));
            }
            looks = looks.saturating_add(one.looks);
        }
        // The oneofs of a message are asked on their own.
        for field in message
            .field
            .iter()
            .filter(|field| field.oneof_index.is_some())
        {
            let held = walks.get(field.type_name()).into_iter().flatten();
            looks = held.fold(looks, |looks, walk| looks.saturating_add(walk.looks));
        }
        if looks > LOOKS {
            return Err(refusal(
                pool,
                name,
                "holds other messages in more ways than prost can follow",
            ));
        }
        walks.insert(name, walk);
    }
    Ok(())
}

/// The walk as prost does it: field by field, until one says no.
fn walk(
    graph: &Graph<'_>,
    walks: &HashMap<&str, [Walk; 2]>,
    name: &str,
    message: &DescriptorProto,
    asked: Trait,
) -> Walk {
    let mut walk = Walk {
        derives: true,
        looks: 1,
        depth: 1,
    };
    for field in &message.field {
        walk.derives = if field.r#type() != Type::Message {
            scalar_derives(field, asked)
        } else if is_repeated(field) || graph.is_circle(name, field.type_name()) {
            false
        } else {
            let held = walks
                .get(field.type_name())
                .map(|walks| walks[asked as usize]);
            held.is_none_or(|held| {
                walk.looks = walk.looks.saturating_add(held.looks);
                walk.depth = walk.depth.max(held.depth + 1);
                held.derives
            })
        };
        if !walk.derives {
            break;
        }
    }
    walk
}

fn scalar_derives(field: &FieldDescriptorProto, asked: Trait) -> bool {
    match (asked, field.r#type()) {
        (_, Type::Group)
        | (Trait::Eq, Type::Float | Type::Double)
        | (Trait::Copy, Type::String | Type::Bytes) => false,
        (Trait::Copy, _) => !is_repeated(field),
        (Trait::Eq, _) => true,
    }
}

fn refusal(pool: &Pool, name: &str, text: &str) -> Error {
    let name = name.trim_start_matches('.');
    let text = format!("the message `{name}` {text}");
    let declared = declared::all(pool)
        .into_iter()
        .find(|declared| declared.proto == name);
    let text = declared.map_or(text.clone(), |declared| {
        declared.place(pool).render(&text, None)
    });
    Error::new(text).help("make a field on the way `repeated`: there prost stops")
}
