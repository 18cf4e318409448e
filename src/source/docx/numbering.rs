//! Automatic numbering: the numbers that a reader of the Word file sees but its text does not hold.

use std::collections::{HashMap, HashSet};

use roxmltree::{Document, Node};

use super::styles::{Numbered, Styles};
use super::tree;

/// Levels of a list, as the format has them.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    text: String,
    /// Restarts only after a level below this (counted from 1); 0: never.
    restart: Option<u32>,
    style: Option<String>,
    legal: bool,
}

#[derive(Debug, Default)]
struct List {
    pattern: u32,
    starts: HashMap<u32, u32>,
    levels: HashMap<u32, Level>,
}

/// The lists of a document and how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    patterns: HashMap<u32, HashMap<u32, Level>>,
    linked: HashMap<u32, String>,
    lists: HashMap<u32, List>,
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    started: HashSet<(u32, u32)>,
}

impl Numbering {
    pub(super) fn read(document: &Document<'_>) -> Self {
        let mut numbering = Numbering::default();
        for node in document.root_element().children() {
            match node.tag_name().name() {
                "abstractNum" => numbering.add_pattern(node),
                "num" => numbering.add_list(node),
                _ => {}
            }
        }
        numbering
    }

    fn add_pattern(&mut self, node: Node<'_, '_>) {
        let Some(id) = number(node, "abstractNumId") else { return };
        self.patterns.insert(id, levels(node));
        if let Some(style) = tree::value(node, "numStyleLink") {
            self.linked.insert(id, style.to_owned());
        }
    }

    fn add_list(&mut self, node: Node<'_, '_>) {
        let Some(id) = number(node, "numId") else { return };
        let mut list = List { pattern: tree::number(node, "abstractNumId").unwrap_or(0), ..List::default() };
        for change in node.children().filter(|child| child.tag_name().name() == "lvlOverride") {
            let Some(level) = number(change, "ilvl") else { continue };
            if let Some(start) = tree::number(change, "startOverride") {
                list.starts.insert(level, start);
            }
            list.levels.extend(levels(change));
        }
        self.lists.insert(id, list);
    }

    /// The number that a paragraph shows; counts it. Empty where it shows none.
    pub(super) fn next(&mut self, numbered: Numbered, style: Option<&str>, styles: &Styles) -> String {
        let Some(list) = numbered.list.filter(|id| *id > 0) else { return String::new() };
        let pattern = self.pattern_of(list, styles);
        let by_style = || style.and_then(|style| self.level_of_style(pattern, style));
        let level = numbered.level.or_else(by_style).unwrap_or(0).min(LEVELS as u32 - 1);
        if self.level(list, pattern, level).is_none() {
            return String::new();
        }
        self.count(list, pattern, level);
        self.shown(list, pattern, level)
    }

    /// The pattern of a list; a pattern may only name the style that holds the real one.
    fn pattern_of(&self, list: u32, styles: &Styles) -> u32 {
        let pattern = self.lists.get(&list).map_or(0, |list| list.pattern);
        let linked =
            self.linked.get(&pattern).and_then(|style| styles.numbered(style)).and_then(|numbered| numbered.list);
        linked.and_then(|list| self.lists.get(&list)).map_or(pattern, |list| list.pattern)
    }

    fn level_of_style(&self, pattern: u32, style: &str) -> Option<u32> {
        let levels = self.patterns.get(&pattern)?;
        (0..LEVELS as u32).find(|level| levels.get(level).is_some_and(|found| found.style.as_deref() == Some(style)))
    }

    fn level(&self, list: u32, pattern: u32, level: u32) -> Option<&Level> {
        let own = self.lists.get(&list).and_then(|list| list.levels.get(&level));
        own.or_else(|| self.patterns.get(&pattern)?.get(&level))
    }

    fn count(&mut self, list: u32, pattern: u32, level: u32) {
        let start = self.level(list, pattern, level).and_then(|found| found.start).unwrap_or(1);
        let restarts: Vec<bool> =
            (0..LEVELS as u32).map(|deeper| self.restarts(list, pattern, deeper, level)).collect();
        let fresh = self.lists.get(&list).and_then(|list| list.starts.get(&level)).copied();
        let fresh = fresh.filter(|_| self.started.insert((list, level)));
        let counts = self.counts.entry(pattern).or_default();
        for (at, count) in counts.iter_mut().enumerate() {
            if at == level as usize {
                *count = Some(fresh.unwrap_or_else(|| count.map_or(start, |before| before.saturating_add(1))));
            } else if restarts.get(at) == Some(&true) {
                *count = None;
            }
        }
    }

    /// Whether counting at `level` makes the level `deeper` start again.
    fn restarts(&self, list: u32, pattern: u32, deeper: u32, level: u32) -> bool {
        let after = self.level(list, pattern, deeper).and_then(|found| found.restart);
        deeper > level && after.is_none_or(|after| level < after)
    }

    fn shown(&self, list: u32, pattern: u32, level: u32) -> String {
        let Some(own) = self.level(list, pattern, level) else { return String::new() };
        if own.format == "bullet" {
            return "•".to_owned();
        }
        let mut shown = own.text.clone();
        for at in 0..LEVELS as u32 {
            let sign = format!("%{}", at + 1);
            if !shown.contains(&sign) {
                continue;
            }
            let found = self.level(list, pattern, at).cloned().unwrap_or_default();
            let count = self.counts.get(&pattern).and_then(|counts| counts.get(at as usize).copied().flatten());
            let format = if own.legal { "decimal" } else { found.format.as_str() };
            shown = shown.replace(&sign, &figure(format, count.or(found.start).unwrap_or(1)));
        }
        shown
    }
}

fn number(node: Node<'_, '_>, name: &str) -> Option<u32> {
    tree::attribute(node, name)?.trim().parse().ok()
}

fn levels(node: Node<'_, '_>) -> HashMap<u32, Level> {
    let levels = node.children().filter(|child| child.tag_name().name() == "lvl");
    levels.filter_map(|level| Some((number(level, "ilvl")?, read_level(level)))).collect()
}

fn read_level(node: Node<'_, '_>) -> Level {
    Level {
        start: tree::number(node, "start"),
        format: tree::value(node, "numFmt").unwrap_or("decimal").to_owned(),
        text: tree::value(node, "lvlText").unwrap_or("").to_owned(),
        restart: tree::number(node, "lvlRestart"),
        style: tree::value(node, "pStyle").map(str::to_owned),
        legal: tree::is_on(node, "isLgl"),
    }
}

/// A count as its format writes it.
pub(super) fn figure(format: &str, count: u32) -> String {
    match format {
        "none" | "bullet" => String::new(),
        "decimalZero" => format!("{count:02}"),
        "lowerLetter" => letters(count),
        "upperLetter" => letters(count).to_uppercase(),
        "lowerRoman" => roman(count),
        "upperRoman" => roman(count).to_uppercase(),
        "ordinal" => format!("{count}{}", ordinal_ending(count)),
        "cardinalText" => CARDINALS.get(count as usize).map_or_else(|| count.to_string(), ToString::to_string),
        "ordinalText" => ORDINALS.get(count as usize).map_or_else(|| count.to_string(), ToString::to_string),
        _ => count.to_string(),
    }
}

/// a .. z, aa, bb .. zz, aaa ..
fn letters(count: u32) -> String {
    let at = count.saturating_sub(1);
    let letter = char::from(b'a' + u8::try_from(at % 26).unwrap_or(0));
    letter.to_string().repeat((at / 26 + 1).min(20) as usize)
}

fn roman(count: u32) -> String {
    crate::source::roman::roman(count).unwrap_or_else(|| count.to_string())
}

fn ordinal_ending(count: u32) -> &'static str {
    match (count % 10, count % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

const CARDINALS: [&str; 31] = [
    "Zero",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen",
    "Twenty",
    "Twenty-one",
    "Twenty-two",
    "Twenty-three",
    "Twenty-four",
    "Twenty-five",
    "Twenty-six",
    "Twenty-seven",
    "Twenty-eight",
    "Twenty-nine",
    "Thirty",
];
const ORDINALS: [&str; 21] = [
    "Zeroth",
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
    "Eleventh",
    "Twelfth",
    "Thirteenth",
    "Fourteenth",
    "Fifteenth",
    "Sixteenth",
    "Seventeenth",
    "Eighteenth",
    "Nineteenth",
    "Twentieth",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_word_writes_them() {
        let written = [
            "lowerLetter",
            "upperLetter",
            "lowerRoman",
            "upperRoman",
            "decimalZero",
            "ordinal",
            "cardinalText",
            "ordinalText",
            "decimal",
        ]
        .map(|format| figure(format, 28));
        assert_eq!(written, ["bb", "BB", "xxviii", "XXVIII", "28", "28th", "Twenty-eight", "28", "28"]);
    }

    fn numbers(xml: &str, asked: &[(u32, u32)]) -> Vec<String> {
        let document = Document::parse(xml).unwrap();
        let mut numbering = Numbering::read(&document);
        let styles = Styles::default();
        asked
            .iter()
            .map(|&(list, level)| numbering.next(Numbered { list: Some(list), level: Some(level) }, None, &styles))
            .collect()
    }

    const LISTS: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Article %1"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlRestart w:val="0"/><w:lvlText w:val="(%3)"/></w:lvl>
        </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num></w:numbering>"#;

    #[test]
    fn levels_count_restart_and_continue() {
        let asked = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (1, 0)];
        assert_eq!(
            numbers(LISTS, &asked),
            ["Article I", "1.1", "1.2", "(a)", "Article II", "2.1", "(b)", "Article IX", "9.1", "Article X"]
        );
    }

    #[test]
    fn a_list_that_is_not_there_shows_nothing() {
        assert_eq!(numbers(LISTS, &[(5, 0), (0, 0)]), ["", ""]);
    }
}
