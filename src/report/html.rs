//! Self-contained web pages: they load nothing, read on a phone and on paper, and work without scripts.
//!
//! Templates are filled by minijinja: it escapes by itself and, unlike compiled templates, adds no macro to the build.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, Value, context};
use serde::Serialize;

use super::graphical::doubt;
use super::line::counted;
use super::summary::verdict;
use super::{Judged, Paper};
use crate::rules::{Severity, Verdict};

pub(super) const PAGES: [(&str, &str); 4] = [
    ("base.html", include_str!("html/base.html")),
    ("agreement.html", include_str!("html/agreement.html")),
    ("report.html", include_str!("html/report.html")),
    ("index.html", include_str!("html/index.html")),
];
const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

/// An agreement with its text.
#[derive(Debug, Serialize)]
struct Shown<'a> {
    prefix: String,
    judged: &'a Judged,
    paper: &'a Paper,
    doubt: Option<String>,
}

/// The report on one or more agreements as one page; `back` is the page that it belongs to.
///
/// # Errors
/// None but mistakes in the templates.
pub fn html(agreements: &[(&Judged, &Paper)], back: Option<&str>) -> Result<String, Error> {
    let alone = agreements.len() == 1;
    let shown = agreements.iter().zip(1..).map(|((judged, paper), number)| Shown {
        prefix: if alone { String::new() } else { format!("a{number}-") },
        judged,
        paper,
        doubt: doubt(judged),
    });
    let title = match agreements {
        [(judged, _)] => judged.name().to_owned(),
        several => counted(several.len(), "agreement", "agreements"),
    };
    let shown: Vec<Shown> = shown.collect();
    fill("report.html", context! { title, back, agreements => Value::from(Serde(&shown)) })
}

/// Fills a template; every page knows the style, the script and the words for verdicts and severities.
pub(super) fn fill(name: &str, given: Value) -> Result<String, Error> {
    let mut pages = Environment::new();
    pages.set_auto_escape_callback(|_| AutoEscape::Html);
    pages.add_global("style", STYLE);
    pages.add_global("script", SCRIPT);
    pages.add_global("version", env!("CARGO_PKG_VERSION"));
    pages.add_global("verdicts", Value::from_pairs(VERDICTS.map(|found| (found.word(), verdict(found)))));
    pages.add_global("kinds", Value::from_pairs(KINDS.map(|(severity, word)| (severity.word(), word))));
    for (page, text) in PAGES {
        pages.add_template(page, text)?;
    }
    pages.get_template(name)?.render(given)
}

pub(super) const VERDICTS: [Verdict; 4] = [Verdict::Satisfied, Verdict::Partly, Verdict::Not, Verdict::Undetermined];
const KINDS: [(Severity, &str); 4] = [
    (Severity::Error, "Error"),
    (Severity::Warning, "Warning"),
    (Severity::Advice, "Advice"),
    (Severity::Satisfied, "Met"),
];

#[cfg(test)]
mod tests {
    use super::super::{Locator, sample};
    use super::*;

    fn page() -> String {
        let source = sample::source();
        let judged = sample::judged();
        let paper = Paper::new(&Locator::new(&source, sample::TEXT.as_bytes()), &sample::outline(), &judged);
        html(&[(&judged, &paper)], None).unwrap()
    }

    /// The values of an attribute, in order.
    fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
        page.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn every_link_within_the_page_has_its_target() {
        let page = page();
        let ids = values(&page, " id=\"");
        let links: Vec<&str> = values(&page, " href=\"#");
        assert!(links.len() > 5);
        for link in links {
            assert!(ids.contains(&link), "#{link} leads nowhere");
        }
    }

    #[test]
    fn verdicts_and_severities_are_said_in_words() {
        let page = page();
        for words in [">not met", "criterion (b)", ">Error", "> Advice</label>"] {
            assert!(page.contains(words), "{words}");
        }
    }

    #[test]
    fn nothing_is_loaded_from_elsewhere() {
        let page = page();
        for sign in ["http://", "https://", "src=", "@import", "url("] {
            assert!(!page.contains(sign), "{sign}");
        }
    }

    #[test]
    fn words_of_the_text_are_no_markup() {
        let mut judged = sample::judged();
        judged.title = Some("<script>alert(1)</script>".to_owned());
        let page = html(&[(&judged, &Paper::default())], None).unwrap();
        assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
    }
}
