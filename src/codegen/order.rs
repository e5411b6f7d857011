//! Sorting, by code that is compiled once and not for each kind of value.
//!
//! A build script compiles what it uses in every project that has this library, and twenty sorts of the standard library
//! were a tenth of it.

use std::cmp::Ordering;

/// Sorts values by their own order.
pub fn sort<T: Ord>(values: &mut [T]) {
    sort_by(values, T::cmp);
}

/// Sorts values by a comparison. Equal ones keep their order.
pub fn sort_by<T>(values: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let by_index = |one: usize, other: usize| match (values.get(one), values.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    };
    for (place, other) in swaps(values.len(), &by_index) {
        values.swap(place, other);
    }
}

/// What has to change places, one pair after the other, to sort so many values.
fn swaps(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&one, &other| compare(one, other));
    let mut swaps = Vec::new();
    for start in 0..count {
        // What belongs in each place comes from the next one of its circle, which ends where it has begun.
        let mut place = start;
        while let Some(from) =
            order.get_mut(place).map(|from| std::mem::replace(from, place)).filter(|&from| from != start)
        {
            swaps.push((place, from));
            place = from;
        }
    }
    swaps
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All orders of some letters.
    fn permutations(letters: &[char]) -> Vec<Vec<char>> {
        let Some((first, rest)) = letters.split_first() else { return vec![Vec::new()] };
        let shorter = permutations(rest);
        let with = |at: usize, shorter: &Vec<char>| {
            let mut longer = shorter.clone();
            longer.insert(at, *first);
            longer
        };
        shorter.iter().flat_map(|shorter| (0..letters.len()).map(move |at| with(at, shorter))).collect()
    }

    #[test]
    fn any_order_becomes_sorted() {
        let letters = ['a', 'b', 'c', 'd', 'e', 'f'];
        let all = permutations(&letters);
        assert_eq!(all.len(), 720);
        for mut values in all {
            sort(&mut values);
            assert_eq!(values, letters);
        }
    }

    #[test]
    fn equal_values_keep_their_order() {
        let mut values = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (0, 'e'), (1, 'f')];
        sort_by(&mut values, |one, other| one.0.cmp(&other.0));
        assert_eq!(values, [(0, 'e'), (1, 'b'), (1, 'd'), (1, 'f'), (2, 'a'), (2, 'c')]);
    }
}
