//! Which operations reach which type.

use std::collections::BTreeMap;

use crate::codegen::model::{Model, Operation, TypeId, TypeRef};

/// For each type the operations that send or receive it, by their places among all operations, in order.
pub(super) fn of_types(model: &Model) -> BTreeMap<TypeId, Vec<usize>> {
    let mut users: BTreeMap<TypeId, Vec<usize>> = BTreeMap::new();
    for (index, (_, operation)) in model.operations().enumerate() {
        let mut open = roots(operation);
        while let Some(id) = open.pop() {
            let of_type = users.entry(id).or_default();
            if of_type.last() != Some(&index) {
                of_type.push(index);
                open.extend(model.type_def(id).shape.parts().into_iter().filter_map(TypeRef::id));
            }
        }
    }
    users
}

/// The types that an operation names itself.
fn roots(operation: &Operation) -> Vec<TypeId> {
    // The ways through an operation hand out its types to be changed, so they are shown a copy.
    let mut operation = operation.clone();
    let mut ids: Vec<TypeId> = operation.sent_mut().iter().filter_map(|ty| ty.id()).collect();
    ids.extend(operation.received_mut().iter().filter_map(|ty| ty.id()));
    ids.extend(operation.ids_mut().iter().map(|id| **id));
    ids
}
