//! The settings that the documents in `tests/golden/` are generated with.

use crate::codegen::Settings;
use crate::codegen::settings::{Alias, PagingParameter, PagingStyle};

/// Names that the document `former_names` had before.
const FORMER_NAMES: &[Alias] = &[
    Alias { at: "/paths/~1orgs~1{org_id}/patch", formerly: "edit_org" },
    Alias { at: "/paths/~1orgs~1{org_id}/patch", formerly: "changeOrganization" },
    Alias { at: "/components/schemas/Org", formerly: "Organization" },
];

/// Neither API has lists like those of the document `paging_by_cursor_of_the_body`.
const CURSOR_OF_THE_BODY: &[PagingStyle] = &[PagingStyle {
    by: PagingParameter::Cursor("cursor"),
    items: &["items"],
    cursor: Some(&["next_cursor"]),
    ..PagingStyle::PLAIN
}];

/// The settings for the document of a name.
pub fn settings(name: &str) -> Settings {
    let aliases = if name == "former_names" { FORMER_NAMES } else { &[] };
    let snyk = Settings::snyk();
    let paging = match name {
        "paging_by_cursor_of_the_body" => CURSOR_OF_THE_BODY,
        "paging_by_number" => Settings::secoda().paging,
        _ => snyk.paging,
    };
    Settings { api: "golden", runtime: "snyk_secoda", aliases, paging, ..snyk }
}
