//! Where quotation marks stand, for counting those between two places.

use crate::source::Span;

/// The signs that quotations are opened and closed by.
const SIGNS: [char; 7] = ['“', '”', '‘', '’', '"', '«', '»'];

/// The places of each sign of [`SIGNS`], in bytes of the text.
pub(super) struct Quotations {
    places: [Vec<u32>; SIGNS.len()],
}

impl Quotations {
    pub(super) fn new(text: &str) -> Self {
        let places = SIGNS.map(|sign| {
            let found = text.match_indices(sign).map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX));
            found.collect()
        });
        Quotations { places }
    }

    /// Whether a quotation that opens in the stretch is still open at its end.
    pub(super) fn open_after(&self, stretch: Span) -> bool {
        let [high, high_end, single, single_end, straight, angle, angle_end] = self.places.each_ref().map(|places| {
            let before = |at: u32| places.partition_point(|place| *place < at);
            before(stretch.end).saturating_sub(before(stretch.start))
        });
        high > high_end || single > single_end || straight % 2 == 1 || angle > angle_end
    }
}
