//! A bound on the attributes of one element: the readers of XML and HTML take quadratic time or deep stacks over them.

use memchr::{memchr, memchr3};

/// No element of an agreement has so many.
pub(super) const MOST: u32 = 400;

/// Whether an element of a text in XML or HTML has more than [`MOST`] quoted attributes.
pub(super) fn is_crowded(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let Some(opens) = memchr(b'<', rest) {
        rest = rest.get(opens + 1..).unwrap_or_default();
        if !rest.first().is_some_and(|sign| sign.is_ascii_alphabetic() || *sign == b'_') {
            continue;
        }
        let Some(after) = attributes(rest) else { return true };
        rest = after;
    }
    false
}

/// What follows a tag; nothing where the tag has too many attributes.
fn attributes(mut rest: &[u8]) -> Option<&[u8]> {
    for _ in 0..=MOST {
        let Some(at) = memchr3(b'>', b'"', b'\'', rest) else { return Some(&[]) };
        let quote = rest.get(at).copied().unwrap_or(b'>');
        let before = rest.get(..at).unwrap_or_default();
        rest = rest.get(at + 1..).unwrap_or_default();
        if quote == b'>' {
            return Some(rest);
        }
        if before.trim_ascii_end().ends_with(b"=") {
            rest = rest.get(memchr(quote, rest).map_or(rest.len(), |end| end + 1)..).unwrap_or_default();
        } else if memchr(b'<', before).is_some() {
            return Some(rest);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_by_element() {
        let tag = |count: u32| format!("<p {}>", (0..count).map(|nth| format!("a{nth}=\">\" ")).collect::<String>());
        assert!(is_crowded(&tag(MOST + 1)));
        assert!(!is_crowded(&tag(MOST - 1).repeat(20)));
        assert!(!is_crowded("<p>it is < \"b\" 'c'</p>"));
    }
}
