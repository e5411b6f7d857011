//! Both directions for every type, for people who store or mock answers.

/// What follows, with the feature `full-serde`.
#[cfg(feature = "full-serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __full_serde {
    ($($items:tt)*) => { $($items)* };
}

/// Nothing, without the feature `full-serde`.
#[cfg(not(feature = "full-serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __full_serde {
    ($($items:tt)*) => {};
}
