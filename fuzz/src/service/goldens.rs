//! Clients out of `tests/golden`, for shapes that the vendored documents do not have.

macro_rules! goldens {
    ($($name:ident)*) => { $(
        #[allow(dead_code, deprecated, missing_docs, unused_imports, clippy::all, reason = "the document decides")]
        pub mod $name {
            pub struct Client(pub snyk_secoda::snyk::Client);

            impl std::ops::Deref for Client {
                type Target = snyk_secoda::snyk::Client;

                fn deref(&self) -> &Self::Target {
                    &self.0
                }
            }

            include!(concat!("../../../tests/golden/", stringify!($name), ".rs"));
        }
    )* };
}

goldens! {
    all_of
    enums_of_integers
    formats
    inheritance
    media_types
    outcomes
    paging_by_cursor_and_size
    paging_by_cursor_of_the_body
    paging_by_number
    paging_by_offset
    recursion
    recursion_of_lists
    returns
    union_members
    union_more
    union_tag
}
