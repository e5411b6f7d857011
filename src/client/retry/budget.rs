//! How many retries a client has in all, so that an outage is not multiplied.

use std::sync::atomic::{AtomicU32, Ordering};

/// What a retry takes. A call that ends well gives back what it took, or one part where it took nothing.
const RETRY: u32 = 10;

/// The retries that a client and its clones have left.
///
/// Calls that end well keep it full, whatever retries they needed. While all calls fail it runs dry,
/// and requests are then sent once.
#[derive(Debug)]
pub(in crate::client) struct Budget {
    full: u32,
    left: AtomicU32,
}

/// What a call has taken. One that is dropped keeps it: it may have been given up for want of an answer.
#[derive(Debug, Default)]
pub(in crate::client) struct Borrowed(u32);

impl Budget {
    pub(in crate::client) fn new(retries: u32) -> Self {
        let full = retries.saturating_mul(RETRY);
        Self { full, left: AtomicU32::new(full) }
    }

    /// Takes a retry; `false` if there is none left.
    pub(in crate::client) fn borrow(&self, borrowed: &mut Borrowed) -> bool {
        let taken = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(RETRY));
        if taken.is_ok() {
            borrowed.0 = borrowed.0.saturating_add(RETRY);
        }
        taken.is_ok()
    }

    /// A call ended well.
    pub(in crate::client) fn give_back(&self, borrowed: Borrowed) {
        if borrowed.0 == 0 && self.left.load(Ordering::Relaxed) >= self.full {
            return;
        }
        let more = |left: u32| Some(left.saturating_add(borrowed.0.max(1)).min(self.full));
        // The update always has a value.
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn retries(budget: &Budget) -> u32 {
        let mut borrowed = Borrowed::default();
        (0..).take_while(|_| budget.borrow(&mut borrowed)).count().try_into().unwrap()
    }

    #[test]
    fn calls_that_fail_use_it_up() {
        let budget = Budget::new(3);
        assert_eq!(retries(&budget), 3);
        assert_eq!(retries(&budget), 0);
    }

    #[test]
    fn a_call_that_ends_well_gives_back_all_that_it_took() {
        let budget = Budget::new(3);
        let mut borrowed = Borrowed::default();
        assert!(budget.borrow(&mut borrowed) && budget.borrow(&mut borrowed));
        budget.give_back(borrowed);
        assert_eq!(retries(&budget), 3);
    }

    #[test]
    fn calls_that_need_no_retry_fill_it_again_and_no_further() {
        let budget = Budget::new(2);
        retries(&budget);
        (0..RETRY).for_each(|_| budget.give_back(Borrowed::default()));
        assert_eq!(retries(&budget), 1);
        (0..9 * RETRY).for_each(|_| budget.give_back(Borrowed::default()));
        assert_eq!(retries(&budget), 2);
    }
}
