use std::ops::{Index, IndexMut};
use std::slice;
use std::vec;

/// The number of a type: what finds it in every [`PerType`] of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// One value for each type of a document.
///
/// An id is made by adding a type, and a table keeps all of its entries: the id leads to an entry of every table that is
/// made from the same types.
#[derive(Clone, Debug, PartialEq)]
pub struct PerType<T>(Vec<T>);

impl<T> PerType<T> {
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// The same for as many types as another table has.
    pub fn like<U>(other: &PerType<U>, value: T) -> Self
    where
        T: Clone,
    {
        Self(vec![value; other.len()])
    }

    pub fn add(&mut self, value: T) -> TypeId {
        self.0.push(value);
        TypeId(self.0.len().saturating_sub(1))
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn iter(&self) -> slice::Iter<'_, T> {
        self.0.iter()
    }

    pub fn iter_mut(&mut self) -> slice::IterMut<'_, T> {
        self.0.iter_mut()
    }

    pub fn ids(&self) -> impl DoubleEndedIterator<Item = TypeId> + use<T> {
        (0..self.0.len()).map(TypeId)
    }

    pub fn entries(&self) -> impl Iterator<Item = (TypeId, &T)> {
        self.ids().zip(&self.0)
    }
}

#[expect(clippy::indexing_slicing, reason = "an id comes from a table of the same types, and these never shrink")]
impl<T> Index<TypeId> for PerType<T> {
    type Output = T;

    fn index(&self, TypeId(index): TypeId) -> &T {
        &self.0[index]
    }
}

#[expect(clippy::indexing_slicing, reason = "an id comes from a table of the same types, and these never shrink")]
impl<T> IndexMut<TypeId> for PerType<T> {
    fn index_mut(&mut self, TypeId(index): TypeId) -> &mut T {
        &mut self.0[index]
    }
}

impl<T> FromIterator<T> for PerType<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl<T> IntoIterator for PerType<T> {
    type Item = T;
    type IntoIter = vec::IntoIter<T>;

    fn into_iter(self) -> vec::IntoIter<T> {
        self.0.into_iter()
    }
}

impl<'t, T> IntoIterator for &'t PerType<T> {
    type Item = &'t T;
    type IntoIter = slice::Iter<'t, T>;

    fn into_iter(self) -> slice::Iter<'t, T> {
        self.iter()
    }
}

impl<'t, T> IntoIterator for &'t mut PerType<T> {
    type Item = &'t mut T;
    type IntoIter = slice::IterMut<'t, T>;

    fn into_iter(self) -> slice::IterMut<'t, T> {
        self.iter_mut()
    }
}
