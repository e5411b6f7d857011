//! Generated code with unions of every kind, which the vendored documents are short of: that of a golden.

/// What `tests/golden/union_more.json` becomes.
#[allow(dead_code, missing_docs, unused_imports, clippy::all, reason = "it is looked at where it is generated")]
pub(crate) mod union_more {
    /// A client of the golden's own, so that it can have accessors.
    pub struct Client(snyk_secoda::snyk::Client);

    impl std::ops::Deref for Client {
        type Target = snyk_secoda::snyk::Client;

        fn deref(&self) -> &Self::Target {
            &self.0
        }
    }

    include!("../../tests/golden/union_more.rs");
}
