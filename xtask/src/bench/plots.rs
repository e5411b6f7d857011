//! Bar charts as SVG: text that is there for everybody, in colours for light and dark pages, without scripts.

use std::fmt::Write;

use serde_json::Value;

use super::book::Book;
use super::results::grouped;

/// Bars below a heading for each group.
struct Chart {
    title: String,
    /// What the numbers are.
    unit: String,
    digits: usize,
    groups: Vec<Group>,
}

struct Group {
    name: String,
    bars: Vec<Bar>,
}

struct Bar {
    name: String,
    value: f64,
}

const WIDTH: f64 = 760.0;
/// Where bars begin: to the left is room for the longest name.
const LEFT: f64 = 190.0;
/// What is left for a number behind the longest bar.
const RIGHT: f64 = 90.0;
const BAR: f64 = 18.0;
const STEP: f64 = 26.0;
/// How many letters fit to the left of the bars.
const LETTERS: usize = 24;

const STYLE: &str = "\
.page{fill:#ffffff;stroke:#d0d7de}.text{fill:#1f2328}.quiet{fill:#59636e}.ours{fill:#0969da}.peer{fill:#afb8c1}.axis{stroke:#d0d7de}\
text{font:13px system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif}.title{font-size:16px;font-weight:600}.group{font-weight:600}\
@media (prefers-color-scheme:dark){.page{fill:#0d1117;stroke:#3d444d}.text{fill:#f0f6fc}.quiet{fill:#9198a1}.ours{fill:#4493f8}\
.peer{fill:#656c76}.axis{stroke:#3d444d}}";

/// The plots by the names of their files: those for which there is something to draw.
pub(super) fn all(book: &Book, overhead: &Value) -> Vec<(&'static str, String)> {
    let build = Chart {
        title: "Check of the client crate alone, nothing used again".to_owned(),
        unit: "seconds of user time, less is better".to_owned(),
        digits: 2,
        groups: groups(book, "check", "fresh-check-user"),
    };
    let lines = Chart {
        title: "Generated lines".to_owned(),
        unit: "lines of Rust, less is better".to_owned(),
        digits: 0,
        groups: groups(book, "generate", "lines"),
    };
    let calls = Chart {
        title: "A call of each client".to_owned(),
        unit: "microseconds of CPU time, less is better".to_owned(),
        digits: 1,
        groups: groups_of_calls(book),
    };
    let charts =
        [("build-time.svg", build), ("lines.svg", lines), ("overhead.svg", calls), ("call.svg", call_of(overhead))];
    let drawn = charts.into_iter().filter(|(_, chart)| !chart.groups.is_empty());
    drawn.map(|(name, chart)| (name, chart.svg())).collect()
}

/// A group for each document of more than a few operations.
fn groups(book: &Book, part: &str, what: &str) -> Vec<Group> {
    let sheets = book.sheets.iter().filter(|sheet| sheet.part == part);
    let groups = sheets.map(|sheet| {
        let spreads = sheet.who().into_iter().filter_map(|who| Some((who, sheet.spread(what, who)?)));
        let bars = spreads.map(|(who, spread)| Bar { name: who.to_owned(), value: spread.median });
        Group { name: sheet.document.clone(), bars: bars.collect() }
    });
    groups.filter(|group| !group.bars.is_empty()).collect()
}

/// What a call takes in all, and beyond the same by hand.
fn groups_of_calls(book: &Book) -> Vec<Group> {
    let parts = [("in all", "call"), ("beyond the same request with reqwest and serde_json", "call-beyond")];
    let groups = parts.into_iter().flat_map(|(name, what)| {
        groups(book, "calls", what).into_iter().map(|group| Group { name: name.to_owned(), ..group })
    });
    groups.collect()
}

/// What the benchmarks of the runtime leave: `{ "medians": { "group": { "who": microseconds } } }`.
fn call_of(overhead: &Value) -> Chart {
    let groups = overhead["medians"].as_object().into_iter().flatten().map(|(name, bars)| {
        let bars = bars.as_object().into_iter().flatten();
        let bars = bars.filter_map(|(name, value)| Some(Bar { name: name.clone(), value: value.as_f64()? }));
        Group { name: name.clone(), bars: bars.collect() }
    });
    Chart {
        title: "A call that reads one object, and the same by hand".to_owned(),
        unit: "microseconds of CPU time of the client, less is better".to_owned(),
        digits: 1,
        groups: groups.filter(|group| !group.bars.is_empty()).collect(),
    }
}

impl Chart {
    fn svg(&self) -> String {
        let most = self.groups.iter().flat_map(|group| &group.bars).map(|bar| bar.value).fold(0.0, f64::max);
        let scale = if most > 0.0 { (WIDTH - LEFT - RIGHT) / most } else { 0.0 };
        let mut body = String::new();
        let mut y = 76.0;
        for group in &self.groups {
            let _ = writeln!(body, r#"<text class="text group" x="20" y="{y}">{}</text>"#, escaped(&group.name));
            y += 12.0;
            let _ = writeln!(
                body,
                r#"<line class="axis" x1="{LEFT}" y1="{y}" x2="{LEFT}" y2="{}"/>"#,
                y + STEP * group.bars.len() as f64
            );
            for bar in &group.bars {
                body.push_str(&self.bar(bar, y, scale));
                y += STEP;
            }
            y += 32.0;
        }
        let (height, title, unit) = (y - 18.0, escaped(&self.title), escaped(&self.unit));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{title}\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n\
             <rect class=\"page\" x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"6\"/>\n\
             <text class=\"text title\" x=\"20\" y=\"30\">{title}</text>\n<text class=\"quiet\" x=\"20\" y=\"50\">{unit}</text>\n{body}</svg>\n",
            WIDTH - 1.0,
            height - 1.0
        )
    }

    fn bar(&self, bar: &Bar, y: f64, scale: f64) -> String {
        let class = if bar.name.starts_with("ours") { "ours" } else { "peer" };
        let width = (bar.value * scale).max(1.0);
        let (top, base) = (y + (STEP - BAR) / 2.0, y + STEP / 2.0 + 4.5);
        let number = grouped(&format!("{:.*}", self.digits, bar.value));
        format!(
            "<text class=\"text\" x=\"{}\" y=\"{base}\" text-anchor=\"end\">{}</text>\n\
             <rect class=\"{class}\" x=\"{LEFT}\" y=\"{top}\" width=\"{width:.1}\" height=\"{BAR}\" rx=\"2\"/>\n\
             <text class=\"text\" x=\"{:.1}\" y=\"{base}\">{number}</text>\n",
            LEFT - 8.0,
            escaped(&short(&bar.name)),
            LEFT + width + 7.0,
        )
    }
}

/// As much of a name as fits.
fn short(name: &str) -> String {
    match name.chars().count() > LETTERS {
        true => name.chars().take(LETTERS - 1).chain(['…']).collect(),
        false => name.to_owned(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::book::Sheet;
    use serde_json::json;

    fn book() -> Book {
        let mut sheet = Sheet::new("check", "<a> & \"b\"", "");
        sheet.note("ours", "fresh-check-user", 1.0);
        sheet.note("a peer with a name that is too long to be drawn", "fresh-check-user", 4.0);
        Book { sheets: vec![sheet], ..Book::default() }
    }

    /// Every tag that opens closes, in order.
    fn is_well_formed(svg: &str) -> bool {
        let mut open = Vec::new();
        for tag in svg.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(tag, _)| tag) {
            let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
            match (tag.starts_with('/'), tag.ends_with('/')) {
                (true, _) if open.pop() != Some(name) => return false,
                (false, false) => open.push(name),
                _ => {}
            }
        }
        open.is_empty()
    }

    #[test]
    fn a_plot_is_well_formed_and_escapes_text() {
        let plots = all(&book(), &Value::Null);
        assert_eq!(plots.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["build-time.svg"]);
        let svg = &plots[0].1;
        assert!(is_well_formed(svg) && !is_well_formed("<svg><g></svg>"), "{svg}");
        assert!(svg.contains("&lt;a&gt; &amp; &quot;b&quot;") && !svg.contains("<script"), "{svg}");
    }

    #[test]
    fn the_longest_bar_and_every_name_fit() {
        let svg = &all(&book(), &Value::Null)[0].1;
        assert!(svg.contains(&format!("width=\"{:.1}\"", WIDTH - LEFT - RIGHT)), "{svg}");
        assert!(svg.contains("a peer with a name that…"), "{svg}");
    }

    #[test]
    fn calls_are_drawn_in_all_and_beyond_those_by_hand() {
        let mut sheet = Sheet::new("calls", "a (1 operations)", "");
        sheet.note("ours", "call", 12.0);
        sheet.note("ours", "call-beyond", 0.75);
        let plots = all(&Book { sheets: vec![sheet], ..Book::default() }, &Value::Null);
        assert!(plots.len() == 1 && plots[0].0 == "overhead.svg");
        assert!(plots[0].1.contains(">in all<") && plots[0].1.contains(">12.0<") && plots[0].1.contains(">0.8<"));
    }

    #[test]
    fn a_call_is_drawn_of_what_the_runtime_benchmarks_left() {
        let plots = all(&Book::default(), &json!({ "medians": { "in all": { "ours": 1.5, "peer": 9 } } }));
        assert_eq!(plots.len(), 1);
        assert!(plots[0].0 == "call.svg" && plots[0].1.contains(">1.5<"));
        assert!(all(&Book::default(), &Value::Null).is_empty());
    }
}
