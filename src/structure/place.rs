//! How a lawyer cites a provision.

use super::{Kind, Outline, Provision, ProvisionId};

impl Outline {
    /// How a lawyer cites it: `Article 9.20(1)(a)`, `Chapter 9`, `Annex 9-B, paragraph 3`, `Preamble`, `Article 5, footnote 3`.
    /// Where article numbers begin anew in each chapter the chapter stands before: `Chapter 10, Article 13(1)`.
    #[must_use]
    pub fn place(&self, id: ProvisionId) -> String {
        let mut chain: Vec<ProvisionId> = self.upwards(id).collect();
        chain.reverse();
        let kinds: Vec<Kind> = chain.iter().filter_map(|id| Some(self.get(*id)?.kind)).collect();
        let mut cited = String::new();
        for (at, id) in chain.iter().enumerate() {
            let Some(provision) = self.get(*id) else { continue };
            let below = kinds.get(at + 1..).unwrap_or(&[]);
            if !self.left_out(provision, below) {
                self.cite(*id, provision, &mut cited);
            }
        }
        if cited.is_empty() { "Agreement".to_owned() } else { cited }
    }

    /// Greater parts are not named where the article's number alone tells which it is.
    #[expect(clippy::wildcard_enum_match_arm, reason = "all other kinds are treated alike, new ones too")]
    fn left_out(&self, provision: &Provision, below: &[Kind]) -> bool {
        let article = below.contains(&Kind::Article);
        match provision.kind {
            Kind::Agreement => true,
            Kind::Part | Kind::Title => article || below.iter().any(|kind| matches!(kind, Kind::Chapter | Kind::Annex)),
            Kind::Chapter => article && !self.restarts || below.contains(&Kind::Annex),
            Kind::Section => article,
            _ => false,
        }
    }

    fn cite(&self, id: ProvisionId, provision: &Provision, cited: &mut String) {
        let number = provision.number.as_deref();
        match (provision.kind, number) {
            (Kind::Paragraph | Kind::Point | Kind::Subpoint, Some(number)) if joins(cited) && !number.contains('.') => {
                cited.push_str(&format!("({number})"));
            }
            (Kind::Paragraph, Some(number)) => push(cited, &lower(cited, &format!("Paragraph {number}"))),
            (Kind::Point | Kind::Subpoint, Some(number)) => push(cited, &format!("({number})")),
            (Kind::Paragraph | Kind::Point | Kind::Subpoint, None) => self.cite_unnumbered(id, provision, cited),
            (Kind::Footnote, number) => push(cited, &lower(cited, &format!("Footnote {}", number.unwrap_or("")))),
            (kind, _) => push(cited, &self.named(kind, provision)),
        }
    }

    fn cite_unnumbered(&self, id: ProvisionId, provision: &Provision, cited: &mut String) {
        let siblings = provision.parent.and_then(|parent| self.get(parent)).map_or(&[][..], |parent| &parent.children);
        let alike = |other: &&ProvisionId| {
            self.get(**other).is_some_and(|other| other.number.is_none() && other.kind == provision.kind)
        };
        let several = siblings.iter().filter(alike).nth(1).is_some();
        if !several && provision.kind == Kind::Paragraph {
            return;
        }
        let place = siblings.iter().filter(alike).position(|other| *other == id).unwrap_or(0) + 1;
        let what = if provision.kind == Kind::Paragraph { "paragraph" } else { "indent" };
        push(cited, &lower(cited, &format!("{} {what}", ordinal(place))));
    }

    fn named(&self, kind: Kind, provision: &Provision) -> String {
        let word = match kind {
            Kind::Preamble => return "Preamble".to_owned(),
            Kind::Signature => return "Signatures".to_owned(),
            Kind::Part => "Part",
            Kind::Title => "Title",
            Kind::Chapter => "Chapter",
            Kind::Section if provision.path.contains("/sub") => "Subsection",
            Kind::Section => "Section",
            Kind::Article => "Article",
            Kind::Annex => annex_word(&provision.path),
            Kind::Protocol => "Protocol",
            Kind::Letter => "Letter",
            Kind::Agreement | Kind::Paragraph | Kind::Point | Kind::Subpoint | Kind::Footnote => "",
        };
        match &provision.number {
            Some(number) => format!("{word} {number}"),
            None => word.to_owned(),
        }
    }
}

fn annex_word(path: &str) -> &'static str {
    let step = path.rsplit('/').next().unwrap_or("");
    match step.get(..3) {
        Some("app") => "Appendix",
        Some("sch") => "Schedule",
        Some("att") => "Attachment",
        _ => "Annex",
    }
}

/// Whether a number in parentheses can follow: "Article 5", "Article 5(1)", "paragraph 3".
fn joins(cited: &str) -> bool {
    let last = cited.rsplit(", ").next().unwrap_or("");
    last.starts_with("Article")
        || last.starts_with("paragraph")
        || last.starts_with("Paragraph")
        || last.ends_with(')')
        || last.ends_with("paragraph")
}

fn push(cited: &mut String, next: &str) {
    if !cited.is_empty() {
        cited.push_str(", ");
    }
    cited.push_str(next);
}

/// In small letters unless it stands first.
fn lower(cited: &str, next: &str) -> String {
    if cited.is_empty() { next.to_owned() } else { next.to_lowercase() }
}

fn ordinal(place: usize) -> String {
    const WORDS: [&str; 10] =
        ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"];
    if let Some(word) = place.checked_sub(1).and_then(|at| WORDS.get(at)) {
        return (*word).to_owned();
    }
    let ending = match (place % 10, place % 100) {
        (1, last) if last != 11 => "st",
        (2, last) if last != 12 => "nd",
        (3, last) if last != 13 => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}
