//! Which Rust type is which message, as prost's own `impl Name` says it.

use syn::{Expr, ExprLit, ImplItem, Item, Lit, Stmt, Type};

/// A message in Rust and in protobuf.
pub(crate) struct Named {
    /// The modules it is in, and its type.
    pub(crate) path: Vec<String>,
    pub(crate) full_name: String,
}

/// Adds the messages of an item in the module of this path.
pub(super) fn collect(path: &[String], item: &Item, names: &mut Vec<Named>) {
    match item {
        Item::Mod(module) => {
            let inner = join(path, module.ident.to_string());
            let items = module.content.iter().flat_map(|(_, items)| items);
            items.for_each(|item| collect(&inner, item, names));
        }
        item => names.extend(named(path, item)),
    }
}

fn named(path: &[String], item: &Item) -> Option<Named> {
    let Item::Impl(item) = item else { return None };
    let (_, of, _) = item.trait_.as_ref()?;
    let Type::Path(ty) = &*item.self_ty else {
        return None;
    };
    if of.segments.last()?.ident != "Name" {
        return None;
    }
    let body = item.items.iter().find_map(|item| match item {
        ImplItem::Fn(function) if function.sig.ident == "full_name" => Some(&function.block.stmts),
        _ => None,
    })?;
    // { "greet.v1.HelloRequest".into() }
    let [Stmt::Expr(Expr::MethodCall(into), _)] = body.as_slice() else {
        return None;
    };
    let Expr::Lit(ExprLit {
        lit: Lit::Str(name),
        ..
    }) = &*into.receiver
    else {
        return None;
    };
    Some(Named {
        path: join(path, ty.path.get_ident()?.to_string()),
        full_name: name.value(),
    })
}

fn join(path: &[String], name: String) -> Vec<String> {
    path.iter().cloned().chain([name]).collect()
}
