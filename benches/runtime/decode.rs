//! Bodies to values, in bytes of the body a second: generated types and handwritten ones with serde's derive.

use divan::Bencher;
use divan::counter::BytesCount;
use snyk_secoda::snyk::types::ListGroupMembershipsResponse;

use crate::bodies::{Members, memberships, unions};
use crate::codec::{Decode, decode};

fn ours<T: Decode>(bencher: Bencher<'_, '_>, body: &str) {
    let body = body.as_bytes();
    bencher.counter(BytesCount::new(body.len())).bench_local(|| decode::<T>(body));
}

fn by_hand<T: serde::de::DeserializeOwned>(bencher: Bencher<'_, '_>, body: &str) {
    let body = body.as_bytes();
    let bencher = bencher.counter(BytesCount::new(body.len()));
    bencher.bench_local(|| serde_json::from_slice::<T>(body).expect("a body of the benchmarks is of its type"));
}

mod of_memberships {
    use super::*;
    use crate::types::Memberships;

    #[divan::bench(args = [10, 100, 1000])]
    fn generated(bencher: Bencher<'_, '_>, items: usize) {
        ours::<ListGroupMembershipsResponse>(bencher, &memberships(items, Members::Known, Some(1)));
    }

    #[divan::bench(args = [10, 100, 1000])]
    fn handwritten(bencher: Bencher<'_, '_>, items: usize) {
        by_hand::<Memberships>(bencher, &memberships(items, Members::Known, Some(1)));
    }
}

/// Three more members in every object than the schema names.
mod of_unknown_members {
    use super::*;
    use crate::types::Memberships;

    #[divan::bench(args = [100])]
    fn generated(bencher: Bencher<'_, '_>, items: usize) {
        ours::<ListGroupMembershipsResponse>(bencher, &memberships(items, Members::More, Some(1)));
    }

    #[divan::bench(args = [100])]
    fn handwritten(bencher: Bencher<'_, '_>, items: usize) {
        by_hand::<Memberships>(bencher, &memberships(items, Members::More, Some(1)));
    }
}

mod of_unions {
    use super::*;
    use crate::goldens::union_more::types::Thing;
    use crate::types::OfUnions;

    #[divan::bench(args = [100])]
    fn generated(bencher: Bencher<'_, '_>, items: usize) {
        ours::<Vec<Thing>>(bencher, &unions(items));
    }

    #[divan::bench(args = [100])]
    fn handwritten(bencher: Bencher<'_, '_>, items: usize) {
        by_hand::<Vec<OfUnions>>(bencher, &unions(items));
    }
}
