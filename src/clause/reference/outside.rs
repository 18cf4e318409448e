//! What holds the target of a reference: a larger part of the same agreement, or another instrument by its name.

use super::number::roman_value;
use super::unit::unit_at_start;
use super::{Deixis, Reference, reference};
use crate::source::Span;
use crate::structure::{Unit, UnitWord};

/// Words that join a part to what holds it. The later ones also join other things, so they need a surer name after them.
const HOLDERS: [(&str, bool); 12] = [
    ("of", true),
    ("del", true),
    ("de", true),
    ("du", true),
    ("da", true),
    ("do", true),
    ("des", true),
    ("to", false),
    ("in", false),
    ("under", false),
    ("al", false),
    ("from", false),
];

const DETERMINERS: [&str; 21] = [
    "the",
    "this",
    "that",
    "those",
    "these",
    "said",
    "present",
    "el",
    "la",
    "los",
    "las",
    "le",
    "les",
    "este",
    "esta",
    "presente",
    "présent",
    "présente",
    "cet",
    "cette",
    "ce",
];

const POINTING: [(&str, Deixis); 22] = [
    ("this", Deixis::This),
    ("present", Deixis::This),
    ("este", Deixis::This),
    ("esta", Deixis::This),
    ("presente", Deixis::This),
    ("présent", Deixis::This),
    ("présente", Deixis::This),
    ("cet", Deixis::This),
    ("cette", Deixis::This),
    ("ce", Deixis::This),
    ("that", Deixis::That),
    ("said", Deixis::That),
    ("such", Deixis::That),
    ("aforementioned", Deixis::That),
    ("dicho", Deixis::That),
    ("dicha", Deixis::That),
    ("ledit", Deixis::That),
    ("ladite", Deixis::That),
    ("the", Deixis::The),
    ("el", Deixis::The),
    ("la", Deixis::The),
    ("le", Deixis::The),
];

/// "its Article 24" belongs to what was named before.
const POSSESSIVES: [&str; 5] = ["its", "their", "su", "sus", "son"];

/// Nouns that make a capitalised name the name of an instrument.
const INSTRUMENTS: [&str; 30] = [
    "Agreement",
    "Agreements",
    "Convention",
    "Treaty",
    "Protocol",
    "Charter",
    "Statute",
    "Regulation",
    "Regulations",
    "Directive",
    "Decision",
    "Covenant",
    "Declaration",
    "Law",
    "Act",
    "Code",
    "Constitution",
    "Understanding",
    "Rules",
    "System",
    "Resolution",
    "Memorandum",
    "Nomenclature",
    "Acuerdo",
    "Convenio",
    "Tratado",
    "Accord",
    "Traité",
    "Protocolo",
    "Ley",
];

/// Common nouns of what is not this agreement.
const OTHERS: [&str; 10] = [
    "treaties",
    "agreements",
    "conventions",
    "instruments",
    "letter",
    "letters",
    "law",
    "regulations",
    "tratados",
    "acuerdos",
];

/// Small words inside a name: "General Agreement on Tariffs and Trade".
const JOINERS: [&str; 36] = [
    "of",
    "on",
    "and",
    "for",
    "the",
    "to",
    "in",
    "by",
    "between",
    "among",
    "with",
    "against",
    "from",
    "establishing",
    "concerning",
    "relating",
    "regarding",
    "as",
    "de",
    "del",
    "la",
    "el",
    "los",
    "las",
    "y",
    "sobre",
    "para",
    "en",
    "du",
    "des",
    "les",
    "le",
    "et",
    "sur",
    "relatif",
    "entre",
];

/// The pointing word at the end of `before`, with the bytes from its start to the end of `before`.
pub(super) fn pointing_word(before: &str) -> Option<(usize, Deixis)> {
    let trimmed = before.trim_end();
    let gap = before.get(trimmed.len()..)?;
    if gap.is_empty() || gap.matches('\n').count() > 1 {
        return None;
    }
    let word = trimmed.rsplit(|c: char| !c.is_alphabetic()).next()?;
    let (_, deixis) = POINTING.iter().find(|(name, _)| name.eq_ignore_ascii_case(word))?;
    Some((word.len() + gap.len(), *deixis))
}

/// Whether "this" stands before the word for a paragraph or point: a number behind it is a footnote's call ("this paragraph 7").
pub(super) fn points_at_itself(before: &str, word: UnitWord) -> bool {
    let small = !word.plural && matches!(word.unit, Unit::Paragraph | Unit::Point);
    small && pointing_word(before).is_some_and(|(_, deixis)| deixis == Deixis::This)
}

/// Whether a pointing word and this unit word make a reference ("this Part", but not "this part" or "the Agreement on Safeguards").
pub(super) fn may_point(text: &str, start: usize, end: usize, unit: Unit, deixis: Deixis) -> bool {
    let word = text.get(start..end).unwrap_or("");
    let capital = word.starts_with(char::is_uppercase);
    let english_part = word.eq_ignore_ascii_case("part");
    match (unit, deixis) {
        (Unit::Part, _) => capital && english_part && deixis == Deixis::This,
        (Unit::Title | Unit::Footnote, _) => capital && deixis == Deixis::This,
        (Unit::Point, _) => word.to_lowercase().starts_with("sub") && deixis != Deixis::The,
        (Unit::Article | Unit::Agreement, Deixis::That) => capital,
        (Unit::Agreement | Unit::Annex | Unit::Protocol | Unit::Appendix, Deixis::The) => {
            capital && !named_further(text, end)
        }
        (_, Deixis::The) => false,
        _ => true,
    }
}

/// Whether the words after a unit word belong to a name: "Agreement on Safeguards", "Protocol of 1998".
fn named_further(text: &str, end: usize) -> bool {
    let next = text.get(end..).unwrap_or("").trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || JOINERS.contains(&next)
}

/// Finds what holds the reference, after it ("of Chapter 11", "of the GATT 1994") or as an acronym before it ("GATT Article XX").
pub(super) fn enclose(text: &str, before: &str, found: &mut Reference) {
    if found.numbers.is_empty() {
        return;
    }
    found.outside = acronym_before(text, before, found);
    if before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().is_some_and(|word| POSSESSIVES.contains(&word)) {
        found.deixis = Deixis::That;
    }
    let end = found.span.range().end;
    let Some(rest) = text.get(end..) else { return };
    let comma = usize::from(found.within.is_some() && rest.starts_with(", of "));
    if let Some((at, sure)) = holder_word(rest.get(comma..).unwrap_or("")) {
        hold(text, end + comma + at, sure, found);
    } else if rest.trim_start().starts_with("thereof") {
        found.deixis = Deixis::That;
    }
}

fn hold(text: &str, at: usize, sure: bool, found: &mut Reference) {
    let inner = text.get(at..).and_then(|rest| inner_reference(text, at, rest, found.unit));
    if text.get(at..).is_some_and(speaks_of_others) {
        found.deixis = Deixis::That;
    } else if let Some(inner) = inner {
        found.span = found.span.join(inner.span);
        outermost(found).within = Some(Box::new(inner));
    } else if let Some(name) = instrument(text, at, sure, found.unit) {
        found.span = found.span.join(name);
        found.outside = Some(name);
    }
}

/// "the treaties mentioned above", "the letter dated": what holds the target is no part of this agreement.
fn speaks_of_others(rest: &str) -> bool {
    let noun = rest.get(skip_determiners(rest)..).unwrap_or("");
    let word = noun.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    OTHERS.contains(&word)
}

fn outermost(found: &mut Reference) -> &mut Reference {
    let mut depth = 0;
    let mut at = &*found;
    while let Some(within) = &at.within {
        at = within;
        depth += 1;
    }
    let mut holder = found;
    for _ in 0..depth {
        match holder.within {
            Some(ref mut within) => holder = within,
            None => break,
        }
    }
    holder
}

/// Whether a word in capitals is a small word that joins names ("PROTOCOLS TO BE ANNEXED").
pub(super) fn joins(word: &str) -> bool {
    let lower = word.to_lowercase();
    word.len() > 1 && (JOINERS.contains(&lower.as_str()) || HOLDERS.iter().any(|(holder, _)| *holder == lower))
}

/// The bytes up to what follows "of", "to" and the like, and whether that word is a sure sign.
fn holder_word(rest: &str) -> Option<(usize, bool)> {
    let trimmed = rest.trim_start();
    let attached = ["annexed ", "attached ", "appended "].iter().find_map(|word| trimmed.strip_prefix(word));
    let trimmed = attached.unwrap_or(trimmed);
    let word = trimmed.split(|c: char| !c.is_alphabetic()).next()?;
    let (_, sure) = HOLDERS.iter().find(|(name, _)| *name == word)?;
    let after = trimmed.get(word.len()..)?;
    let next = after.trim_start();
    (trimmed.len() < rest.len() && next.len() < after.len()).then_some((rest.len() - next.len(), *sure))
}

/// A reference right after a holder word and its determiners: "of the said Article", "of Chapter 11".
fn inner_reference(text: &str, floor: usize, rest: &str, unit: Unit) -> Option<Reference> {
    let skipped = skip_determiners(rest);
    let start = floor + skipped;
    let (length, word) = unit_at_start(rest.get(skipped..)?)?;
    let inner = reference(text, floor, start, start + length, word)?;
    let attached = unit.is_attached() && !matches!(inner.unit, Unit::Paragraph | Unit::Point);
    (unit.stands_in(inner.unit) || attached).then_some(inner)
}

/// The bytes of the determiners that `rest` begins with: "the said ", "l'".
fn skip_determiners(rest: &str) -> usize {
    let mut at = 0;
    for _ in 0..3 {
        let here = rest.get(at..).unwrap_or("");
        if let Some(after) = here.strip_prefix("l'").or_else(|| here.strip_prefix("l’")) {
            return rest.len() - after.len();
        }
        let word = here.split(char::is_whitespace).next().unwrap_or("");
        if !DETERMINERS.contains(&word) {
            break;
        }
        let after = here.get(word.len()..).unwrap_or("").trim_start();
        at = rest.len() - after.len();
    }
    at
}

/// The name of another instrument that begins after the determiners at `at`.
fn instrument(text: &str, at: usize, sure: bool, unit: Unit) -> Option<Span> {
    let rest = text.get(at..)?;
    let start = at + skip_determiners(rest);
    let name = name_at(text.get(start..)?)?;
    let words = || name.split(|c: char| !c.is_alphanumeric());
    let noun = words().any(|word| INSTRUMENTS.contains(&word));
    let acronym = words().any(is_acronym);
    let party = words()
        .next()
        .is_some_and(|word| matches!(word, "Party" | "Parties" | "Member" | "Members" | "States" | "State"));
    let part = matches!(unit, Unit::Annex | Unit::Appendix | Unit::Section | Unit::Subsection);
    let annexed = acronym && (unit.is_attached() || unit == Unit::Article);
    let accepted = noun || annexed || sure && !party && (acronym || !part);
    accepted.then(|| Span::of(start, start + name.len()))
}

/// A run of capitalised words with small words between them.
fn name_at(text: &str) -> Option<&str> {
    const LONGEST: usize = 24;
    let mut end = 0;
    let mut at = 0;
    let mut joiners: Vec<&str> = Vec::new();
    for _ in 0..LONGEST {
        let here = text.get(at..)?;
        let gap = here.len() - here.trim_start().len();
        if here.get(..gap).is_some_and(|gap| gap.matches('\n').count() > 1) {
            break;
        }
        let start = at + gap;
        let word = text.get(start..)?.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':')).next()?;
        let bare = word.trim_end_matches(['.', ')', '’', '\'', '”', '"']);
        at = start + word.len();
        if is_name_word(bare, end == 0) {
            end = start + bare.len();
            joiners.clear();
        } else if end > 0 && JOINERS.contains(&bare) && !splits(&joiners, bare) {
            joiners.push(bare);
        } else {
            break;
        }
        let shut = bare.len() < word.len() && !bare.contains('(');
        if shut || text.get(at..).is_some_and(|rest| rest.starts_with([',', ';', ':'])) {
            break;
        }
    }
    let name = text.get(..end)?;
    let name = if name.contains(')') { name } else { name.split('(').next()?.trim_end() };
    name.chars().any(char::is_uppercase).then_some(name)
}

/// "and the" opens a second instrument.
fn splits(joiners: &[&str], word: &str) -> bool {
    matches!(joiners.last(), Some(&("and" | "y" | "et")))
        && matches!(word, "the" | "el" | "la" | "le" | "les" | "los" | "las")
}

fn is_name_word(word: &str, first: bool) -> bool {
    let word = word.trim_start_matches(['(', '“', '"', '‘', '\'']);
    let numbered = word.starts_with(|c: char| c.is_ascii_digit()) && (!first || word.len() == 4);
    word.starts_with(char::is_uppercase) || numbered
}

/// Capitals, of two letters or more, that are no Roman numeral.
fn is_acronym(word: &str) -> bool {
    let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
    word.len() >= 2 && capitals >= 2 && capitals + 1 >= word.len() && roman_value(word).is_none()
}

/// The bytes of a short name in brackets at the end of the words before an annex: "(ITA-1) Attachment A".
fn bracketed(before: &str) -> Option<usize> {
    let inner = before.strip_suffix(')')?.rsplit('(').next()?;
    let letters = inner.split(|c: char| !c.is_alphabetic()).next()?;
    (inner.len() <= 10 && is_acronym(letters)).then_some(inner.len() + 2)
}

/// "GATT 1994 Article XX": an acronym on the same line right before a reference.
fn acronym_before(text: &str, before: &str, found: &Reference) -> Option<Span> {
    let start = found.span.range().start;
    let unit_capitals = text.get(start..start + 2)?.bytes().all(|b| b.is_ascii_uppercase());
    let trimmed = before.strip_suffix(' ')?;
    if let Some(name) = bracketed(trimmed).filter(|_| found.unit.is_attached()) {
        return Some(Span::of(start - 1 - name, start - 1));
    }
    let unyeared = trimmed.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(' ');
    let year = trimmed.len() - unyeared.len();
    let head = if year == 5 { unyeared } else { trimmed };
    let word = head.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let named = word.len() <= 8 && is_acronym(word) && !unit_capitals;
    let back = before.len() - head.len() + word.len();
    named.then(|| Span::of(start - back, start - 1))
}
