//! Who gets which name. The rules are in the documentation of the crate.

use std::collections::{BTreeMap, BTreeSet};

use prost_reflect::ServiceDescriptor;

use super::{MockNames, ServiceNames};
use crate::error::Result;
use crate::ident::{Name, shouty, snake, underscored, upper_camel};

/// The names that are gone, by module.
pub(crate) type Taken = BTreeMap<Vec<String>, BTreeSet<String>>;

/// The names of services, in their order.
///
/// Values are apart from types: no message has a value of its name.
pub(super) fn of_services(
    services: &[(Vec<String>, ServiceDescriptor)],
    mut types: Taken,
    mut values: Taken,
) -> Result<Vec<ServiceNames>> {
    let claim = |taken: &mut Taken, make: &dyn Fn(usize) -> String| {
        let claimed = services.iter().enumerate();
        let names = claimed.map(|(index, (module, _))| {
            free(make(index), taken.entry(module.clone()).or_default())
        });
        names.collect::<Vec<String>>()
    };
    let name = |index: usize| services[index].1.name();

    let traits = claim(&mut types, &|index| upper_camel(name(index)));
    // A stub is called after its trait, so that what belongs together looks it.
    let clients = claim(&mut types, &|index| format!("{}Client", traits[index]));
    let servers = claim(&mut types, &|index| format!("{}Server", traits[index]));
    let mocks = claim(&mut types, &|index| format!("{}Mock", traits[index]));
    let expects = claim(&mut types, &|index| format!("{}Expect", mocks[index]));
    let received = claim(&mut types, &|index| format!("{}Received", mocks[index]));
    let descriptors = claim(&mut values, &|index| shouty(name(index)));

    let mut out = Vec::new();
    for (index, trait_) in traits.iter().enumerate() {
        out.push(ServiceNames {
            trait_: Name::new(trait_)?,
            client: Name::new(&clients[index])?,
            server: Name::new(&servers[index])?,
            descriptor: Name::new(&descriptors[index])?,
            mock: MockNames {
                mock: Name::new(&mocks[index])?,
                expect: Name::new(&expects[index])?,
                received: Name::new(&received[index])?,
            },
            parameter: Name::new(if trait_ == "S" { "T" } else { "S" })?,
        });
    }
    Ok(out)
}

/// The names of a service's rpcs, in their order.
pub(crate) fn of_methods(service: &ServiceDescriptor) -> Result<Vec<Name>> {
    let mut taken = BTreeSet::new();
    service
        .methods()
        .map(|method| Name::new(free(snake(method.name()), &mut taken)))
        .collect()
}

/// The name, with as many underscores as make it free; taken from now on.
fn free(mut name: String, taken: &mut BTreeSet<String>) -> String {
    while !taken.insert(name.clone()) {
        name = underscored(&name);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::free;

    #[test]
    fn underscores_until_free() {
        let mut taken = ["Foo".to_owned(), "Foo_".to_owned()].into();
        assert_eq!(free("Foo".to_owned(), &mut taken), "Foo__");
        assert_eq!(free("r#match".to_owned(), &mut taken), "r#match");
        assert_eq!(free("r#match".to_owned(), &mut taken), "match_");
        assert_eq!(free("Bar".to_owned(), &mut taken), "Bar");
    }
}
