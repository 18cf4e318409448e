//! The year of an agreement's signature, as far as its text tells.

use crate::source::Source;
use crate::structure::{Kind, Outline};

/// The year that the format gives, else the last one beside the signatures, else the one in the title.
#[must_use]
pub fn year(source: &Source, outline: &Outline) -> Option<u32> {
    let signed = source.about.signed.as_deref().and_then(|signed| years(signed).next());
    let closing = outline.provisions.iter().rev().find(|provision| provision.kind == Kind::Signature);
    let closed = closing.and_then(|provision| years(source.slice(provision.span)).last());
    let titled = outline.title.as_deref().and_then(|title| years(title).next());
    signed.or(closed).or(titled)
}

/// The years from 1800 to 2099 among the numbers of a text.
fn years(text: &str) -> impl Iterator<Item = u32> + '_ {
    let numbers = text.split(|character: char| !character.is_ascii_digit());
    numbers
        .filter(|number| number.len() == 4)
        .filter_map(|number| number.parse().ok())
        .filter(|year| (1800..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_four_digits() {
        assert!(years("Done on 3 May 1994 and 12/06/2003; No 12345, page 1024").eq([1994, 2003]));
    }

    #[test]
    fn the_format_knows_best() {
        let mut source = Source::plain("x.txt", "Agreement of 1990");
        let outline = Outline::read(&source);
        source.about.signed = Some("2011-10-09".to_owned());
        assert_eq!(year(&source, &outline), Some(2011));
    }
}
