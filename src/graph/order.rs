//! The order of the tree, in which all that a provision holds stands right behind it.

use crate::structure::{Outline, ProvisionId};

/// Each provision's place in the order of the tree, and that of the last one it holds. Footnotes stand elsewhere in the text than
/// the provision that calls them, so the order of the text does not tell what holds what.
#[derive(Debug)]
pub(crate) struct Order {
    places: Vec<(u32, u32)>,
}

impl Order {
    pub(crate) fn new(outline: &Outline) -> Self {
        let mut places = vec![(0, 0); outline.provisions.len()];
        let mut open = vec![(ProvisionId(0), false)];
        let mut next = 0u32;
        while let Some((id, left)) = open.pop() {
            let Some(place) = places.get_mut(id.0 as usize) else { continue };
            if left {
                place.1 = next - 1;
                continue;
            }
            place.0 = next;
            next += 1;
            open.push((id, true));
            let children = outline.get(id).map_or(&[][..], |provision| &provision.children);
            open.extend(children.iter().rev().map(|child| (*child, false)));
        }
        Order { places }
    }

    /// The place of a provision and that of the last one it holds.
    pub(crate) fn extent(&self, id: ProvisionId) -> (u32, u32) {
        self.places.get(id.0 as usize).copied().unwrap_or((0, 0))
    }

    /// Those of a list, given in the order of the tree, that a provision holds or is.
    pub(crate) fn within<'l>(&self, list: &'l [ProvisionId], holder: ProvisionId) -> &'l [ProvisionId] {
        let (first, last) = self.extent(holder);
        let from = list.partition_point(|id| self.extent(*id).0 < first);
        let to = list.partition_point(|id| self.extent(*id).0 <= last);
        list.get(from..to).unwrap_or(&[])
    }
}
