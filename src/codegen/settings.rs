//! What the generator is told about an API besides its document.

/// One API: its names and the decisions that its document cannot express.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The module, the feature and the stem of the files.
    pub api: &'static str,
    /// The path of the crate that has the runtime, as generated code spells it.
    pub runtime: &'static str,
    /// How requests name the version of the API, if they do.
    pub versioning: Option<Versioning>,
    /// The ways of paging to look for, the first that fits wins.
    pub paging: &'static [PagingStyle],
    /// Members at the top of an answer that are taken as optional whatever the document says.
    pub optional_in_answers: &'static [&'static str],
    /// Members that what is only received may leave out or have as null, wherever the document requires them.
    pub optional_when_received: &'static [&'static str],
    /// Headers of answers that the runtime reads by itself.
    pub known_headers: &'static [&'static str],
    /// Optional members that are sent all the same where only one value is known for them.
    pub preset_members: &'static [&'static str],
    /// Types to be called otherwise: the place of the schema, the name.
    pub renames: &'static [Rename],
    /// Names that operations and types had before, which stay as deprecated aliases.
    pub aliases: &'static [Alias],
    /// Operations to leave out.
    pub skips: &'static [SkipRule],
    /// What an entry of these tables comes to when its place is gone.
    pub stale: Stale,
    /// The document, where it is not the vendored one.
    pub document: Option<String>,
    /// The features of tags that are on. None if the document has no features: everything is there then.
    pub features: Option<Vec<String>>,
}

/// What to do about an entry of a table that fits the document no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// The document is ours, and so is the entry: it wants another look.
    IsProblem,
    /// The document is somebody's own, and may well be mended.
    IsNote,
}

/// Versions by date, in a query parameter.
#[derive(Clone, Debug)]
pub struct Versioning {
    pub parameter: &'static str,
    /// The first date from which a bare date stands for every release.
    pub oldest_default: &'static str,
}

/// A form of paging: a parameter to ask with, and where an answer tells of the next page. Places are members from the
/// answer down; what an answer has not is left out, and one of them will do.
#[derive(Clone, Debug)]
pub struct PagingStyle {
    pub by: PagingParameter,
    /// The items.
    pub items: &'static [&'static str],
    /// The link to the next page.
    pub link: Option<&'static [&'static str]>,
    /// The number of the next page. Numbers beside it, and itself, may come as a text that says that there is none.
    pub number: Option<&'static [&'static str]>,
    /// The cursor of the next page.
    pub cursor: Option<&'static [&'static str]>,
    /// How many items there are on all pages.
    pub total: Option<&'static [&'static str]>,
}

/// The query parameter that asks for a page.
#[derive(Clone, Copy, Debug)]
pub enum PagingParameter {
    Cursor(&'static str),
    Page(&'static str),
    /// How many items to skip. Nothing has to tell of the next page.
    Offset(&'static str),
}

/// Another name for the type of a schema.
#[derive(Clone, Debug)]
pub struct Rename {
    pub at: &'static str,
    pub name: &'static str,
}

/// A name that an operation or the type of a schema had in a release before: the place, the name in Rust.
#[derive(Clone, Debug)]
pub struct Alias {
    pub at: &'static str,
    pub formerly: &'static str,
}

/// An operation to leave out, with the reason.
#[derive(Clone, Debug)]
pub struct SkipRule {
    pub at: &'static str,
    pub why: &'static str,
}

impl PagingStyle {
    /// A style that finds nothing, for `..PagingStyle::PLAIN`.
    pub const PLAIN: Self =
        Self { by: PagingParameter::Cursor(""), items: &[], link: None, number: None, cursor: None, total: None };
}

impl PagingParameter {
    pub fn name(self) -> &'static str {
        match self {
            Self::Cursor(name) | Self::Page(name) | Self::Offset(name) => name,
        }
    }
}

impl Settings {
    /// Every API of the crate.
    pub fn all() -> [Self; 2] {
        [Self::snyk(), Self::secoda()]
    }

    pub fn snyk() -> Self {
        Self {
            api: "snyk",
            versioning: Some(Versioning { parameter: "version", oldest_default: "2024-10-15" }),
            paging: SNYK_PAGING,
            // JSON:API 1.0 §7.1: a document may contain them. The service leaves them out at times.
            optional_in_answers: &["jsonapi", "links"],
            known_headers: SNYK_HEADERS,
            // Service accounts have none, which the document forgets; one of them must not end a walk over a group.
            optional_when_received: &["email"],
            // JSON:API 1.0 §5.2.1: every resource object in a request has a type, also where the schema forgets it.
            preset_members: &["type"],
            ..Self::plain()
        }
    }

    pub fn secoda() -> Self {
        Self { api: "secoda", paging: SECODA_PAGING, ..Self::plain() }
    }

    /// A document of which nothing else is known.
    pub fn plain() -> Self {
        Self {
            api: "api",
            runtime: "crate",
            versioning: None,
            paging: &[],
            optional_in_answers: &[],
            optional_when_received: &[],
            known_headers: &["location", "retry-after", "deprecation", "sunset", "content-type", "content-length"],
            preset_members: &[],
            renames: &[],
            aliases: &[],
            skips: &[],
            stale: Stale::IsProblem,
            document: None,
            features: None,
        }
    }

    /// The same API by a document of somebody's own.
    pub fn of_own_document(self, document: String) -> Self {
        Self { document: Some(document), stale: Stale::IsNote, features: None, ..self }
    }

    /// The variable that names a document of somebody's own.
    pub fn document_variable(&self) -> String {
        format!("SNYK_SECODA_{}_SPEC", self.api.to_uppercase())
    }

    /// The variable by which Cargo tells a build script that the feature is on.
    pub fn cargo_feature(&self) -> String {
        format!("CARGO_FEATURE_{}_CLIENT", self.api.to_uppercase())
    }

    /// The document: below the root of the package, unless it is somebody's own.
    pub fn spec_file(&self) -> String {
        self.document.clone().unwrap_or_else(|| format!("specs/{}.json", self.api))
    }

    /// The generated file, below `OUT_DIR`.
    pub fn rust_file(&self) -> String {
        format!("{}.rs", self.api)
    }
}

const SNYK_PAGING: &[PagingStyle] = &[
    PagingStyle {
        by: PagingParameter::Cursor("starting_after"),
        items: &["data"],
        link: Some(&["links", "next"]),
        ..PagingStyle::PLAIN
    },
    // Audit logs.
    PagingStyle {
        by: PagingParameter::Cursor("cursor"),
        items: &["data", "items"],
        link: Some(&["links", "next"]),
        ..PagingStyle::PLAIN
    },
    // Issues of packages.
    PagingStyle {
        by: PagingParameter::Offset("offset"),
        items: &["data"],
        link: Some(&["links", "next"]),
        total: Some(&["meta", "total_count"]),
        ..PagingStyle::PLAIN
    },
];

const SECODA_PAGING: &[PagingStyle] = &[
    PagingStyle {
        by: PagingParameter::Page("page"),
        items: &["results"],
        link: Some(&["links", "next"]),
        number: Some(&["meta", "next_page"]),
        ..PagingStyle::PLAIN
    },
    // Lists whose links stand beside their items.
    PagingStyle { by: PagingParameter::Page("page"), items: &["results"], link: Some(&["next"]), ..PagingStyle::PLAIN },
];

const SNYK_HEADERS: &[&str] = &[
    "snyk-request-id",
    "snyk-version-requested",
    "snyk-version-served",
    "snyk-version-lifecycle-stage",
    "location",
    "content-location",
    "retry-after",
    "deprecation",
    "sunset",
];
