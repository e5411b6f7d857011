//! Types around another one, where an alias would be its own meaning.

/// Gives a newtype the JSON of what it holds.
#[doc(hidden)]
#[macro_export]
macro_rules! __newtype {
    (receive $name:ident($ty:ty)) => {
        $crate::__newtype! { @decode $name($ty) }
        $crate::__full_serde! { $name $crate::__newtype! { @encode $name($ty) } }
    };
    (send $name:ident($ty:ty)) => {
        $crate::__newtype! { @encode $name($ty) }
        $crate::__full_serde! { $name $crate::__newtype! { @decode $name($ty) } }
    };
    (both $name:ident($ty:ty)) => {
        $crate::__newtype! { @decode $name($ty) }
        $crate::__newtype! { @encode $name($ty) }
        $crate::__full_serde! { $name }
    };
    (@decode $name:ident($ty:ty)) => {
        impl $crate::rt::Decode for $name {
            fn decode(reader: &mut $crate::rt::Reader<'_>) -> $crate::rt::Read<Self> {
                ::core::result::Result::Ok(Self(<$ty as $crate::rt::Decode>::decode(reader)?))
            }
        }
    };
    (@encode $name:ident($ty:ty)) => {
        impl ::core::convert::From<$ty> for $name {
            fn from(value: $ty) -> Self {
                Self(value)
            }
        }

        impl $crate::rt::Encode for $name {
            fn encode(&self, writer: &mut $crate::rt::Writer) {
                self.0.encode(writer);
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::json::{decode, encode};

    #[derive(Clone, Debug, PartialEq)]
    struct Tree(Vec<Tree>);

    crate::rt::newtype! { both Tree(Vec<Tree>) }

    #[test]
    fn a_type_that_holds_itself_goes_both_ways() {
        let tree = Tree::from(vec![Tree(Vec::new()), Tree(vec![Tree(Vec::new())])]);
        assert_eq!(encode(&tree), "[[],[[]]]");
        assert_eq!(decode::<Tree>("[[],[[]]]").ok(), Some(tree));
    }
}
