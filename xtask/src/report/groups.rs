//! Findings in the order in which a maintainer wants to read them.

use std::collections::BTreeMap;

use crate::codegen::problem::Pointer;
use crate::verdict::{Finding, Level, OperationName};

/// Every finding of a verdict, once.
#[derive(Default)]
pub(super) struct Groups<'a> {
    pub operations: Vec<OfOperation<'a>>,
    /// What several operations use.
    pub shared: Vec<OfShared<'a>>,
    /// What belongs to no operation.
    pub whole: Vec<&'a Finding>,
}

/// What touches one operation alone.
pub(super) struct OfOperation<'a> {
    pub operation: &'a OperationName,
    /// The heaviest first.
    pub findings: Vec<&'a Finding>,
    /// Indexes of the shared groups that touch it as well.
    pub shared: Vec<usize>,
}

/// What touches the same operations at the same place.
pub(super) struct OfShared<'a> {
    pub place: String,
    pub operations: &'a [OperationName],
    /// The heaviest first.
    pub findings: Vec<&'a Finding>,
}

impl<'a> Groups<'a> {
    pub(super) fn of(findings: &'a [Finding]) -> Self {
        let mut operations: BTreeMap<&OperationName, Vec<&Finding>> = BTreeMap::new();
        let mut shared: BTreeMap<(String, &[OperationName]), Vec<&Finding>> = BTreeMap::new();
        let mut whole = Vec::new();
        for finding in findings {
            match &finding.operations[..] {
                [] => whole.push(finding),
                [operation] => operations.entry(operation).or_default().push(finding),
                several => shared.entry((place(&finding.at), several)).or_default().push(finding),
            }
        }
        sort(&mut whole);
        let shared = shared_groups(shared);
        let operations = operation_groups(operations, &shared);
        Self { operations, shared, whole }
    }
}

fn shared_groups<'a>(found: BTreeMap<(String, &'a [OperationName]), Vec<&'a Finding>>) -> Vec<OfShared<'a>> {
    let groups = found.into_iter().map(|((place, operations), mut findings)| {
        sort(&mut findings);
        OfShared { place, operations, findings }
    });
    let mut groups: Vec<OfShared<'_>> = groups.collect();
    let rank = |group: &OfShared<'_>| {
        let stability = group.operations.iter().map(|operation| stability_rank(operation.stability.as_deref())).min();
        (breaks_nothing(&group.findings), stability)
    };
    // Equal ranks stay in the order of their places.
    groups.sort_by_key(rank);
    groups
}

fn operation_groups<'a>(
    found: BTreeMap<&'a OperationName, Vec<&'a Finding>>,
    shared: &[OfShared<'a>],
) -> Vec<OfOperation<'a>> {
    let mut touching: BTreeMap<&OperationName, Vec<usize>> = BTreeMap::new();
    for (index, group) in shared.iter().enumerate() {
        group.operations.iter().for_each(|operation| touching.entry(operation).or_default().push(index));
    }
    let groups = found.into_iter().map(|(operation, mut findings)| {
        sort(&mut findings);
        OfOperation { operation, findings, shared: touching.remove(operation).unwrap_or_default() }
    });
    let mut groups: Vec<OfOperation<'_>> = groups.collect();
    groups.sort_by_key(|group| {
        let operation = group.operation;
        let stability = stability_rank(operation.stability.as_deref());
        (breaks_nothing(&group.findings), stability, &operation.path, &operation.method)
    });
    groups
}

fn breaks_nothing(findings: &[&Finding]) -> bool {
    findings.iter().all(|finding| finding.level < Level::Breaks)
}

/// An API without stabilities promises as much as one that is stable.
fn stability_rank(stability: Option<&str>) -> u8 {
    match stability {
        None | Some("ga") => 0,
        Some("beta") => 1,
        Some("experimental") => 2,
        Some(_) => 3,
    }
}

fn sort(findings: &mut [&Finding]) {
    findings.sort_by(|one, other| {
        other.level.cmp(&one.level).then_with(|| (one.axis, &one.id).cmp(&(other.axis, &other.id)))
    });
}

/// The component that a place belongs to; elsewhere the place itself.
fn place(at: &Pointer) -> String {
    let mut ancestors = vec![at.clone()];
    while let Some(last) = ancestors.last().filter(|last| !last.as_str().is_empty()) {
        ancestors.push(last.parent());
    }
    let is_component =
        |at: &&Pointer| at.as_str().starts_with("/components/") && at.parent().parent().as_str() == "/components";
    ancestors.iter().find(is_component).map_or_else(|| at.to_string(), Pointer::last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{finding, operation};
    use crate::verdict::Axis;

    fn paths(groups: &Groups<'_>) -> Vec<String> {
        groups.operations.iter().map(|group| group.operation.path.clone()).collect()
    }

    #[test]
    fn operations_that_break_come_first_then_stable_ones_then_paths() {
        let made = [
            ("/e", "experimental", Level::Breaks),
            ("/d", "ga", Level::Adds),
            ("/c", "beta", Level::Breaks),
            ("/b", "ga", Level::Breaks),
            ("/a", "ga", Level::Changes),
        ];
        let findings: Vec<Finding> = made
            .iter()
            .map(|(path, stability, level)| finding(path, Axis::Wire, *level, &[operation("get", path, stability)]))
            .collect();
        assert_eq!(paths(&Groups::of(&findings)), ["/b", "/c", "/e", "/a", "/d"]);
    }

    #[test]
    fn findings_of_an_operation_are_the_heaviest_first() {
        let own = [operation("get", "/a", "ga")];
        let findings = [
            finding("1", Axis::Wire, Level::Adds, &own),
            finding("2", Axis::Behaviour, Level::Breaks, &own),
            finding("3", Axis::Wire, Level::Breaks, &own),
        ];
        let groups = Groups::of(&findings);
        let subjects: Vec<&str> = groups.operations[0].findings.iter().map(|one| one.subject.as_str()).collect();
        assert_eq!(subjects, ["3", "2", "1"]);
    }

    #[test]
    fn what_several_operations_share_is_there_once() {
        let several = [operation("get", "/a", "ga"), operation("put", "/a", "ga")];
        let mut one = finding("x", Axis::Rust, Level::Breaks, &several);
        one.at = Pointer::default().child("components").child("schemas").child("A/B").child("properties").child("c");
        let other = Finding { subject: "y".to_owned(), at: one.at.parent(), ..one.clone() };
        let own = finding("z", Axis::Rust, Level::Adds, &several[..1]);
        let findings = [one, other, own];
        let groups = Groups::of(&findings);
        assert_eq!(groups.shared.len(), 1);
        assert_eq!(groups.shared[0].place, "A/B");
        assert_eq!(groups.shared[0].findings.len(), 2);
        assert_eq!(groups.operations.len(), 1);
        assert_eq!(groups.operations[0].shared, [0]);
    }

    #[test]
    fn what_belongs_to_no_operation_stands_apart() {
        let findings = [finding("servers", Axis::Behaviour, Level::Changes, &[])];
        let groups = Groups::of(&findings);
        assert_eq!((groups.operations.len(), groups.shared.len(), groups.whole.len()), (0, 0, 1));
    }

    #[test]
    fn a_place_outside_of_components_is_itself() {
        let at = Pointer::default().child("paths").child("/a").child("get");
        assert_eq!(place(&at), "#/paths/~1a/get");
        assert_eq!(place(&Pointer::default()), "#");
    }
}
