//! Types around another one, where an alias would be its own meaning.

/// Gives a newtype the JSON of what it holds.
#[doc(hidden)]
#[macro_export]
macro_rules! __newtype {
    (receive $name:ident($ty:ty)) => {
        $crate::__newtype! { @decode $name($ty) }
        $crate::__full_serde! { $crate::__newtype! { @encode $name($ty) } }
    };
    (send $name:ident($ty:ty)) => {
        $crate::__newtype! { @encode $name($ty) }
        $crate::__full_serde! { $crate::__newtype! { @decode $name($ty) } }
    };
    (both $name:ident($ty:ty)) => {
        $crate::__newtype! { @decode $name($ty) }
        $crate::__newtype! { @encode $name($ty) }
    };
    (@decode $name:ident($ty:ty)) => {
        impl<'de> $crate::rt::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::rt::Deserializer<'de>,
            {
                <$ty as $crate::rt::Deserialize>::deserialize(deserializer).map(Self)
            }
        }
    };
    (@encode $name:ident($ty:ty)) => {
        impl ::core::convert::From<$ty> for $name {
            fn from(value: $ty) -> Self {
                Self(value)
            }
        }

        impl $crate::rt::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::rt::Serializer,
            {
                $crate::rt::Serialize::serialize(&self.0, serializer)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    #[derive(Clone, Debug, PartialEq)]
    struct Tree(Vec<Tree>);

    crate::rt::newtype! { both Tree(Vec<Tree>) }

    #[test]
    fn a_type_that_holds_itself_goes_both_ways() {
        let tree = Tree::from(vec![Tree(Vec::new()), Tree(vec![Tree(Vec::new())])]);
        assert_eq!(serde_json::to_string(&tree).ok().as_deref(), Some("[[],[[]]]"));
        assert_eq!(serde_json::from_str::<Tree>("[[],[[]]]").ok(), Some(tree));
    }
}
