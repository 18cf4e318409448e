//! Paragraphs and points by number, as a reference sees them from what holds them: parts without number are seen through.

use super::index::Key;
use crate::structure::{Kind, Outline, ProvisionId};

/// The numbered passages that each provision shows, sorted for search.
#[derive(Debug, Default)]
pub(super) struct Passages {
    /// Holder, number, whether a part without number lies between, kind; and the first passage of them all.
    shown: Vec<((ProvisionId, Key, bool, Kind), ProvisionId)>,
}

impl Passages {
    pub(super) fn new(outline: &Outline, keys: &[Key]) -> Self {
        let mut shown = Vec::new();
        for ((id, passage), key) in outline.ids().zip(keys) {
            if *key == Key::default() || !is_passage(passage.kind) {
                continue;
            }
            let mut through = false;
            let mut holder = passage.parent;
            while let Some(above) = holder {
                shown.push(((above, *key, through, passage.kind), id));
                through = true;
                let bare = keys.get(above.0 as usize) == Some(&Key::default());
                holder =
                    outline.get(above).filter(|above| bare && is_passage(above.kind)).and_then(|above| above.parent);
            }
        }
        shown.sort_unstable();
        shown.dedup_by_key(|(sign, _)| *sign);
        shown.shrink_to_fit();
        Passages { shown }
    }

    /// The passage of that number and one of the kinds, right below `holder` or else below a part of it that has no number.
    pub(super) fn find(&self, outline: &Outline, holder: ProvisionId, key: Key, kinds: &[Kind]) -> Option<ProvisionId> {
        self.first(holder, key, false, kinds).or_else(|| {
            let inner = self.first(holder, key, true, kinds)?;
            let bare =
                outline.upwards(inner).find(|id| outline.get(*id).and_then(|part| part.parent) == Some(holder))?;
            self.find(outline, bare, key, kinds)
        })
    }

    fn first(&self, holder: ProvisionId, key: Key, through: bool, kinds: &[Kind]) -> Option<ProvisionId> {
        let find = |kind: &Kind| {
            let sign = (holder, key, through, *kind);
            self.shown.binary_search_by_key(&sign, |(sign, _)| *sign).ok().and_then(|at| self.shown.get(at))
        };
        kinds.iter().filter_map(find).map(|(_, id)| *id).min()
    }
}

/// Whether references call provisions of the kind paragraphs and points.
pub(super) fn is_passage(kind: Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::Point | Kind::Subpoint)
}
