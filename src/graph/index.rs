//! Provisions by the numbers that references call them by.

use std::collections::{BTreeMap, HashMap};

use super::order::Order;
use super::passages::Passages;
use crate::clause::reference::{Unit, normal_number, roman_value};
use crate::source::Source;
use crate::structure::{Kind, Outline, Provision, ProvisionId, unit_named};

/// An outline with its numbered parts by unit and number.
pub(super) struct Index<'a> {
    pub(super) outline: &'a Outline,
    pub(super) passages: Passages,
    order: Order,
    numbered: HashMap<(Unit, Key), Bearers>,
    attached: BTreeMap<(Unit, String), Vec<ProvisionId>>,
    keys: Keys,
    aside: Vec<bool>,
    of_kind: HashMap<Kind, Vec<ProvisionId>>,
}

/// A number as the index spells it, by its place in [`Keys`]; nought for a provision without number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(u32);

/// All numbers of an outline in the spelling of [`key`].
#[derive(Debug, Default)]
struct Keys {
    known: HashMap<String, Key>,
    of: Vec<Key>,
}

/// The parts of one unit and number, in the order of the tree: those of the main text, and those of annexes and the like.
#[derive(Debug, Default)]
pub(super) struct Bearers {
    main: Vec<ProvisionId>,
    aside: Vec<ProvisionId>,
}

impl Keys {
    fn new(outline: &Outline) -> Self {
        let mut keys = Keys::default();
        for part in &outline.provisions {
            let number = part.number.as_deref().map_or_else(String::new, key);
            let bare = number.is_empty();
            let next = Key(u32::try_from(keys.known.len() + 1).unwrap_or(u32::MAX));
            keys.of.push(if bare { Key::default() } else { *keys.known.entry(number).or_insert(next) });
        }
        keys
    }

    fn find(&self, key: &str) -> Option<Key> {
        self.known.get(key).copied()
    }
}

impl<'a> Index<'a> {
    pub(super) fn new(source: &Source, outline: &'a Outline) -> Self {
        let keys = Keys::new(outline);
        let passages = Passages::new(outline, &keys.of);
        let mut index = Index {
            outline,
            passages,
            order: Order::new(outline),
            numbered: HashMap::new(),
            attached: BTreeMap::new(),
            keys,
            aside: aside(outline),
            of_kind: HashMap::new(),
        };
        for (id, provision) in outline.ids() {
            index.of_kind.entry(provision.kind).or_default().push(id);
            if let (Some(unit), Some(number)) = (unit_of(source, provision), provision.number.as_deref()) {
                index.add(unit, key(number), id);
            }
        }
        let order = &index.order;
        let sort = |list: &mut Vec<ProvisionId>| list.sort_by_key(|id| order.extent(*id));
        index.numbered.values_mut().for_each(|bearers| {
            sort(&mut bearers.main);
            sort(&mut bearers.aside);
        });
        index
    }

    fn add(&mut self, unit: Unit, key: String, id: ProvisionId) {
        if let Some(value) = roman_value(&key) {
            self.bear(unit, &value.to_string(), id);
        }
        self.bear(unit, &key, id);
        if unit.is_attached() {
            self.attached.entry((unit, key)).or_default().push(id);
        }
    }

    fn bear(&mut self, unit: Unit, key: &str, id: ProvisionId) {
        let next = Key(u32::try_from(self.keys.known.len() + 1).unwrap_or(u32::MAX));
        let key = *self.keys.known.entry(key.to_owned()).or_insert(next);
        let aside = self.stands_aside(id);
        let bearers = self.numbered.entry((unit, key)).or_default();
        if aside { bearers.aside.push(id) } else { bearers.main.push(id) }
    }

    /// A provision's number as the index spells it; empty without number.
    pub(super) fn key_of(&self, id: ProvisionId) -> String {
        self.outline.get(id).and_then(|part| part.number.as_deref()).map_or_else(String::new, key)
    }

    /// The number in the index's spelling, if some provision bears it.
    pub(super) fn key(&self, number: &str) -> Option<Key> {
        self.keys.find(&key(number))
    }

    /// The parts of a unit with this number; Roman, written-out and Arabic numbers are alike.
    pub(super) fn numbered(&self, unit: Unit, number: &str) -> Option<&Bearers> {
        let key = key(number);
        let exact = self.keys.find(&key).and_then(|key| self.numbered.get(&(unit, key)));
        exact.or_else(|| {
            let value = self.keys.find(&roman_value(&key)?.to_string())?;
            self.numbered.get(&(unit, value))
        })
    }

    /// The one of the parts that shares most with where a reference stands, the main text before annexes; within `scope` the first.
    /// The flag tells whether another one is as near.
    pub(super) fn nearest(
        &self,
        bearers: &Bearers,
        from: ProvisionId,
        scope: Option<ProvisionId>,
    ) -> Option<(ProvisionId, bool)> {
        let first = |id: ProvisionId| {
            [&bearers.main, &bearers.aside].into_iter().find_map(|list| {
                let inner = self.order.within(list, id);
                inner.first().map(|first| (*first, inner.len() > 1))
            })
        };
        match scope {
            Some(scope) => first(scope),
            None => self.outline.upwards(from).find_map(first),
        }
    }

    /// The annexes and the like whose number goes on after this one: `9-A` and `9-B` for `9`.
    pub(super) fn beginning(&self, unit: Unit, number: &str) -> Vec<ProvisionId> {
        let key = key(number);
        if !unit.is_attached() || key.is_empty() {
            return Vec::new();
        }
        let letters = ends_in_digit(&key).then(|| format!("{key}:"));
        let starts = std::iter::once(format!("{key}.")).chain(letters);
        let longer = |other: &str| {
            other.strip_prefix(&key).is_some_and(|rest| {
                rest.starts_with('.') || rest.starts_with(char::is_alphabetic) && ends_in_digit(&key)
            })
        };
        let of_unit = |of: &Unit, other: &str| *of == unit && other.starts_with(&key);
        let mut found: Vec<ProvisionId> = starts
            .flat_map(|start| {
                let from = self.attached.range((unit, start.clone())..);
                from.take_while(|((of, other), _)| of_unit(of, other))
                    .take_while(move |((_, other), _)| !start.ends_with('.') || other.starts_with(start.as_str()))
                    .filter(|((_, other), _)| longer(other))
                    .flat_map(|(_, ids)| ids.iter().copied())
                    .take(MOST_TARGETS)
                    .collect::<Vec<_>>()
            })
            .collect();
        found.sort_unstable();
        found
    }

    /// The only part of an attached unit.
    pub(super) fn only(&self, unit: Unit) -> Option<ProvisionId> {
        let mut all = self.of_unit(unit);
        let first = all.next();
        if all.next().is_none() { first } else { None }
    }

    fn of_unit(&self, unit: Unit) -> impl Iterator<Item = ProvisionId> + '_ {
        let from = self.attached.range((unit, String::new())..);
        from.take_while(move |((of, _), _)| *of == unit).flat_map(|(_, ids)| ids.iter().copied())
    }

    /// The provisions of a kind from one to another, both included, in the order of the text; at most [`MOST_TARGETS`].
    pub(super) fn between(&self, kind: Kind, first: ProvisionId, last: ProvisionId) -> &[ProvisionId] {
        let all = self.of_kind.get(&kind).map_or(&[][..], Vec::as_slice);
        let (from, to) = (all.partition_point(|id| *id < first), all.partition_point(|id| *id <= last));
        all.get(from..to.min(from + MOST_TARGETS)).unwrap_or(&[])
    }

    /// Whether the text has rules or clauses for articles.
    pub(super) fn has_rules(&self) -> bool {
        self.numbered.keys().any(|(unit, _)| *unit == Unit::Rule)
    }

    pub(super) fn kind(&self, id: ProvisionId) -> Kind {
        self.outline.get(id).map_or(Kind::Agreement, |provision| provision.kind)
    }

    /// Whether it is a section within a section.
    pub(super) fn is_inner(&self, id: ProvisionId) -> bool {
        self.outline.get(id).is_some_and(is_inner)
    }

    /// Whether it stands in an annex, protocol or letter rather than the main text.
    pub(super) fn stands_aside(&self, id: ProvisionId) -> bool {
        self.aside.get(id.0 as usize).copied().unwrap_or(false)
    }
}

/// No agreement has a series of so many articles that a reference could name more.
pub(super) const MOST_TARGETS: usize = 1000;

impl Bearers {
    /// The first in the order of the text.
    pub(super) fn first(&self) -> Option<ProvisionId> {
        self.main.first().into_iter().chain(self.aside.first()).min().copied()
    }
}

/// For each provision: whether it stands in an annex, protocol or letter.
fn aside(outline: &Outline) -> Vec<bool> {
    let apart = |kind: Kind| matches!(kind, Kind::Annex | Kind::Protocol | Kind::Letter);
    let mut aside: Vec<bool> = outline.provisions.iter().map(|part| apart(part.kind)).collect();
    for at in 0..aside.len() {
        let above = outline.provisions.get(at).and_then(|part| part.parent);
        let holder = above.and_then(|above| aside.get(above.0 as usize)).copied().unwrap_or(false);
        if let Some(own) = aside.get_mut(at) {
            *own |= holder;
        }
    }
    aside
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
        Kind::Section if is_inner(provision) => Unit::Subsection,
        Kind::Section => Unit::Section,
        Kind::Article if opening_word(source, provision) == Some(Unit::Rule) => Unit::Rule,
        Kind::Article => Unit::Article,
        Kind::Footnote => Unit::Footnote,
        Kind::Protocol => Unit::Protocol,
        Kind::Annex if opening_word(source, provision) == Some(Unit::Appendix) => Unit::Appendix,
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

/// Whether a section is one within a section.
fn is_inner(provision: &Provision) -> bool {
    provision.path.rsplit('/').next().is_some_and(|step| step.starts_with("sub"))
}

/// The unit that the first word of a provision's heading names.
fn opening_word(source: &Source, provision: &Provision) -> Option<Unit> {
    let heading = source.slice(provision.span).trim_start_matches(|c: char| !c.is_alphabetic());
    unit_named(heading.split(|c: char| !c.is_alphabetic()).next()?)
}
