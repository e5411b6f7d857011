//! Choices that the input takes. At its end every choice is the first.

pub struct Bytes<'i> {
    left: &'i [u8],
}

impl<'i> Bytes<'i> {
    pub fn new(input: &'i [u8]) -> Self {
        Self { left: input }
    }

    pub fn is_empty(&self) -> bool {
        self.left.is_empty()
    }

    pub fn next(&mut self) -> u8 {
        let Some((&first, left)) = self.left.split_first() else { return 0 };
        self.left = left;
        first
    }

    /// A number below a count. One of few takes one byte.
    pub fn below(&mut self, count: usize) -> usize {
        let low = usize::from(self.next());
        let number = if count > 256 { low << 8 | usize::from(self.next()) } else { low };
        number.checked_rem(count).unwrap_or_default()
    }

    pub fn pick<'l, T>(&mut self, list: &'l [T]) -> Option<&'l T> {
        list.get(self.below(list.len()))
    }

    /// True once in so many times.
    pub fn once_in(&mut self, count: usize) -> bool {
        self.below(count) == 1
    }
}
