//! Pairs of small documents, one idea each, there and back.

mod answers;
mod bodies;
mod documents;
mod outcomes;
mod requests;
mod whole;

use crate::codegen::Settings;
use crate::codegen::settings::{PagingParameter, PagingStyle, Versioning};
use crate::verdict::Axis;
use crate::verdict::sample::{self, Row};

fn check(rows: Vec<Row>) {
    sample::check(Axis::Wire, &settings(), rows);
}

fn settings() -> Settings {
    Settings {
        versioning: Some(Versioning { parameter: "version", oldest_default: "2024-10-15" }),
        paging: &[
            PagingStyle {
                by: PagingParameter::Cursor("after"),
                items: &["items"],
                link: Some(&["links", "next"]),
                ..PagingStyle::PLAIN
            },
            PagingStyle {
                by: PagingParameter::Page("page"),
                items: &["items"],
                link: Some(&["links", "next"]),
                number: Some(&["meta", "next_page"]),
                ..PagingStyle::PLAIN
            },
            PagingStyle {
                by: PagingParameter::Page("page"),
                items: &["items"],
                link: Some(&["next"]),
                ..PagingStyle::PLAIN
            },
        ],
        ..Settings::plain()
    }
}
