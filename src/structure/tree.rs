//! The tree while it grows.

use std::collections::HashMap;

use super::lines::is_blank;
use super::{Aside, Kind, Outline, Provision, ProvisionId};
use crate::source::Span;

/// The provisions so far, and the paths in use.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) provisions: Vec<Provision>,
    pub(super) aside: Vec<(Span, Aside)>,
    /// How many unnumbered paragraphs stand right below the root.
    pub(super) root_plains: u32,
    paths: HashMap<String, u32>,
}

/// What is known of a provision when it opens.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    pub(super) kind: Kind,
    pub(super) label: Span,
    pub(super) number: Option<String>,
    pub(super) title: Option<Span>,
    /// Its own step of the path.
    pub(super) step: String,
}

pub(super) const ROOT: ProvisionId = ProvisionId(0);

impl Tree {
    /// Opens a provision under `parent`.
    pub(super) fn open(&mut self, parent: ProvisionId, opened: Opened) -> ProvisionId {
        let id = ProvisionId(u32::try_from(self.provisions.len()).unwrap_or(u32::MAX));
        let path = self.path(parent, &opened);
        let first = if opened.label.is_empty() { opened.title.unwrap_or(opened.label) } else { opened.label };
        if let Some(holder) = self.provisions.get_mut(parent.0 as usize).filter(|_| id != ROOT) {
            holder.children.push(id);
        }
        self.provisions.push(Provision {
            kind: opened.kind,
            number: opened.number,
            label: opened.label,
            title: opened.title,
            span: opened.title.map_or(first, |title| first.join(title)),
            own: Vec::new(),
            parent: (id != ROOT).then_some(parent),
            children: Vec::new(),
            path,
        });
        id
    }

    /// Whether a provision has neither words nor children yet: a label alone on its line.
    pub(super) fn is_bare(&self, id: ProvisionId) -> bool {
        let found = self.provisions.get(id.0 as usize);
        found.is_some_and(|found| found.own.is_empty() && found.children.is_empty() && found.title.is_none())
    }

    /// Adds running text to a provision; a stretch that only blanks part from the last one joins it.
    pub(super) fn own(&mut self, text: &str, id: ProvisionId, span: Span) {
        let Some(provision) = self.provisions.get_mut(id.0 as usize) else { return };
        match provision.own.last_mut() {
            Some(last)
                if text
                    .get(last.end as usize..span.start as usize)
                    .is_some_and(|between| between.chars().all(is_blank)) =>
            {
                last.end = span.end
            }
            _ => provision.own.push(span),
        }
    }

    /// Footnotes are opened last; this puts all provisions in the order of the text.
    fn in_text_order(&mut self) {
        let mut order: Vec<usize> = (0..self.provisions.len()).collect();
        order.sort_by_key(|at| {
            self.provisions.get(*at).map_or(0, |provision| if *at == 0 { 0 } else { provision.span.start + 1 })
        });
        let mut place = vec![ROOT; order.len()];
        for (new, old) in order.iter().enumerate() {
            if let Some(slot) = place.get_mut(*old) {
                *slot = ProvisionId(u32::try_from(new).unwrap_or(u32::MAX));
            }
        }
        let moved = |id: ProvisionId| place.get(id.0 as usize).copied().unwrap_or(id);
        for provision in &mut self.provisions {
            provision.parent = provision.parent.map(moved);
            provision.children.iter_mut().for_each(|child| *child = moved(*child));
            provision.children.sort_unstable();
        }
        let mut placed: Vec<(ProvisionId, Provision)> =
            place.iter().copied().zip(std::mem::take(&mut self.provisions)).collect();
        placed.sort_by_key(|(id, _)| *id);
        self.provisions = placed.into_iter().map(|(_, provision)| provision).collect();
    }

    pub(super) fn kind(&self, id: ProvisionId) -> Kind {
        self.provisions.get(id.0 as usize).map_or(Kind::Agreement, |provision| provision.kind)
    }

    /// The path under the nearest holder that cites a provision of this kind; the full one if that is taken.
    fn path(&mut self, parent: ProvisionId, opened: &Opened) -> String {
        let short = join(&self.path_of(self.citing(parent, opened.kind)), &opened.step);
        if self.free(&short) {
            return short;
        }
        let full = join(&self.path_of(parent), &opened.step);
        if self.free(&full) {
            return full;
        }
        let count = self.paths.entry(full.clone()).or_insert(1);
        *count += 1;
        format!("{full}~{count}")
    }

    fn free(&mut self, path: &str) -> bool {
        let free = !self.paths.contains_key(path);
        if free {
            self.paths.insert(path.to_owned(), 1);
        }
        free
    }

    fn path_of(&self, id: ProvisionId) -> String {
        self.provisions.get(id.0 as usize).map_or_else(String::new, |provision| provision.path.clone())
    }

    /// Articles are cited without their sections and parts, chapters without their parts and titles.
    #[expect(clippy::wildcard_enum_match_arm, reason = "all other kinds are treated alike, new ones too")]
    fn citing(&self, parent: ProvisionId, kind: Kind) -> ProvisionId {
        let skipped: &[Kind] = match kind {
            Kind::Article => &[Kind::Section, Kind::Part, Kind::Title],
            Kind::Chapter => &[Kind::Part, Kind::Title],
            _ => &[],
        };
        let mut id = parent;
        while let Some(provision) = self.provisions.get(id.0 as usize).filter(|found| skipped.contains(&found.kind)) {
            id = provision.parent.unwrap_or(ROOT);
        }
        id
    }

    /// Where each provision's words begin, in the order of the text.
    pub(super) fn starts(&self) -> Vec<(u32, ProvisionId)> {
        starts(&self.provisions)
    }

    /// Closes the tree: every span covers its children.
    pub(super) fn close(mut self, title: Option<String>) -> Outline {
        for at in (0..self.provisions.len()).rev() {
            let Some(provision) = self.provisions.get(at) else { continue };
            let mut span = provision.own.iter().fold(provision.span, |span, own| cover(span, *own));
            for child in provision.children.iter().filter_map(|id| self.provisions.get(id.0 as usize)) {
                if child.kind != Kind::Footnote {
                    span = cover(span, child.span);
                }
            }
            if let Some(provision) = self.provisions.get_mut(at) {
                provision.span = span;
            }
        }
        self.aside.sort_by_key(|(span, _)| *span);
        self.in_text_order();
        Outline::new(self.provisions, self.aside, title)
    }
}

/// Where each provision's words begin, in the order of the text.
pub(super) fn starts(provisions: &[Provision]) -> Vec<(u32, ProvisionId)> {
    let mut starts: Vec<(u32, ProvisionId)> = Vec::new();
    for (id, provision) in (0..).map(ProvisionId).zip(provisions) {
        let label = std::iter::once(provision.label).chain(provision.title).filter(|span| !span.is_empty());
        starts.extend(label.chain(provision.own.iter().copied()).map(|span| (span.start, id)));
    }
    starts.sort_unstable();
    starts
}

fn cover(span: Span, other: Span) -> Span {
    if span.is_empty() { other } else { span.join(other) }
}

fn join(path: &str, step: &str) -> String {
    if path.is_empty() { step.to_owned() } else { format!("{path}/{step}") }
}
