//! The review as CSV for spreadsheets and as JSON for programs: every person, nothing condensed.

use serde_json::{Map, Value, json};

use crate::findings::Finding;
use crate::report::{Grant, Person, Report};
use crate::snapshot::Sources;

/// One line per person.
pub(crate) fn csv(report: &Report) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "name",
        "email",
        "admin",
        "group_roles",
        "org_count",
        "org_roles",
        "sso",
        "secoda_group_count",
        "secoda_groups",
        "snyk_user_ids",
        "secoda_user_ids",
        "findings",
    ])?;
    for (index, person) in report.people.iter().enumerate() {
        writer.write_record(record(person, &codes(report, index)).map(defused))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn record(person: &Person, findings: &[&str]) -> [String; 12] {
    [
        person.name.clone().unwrap_or_default(),
        person.email.clone().unwrap_or_default(),
        if person.is_admin() { "yes" } else { "no" }.to_owned(),
        joined(person.group_roles.iter().map(place_and_role)),
        person.org_roles.len().to_string(),
        joined(person.org_roles.iter().map(place_and_role)),
        person.sso.name().unwrap_or_default().to_owned(),
        person.secoda_groups.len().to_string(),
        joined(&person.secoda_groups),
        joined(&person.snyk_ids),
        joined(&person.secoda_ids),
        joined(findings),
    ]
}

/// People choose their names, and a spreadsheet runs a text that begins like this as a formula.
fn defused(text: String) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{text}") } else { text }
}

/// Everything, in one document; null for what was not looked at.
pub(crate) fn json(report: &Report, sources: &Sources) -> Value {
    let totals = report.totals.rows(sources).map(|row| (row.key.to_owned(), json!(row.number)));
    let people = report.people.iter().enumerate();
    let people = people.map(|(index, person)| person_json(person, &codes(report, index)));
    json!({
        "source": { "embedded": sources.embedded, "snyk": sources.snyk, "secoda": sources.secoda },
        "totals": Map::from_iter(totals),
        "people": people.collect::<Vec<_>>(),
        "findings": report.findings.iter().map(finding_json).collect::<Vec<_>>(),
        "not_reviewed": report.gaps,
    })
}

fn finding_json(finding: &Finding) -> Value {
    let Finding { code, title, people } = finding;
    json!({ "code": code, "title": title, "count": people.len() })
}

fn person_json(person: &Person, findings: &[&str]) -> Value {
    let grant = |grant: &Grant| match &grant.org {
        Some(org) => json!({ "group": grant.group, "org": org, "role": grant.role }),
        None => json!({ "group": grant.group, "role": grant.role }),
    };
    json!({
        "name": person.name,
        "email": person.email,
        "admin": person.is_admin(),
        "group_roles": person.group_roles.iter().map(grant).collect::<Vec<_>>(),
        "org_roles": person.org_roles.iter().map(grant).collect::<Vec<_>>(),
        "sso": person.sso.name(),
        "secoda_groups": person.secoda_groups,
        "snyk_user_ids": person.snyk_ids,
        "secoda_user_ids": person.secoda_ids,
        "findings": findings,
    })
}

/// Codes of the findings that a person is in.
fn codes(report: &Report, person: usize) -> Vec<&'static str> {
    let of_person = report.findings.iter().filter(|finding| finding.people.contains(&person));
    of_person.map(|finding| finding.code).collect()
}

fn place_and_role(grant: &Grant) -> String {
    match &grant.org {
        Some(org) => format!("{} / {org}: {}", grant.group, grant.role),
        None => format!("{}: {}", grant.group, grant.role),
    }
}

fn joined<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let texts: Vec<T> = texts.into_iter().collect();
    texts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let grant = Grant {
            group_id: "g".into(),
            group: "Shop".into(),
            org: Some("Web, \"old\"".into()),
            role: "Org Admin".into(),
        };
        let person = Person { name: Some("=1+2".into()), org_roles: vec![grant], ..Person::default() };
        Report { people: vec![person, Person::default()], ..Report::default() }
    }

    #[test]
    fn csv_quotes_and_defuses_what_needs_it() {
        let bytes = csv(&report()).unwrap();
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let rows: Vec<_> = reader.records().collect::<Result<_, _>>().unwrap();
        assert_eq!((rows.len(), &rows[0][0]), (2, "'=1+2"));
        assert_eq!((&rows[0][4], &rows[0][5]), ("1", "Shop / Web, \"old\": Org Admin"));
    }

    #[test]
    fn json_has_null_for_what_was_not_read() {
        let secoda = Some("https://api.secoda.co".to_owned());
        let sources = Sources { embedded: false, snyk: None, secoda };
        let json = json(&report(), &sources);
        assert_eq!(json["totals"]["snyk_orgs"], Value::Null);
        assert_eq!(json["totals"]["secoda_groups"], 0);
        assert_eq!(json["people"][0]["org_roles"][0]["role"], "Org Admin");
    }
}
