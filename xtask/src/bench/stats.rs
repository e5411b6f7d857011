//! Repeated measurements in short.

/// The middle of some measurements, and how far they lie apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spread {
    pub median: f64,
    pub least: f64,
    pub most: f64,
    pub rounds: usize,
}

impl Spread {
    /// None of nothing.
    pub(super) fn of(values: &[f64]) -> Option<Self> {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let (least, most) = (*sorted.first()?, *sorted.last()?);
        let upper = *sorted.get(sorted.len() / 2)?;
        let lower = *sorted.get((sorted.len() - 1) / 2)?;
        Some(Self { median: (lower + upper) / 2.0, least, most, rounds: sorted.len() })
    }
}

/// How a figure at `times` the size compares to `times` the figure: 1 is linear, more is worse.
pub(super) fn to_linear(once: f64, scaled: f64, times: usize) -> Option<f64> {
    let linear = once * times as f64;
    (linear > 0.0).then(|| scaled / linear)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_odd_number_is_the_one_in_the_middle() {
        let spread = Spread { median: 2.0, least: 1.0, most: 9.0, rounds: 3 };
        assert_eq!(Spread::of(&[9.0, 1.0, 2.0]), Some(spread));
    }

    #[test]
    fn the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assert_eq!(Spread::of(&[4.0, 1.0, 2.0, 8.0]).map(|spread| spread.median), Some(3.0));
        assert_eq!(Spread::of(&[]), None);
    }

    #[test]
    fn a_figure_that_grows_with_the_size_is_linear() {
        assert_eq!(to_linear(2.0, 16.0, 8), Some(1.0));
        assert_eq!(to_linear(2.0, 24.0, 8), Some(1.5));
        assert_eq!(to_linear(0.0, 1.0, 8), None);
    }
}
