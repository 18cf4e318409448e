//! Provisions by the numbers that references call them by.

use std::collections::HashMap;

use crate::clause::reference::{Unit, normal_number, roman_value};
use crate::source::Source;
use crate::structure::{Kind, Outline, Provision, ProvisionId};

/// An outline with its numbered parts by unit and number.
pub(super) struct Index<'a> {
    pub(super) outline: &'a Outline,
    numbered: HashMap<(Unit, String), Vec<ProvisionId>>,
    attached: Vec<(Unit, String, ProvisionId)>,
    keys: Vec<String>,
}

impl<'a> Index<'a> {
    pub(super) fn new(source: &Source, outline: &'a Outline) -> Self {
        let keys = outline.provisions.iter().map(|part| part.number.as_deref().map_or_else(String::new, key)).collect();
        let mut index = Index { outline, numbered: HashMap::new(), attached: Vec::new(), keys };
        for (id, provision) in (0..).map(ProvisionId).zip(&outline.provisions) {
            if let (Some(unit), true) = (unit_of(source, provision), provision.number.is_some()) {
                let key = index.key_of(id).to_owned();
                index.add(unit, key, id);
            }
        }
        index
    }

    fn add(&mut self, unit: Unit, key: String, id: ProvisionId) {
        if unit.is_attached() {
            self.attached.push((unit, key.clone(), id));
        }
        if let Some(value) = roman_value(&key) {
            self.numbered.entry((unit, value.to_string())).or_default().push(id);
        }
        self.numbered.entry((unit, key)).or_default().push(id);
    }

    /// A provision's number as the index spells it; empty without number.
    pub(super) fn key_of(&self, id: ProvisionId) -> &str {
        self.keys.get(id.0 as usize).map_or("", String::as_str)
    }

    /// The parts of a unit with this number, in the order of the text; Roman, written-out and Arabic numbers are alike.
    pub(super) fn numbered(&self, unit: Unit, number: &str) -> &[ProvisionId] {
        let key = key(number);
        if let Some(found) = self.numbered.get(&(unit, key.clone())) {
            return found;
        }
        let value = roman_value(&key).map(|value| value.to_string());
        value.and_then(|value| self.numbered.get(&(unit, value))).map_or(&[], Vec::as_slice)
    }

    /// The annexes and the like whose number goes on after this one: `9-A` and `9-B` for `9`.
    pub(super) fn beginning(&self, unit: Unit, number: &str) -> Vec<ProvisionId> {
        let key = key(number);
        let longer = |other: &str| {
            other.strip_prefix(&key).is_some_and(|rest| {
                rest.starts_with('.') || rest.starts_with(char::is_alphabetic) && ends_in_digit(&key)
            })
        };
        self.attached.iter().filter(|(of, other, _)| *of == unit && longer(other)).map(|(_, _, id)| *id).collect()
    }

    /// All parts of an attached unit.
    pub(super) fn attached(&self, unit: Unit) -> impl Iterator<Item = ProvisionId> + '_ {
        self.attached.iter().filter(move |(of, _, _)| *of == unit).map(|(_, _, id)| *id)
    }

    pub(super) fn kind(&self, id: ProvisionId) -> Kind {
        self.outline.get(id).map_or(Kind::Agreement, |provision| provision.kind)
    }

    /// Whether `id` lies within `scope`, or is it.
    pub(super) fn is_within(&self, id: ProvisionId, scope: ProvisionId) -> bool {
        self.outline.upwards(id).any(|above| above == scope)
    }

    /// How many levels the closest part that holds both lies below the root.
    pub(super) fn shared_depth(&self, id: ProvisionId, from: ProvisionId) -> usize {
        let (mut one, mut other) = (self.depth(id), self.depth(from));
        let (mut left, mut right) = (Some(id), Some(from));
        while left != right {
            if one >= other {
                left = left.and_then(|id| self.outline.get(id)?.parent);
                one = one.saturating_sub(1);
            } else {
                right = right.and_then(|id| self.outline.get(id)?.parent);
                other = other.saturating_sub(1);
            }
            if left.is_none() || right.is_none() {
                return 0;
            }
        }
        one
    }

    fn depth(&self, id: ProvisionId) -> usize {
        self.outline.upwards(id).count()
    }

    /// Whether it stands in an annex, protocol or letter rather than the main text.
    pub(super) fn stands_aside(&self, id: ProvisionId) -> bool {
        self.outline.upwards(id).any(|above| matches!(self.kind(above), Kind::Annex | Kind::Protocol | Kind::Letter))
    }
}

fn ends_in_digit(key: &str) -> bool {
    key.ends_with(|c: char| c.is_ascii_digit())
}

/// The number as the index spells it: `9-B`, `9.B` and `9B` are `9b`; `10-07`, `10.07` and `10.7` are `10.7`.
pub(super) fn key(number: &str) -> String {
    let normal = normal_number(number).replace('-', ".");
    let mut key = String::with_capacity(normal.len());
    let mut signs = normal.chars().peekable();
    while let Some(sign) = signs.next() {
        let next = signs.peek();
        let between = sign == '.' && ends_in_digit(&key) && next.is_some_and(|next| next.is_alphabetic());
        let padded = sign == '0' && !ends_in_digit(&key) && next.is_some_and(char::is_ascii_digit);
        if !between && !padded {
            key.push(sign);
        }
    }
    key
}

/// The unit by which references call a provision.
fn unit_of(source: &Source, provision: &Provision) -> Option<Unit> {
    Some(match provision.kind {
        Kind::Part => Unit::Part,
        Kind::Title => Unit::Title,
        Kind::Chapter => Unit::Chapter,
        Kind::Section => Unit::Section,
        Kind::Article => Unit::Article,
        Kind::Footnote => Unit::Footnote,
        Kind::Protocol => Unit::Protocol,
        Kind::Annex if is_appendix(source, provision) => Unit::Appendix,
        Kind::Annex => Unit::Annex,
        Kind::Agreement
        | Kind::Preamble
        | Kind::Paragraph
        | Kind::Point
        | Kind::Subpoint
        | Kind::Letter
        | Kind::Signature => return None,
    })
}

fn is_appendix(source: &Source, provision: &Provision) -> bool {
    let heading = source.slice(provision.span).trim_start_matches(|c: char| !c.is_alphabetic());
    let word: String = heading.chars().take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    matches!(word.as_str(), "appendix" | "schedule" | "attachment" | "appendice" | "apéndice")
}
