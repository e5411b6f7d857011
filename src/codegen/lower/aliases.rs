//! Names of earlier releases, kept beside those of today.

use std::collections::BTreeSet;

use crate::codegen::model::{FormerNames, Model, Note, Operation, Tag};
use crate::codegen::names::{self, TypeName};
use crate::codegen::problem::{Pointer, Problem};
use crate::codegen::settings::{Alias, Settings, Stale};

/// Gives the operations and types of the table their former names, and gives back the entries that do not fit.
pub(super) fn keep_former_names(model: &mut Model, settings: &Settings) -> Vec<Problem> {
    let mut problems = Vec::new();
    for alias in settings.aliases {
        match (keep(model, alias), settings.stale) {
            (Ok(()), _) => {}
            (Err(problem), Stale::IsProblem) => problems.push(problem),
            (Err(Problem { at, what, .. }), Stale::IsNote) => model.notes.push(Note { at, what }),
        }
    }
    problems
}

fn keep(model: &mut Model, alias: &Alias) -> Result<(), Problem> {
    let at = Pointer::of_reference(&format!("#{}", alias.at)).unwrap_or_default();
    let is_it = |operation: &Operation| operation.at == at && !operation.variant;
    if let Some(tag) = model.tags.iter_mut().find(|tag| tag.operations.iter().any(is_it)) {
        let former = of_operation(tag, alias, &at)?;
        tag.operations.iter_mut().filter(|one| is_it(one)).for_each(|one| one.formerly.push(former.clone()));
        return Ok(());
    }
    let taken: BTreeSet<String> =
        model.types.iter().flat_map(|def| def.formerly.iter().chain([&def.name])).map(TypeName::to_string).collect();
    let Some(def) = model.types.iter_mut().find(|def| def.at == at) else {
        let what = format!("the alias {:?} is for an operation or a type that is not there", alias.formerly);
        return Err(Problem::new(&at, what).mend("leave the entry out of the aliases in src/codegen/settings.rs"));
    };
    let former = names::type_alone(alias.formerly);
    if taken.contains(former.as_str()) {
        return Err(is_taken(&at, former.as_str()));
    }
    def.formerly.push(former);
    Ok(())
}

fn of_operation(tag: &Tag, alias: &Alias, at: &Pointer) -> Result<FormerNames, Problem> {
    let (name, request) = (names::function_alone(alias.formerly), names::type_alone(alias.formerly));
    let functions =
        tag.operations.iter().flat_map(|one| one.formerly.iter().map(|former| &former.name).chain([&one.name]));
    let requests =
        tag.operations.iter().flat_map(|one| one.formerly.iter().map(|former| &former.request).chain([&one.request]));
    if functions.into_iter().any(|taken| *taken == name) || requests.chain([&tag.handle]).any(|taken| *taken == request)
    {
        return Err(is_taken(at, alias.formerly));
    }
    Ok(FormerNames { row: names::constant(&name, &request), name, request })
}

fn is_taken(at: &Pointer, name: &str) -> Problem {
    Problem::new(at, format!("the alias {name:?} is the name of something else now"))
        .mend("leave the entry out of the aliases in src/codegen/settings.rs: those who use the name get the other")
}
