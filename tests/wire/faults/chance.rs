//! Chance that is the same in every run.

/// A number that depends on all of these and looks like none of them: splitmix64, folded over its inputs.
pub(crate) fn roll(seed: u64, inputs: [u64; 3]) -> u64 {
    inputs.into_iter().fold(mix(seed), |state, input| mix(state ^ mix(input)))
}

fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
