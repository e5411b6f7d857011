//! The settings that the documents in `tests/golden/` are generated with.

use crate::codegen::Settings;
use crate::codegen::settings::Alias;

/// Names that the document `former_names` had before.
const FORMER_NAMES: &[Alias] = &[
    Alias { at: "/paths/~1orgs~1{org_id}/patch", formerly: "edit_org" },
    Alias { at: "/paths/~1orgs~1{org_id}/patch", formerly: "changeOrganization" },
    Alias { at: "/components/schemas/Org", formerly: "Organization" },
];

/// The settings for the document of a name.
pub fn settings(name: &str) -> Settings {
    let aliases = if name == "former_names" { FORMER_NAMES } else { &[] };
    Settings { api: "golden", runtime: "snyk_secoda", aliases, ..Settings::snyk() }
}
