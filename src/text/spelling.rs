//! The ways to read a phrase line, with its words as phrases of the trie.

use super::phrase::{Piece, folded};
use super::trie::{Path, Trie};

/// A step of a phrase line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Segment {
    /// One of these phrases of the trie.
    Words(Vec<u32>),
    Concept(String),
    /// At most so many words between.
    Gap(u32),
}

/// The ways to read a phrase, with plain alternatives kept together: `(may|shall) .. claim` is one way of three steps. No more than
/// `most` ways and spellings are told.
pub(super) fn segments(trie: &mut Trie, pieces: &[Piece], most: usize) -> Vec<Vec<Segment>> {
    if pieces.iter().all(plain) {
        return flat_segments(trie, pieces, most);
    }
    unfold(pieces, most).iter().flat_map(|flat| flat_segments(trie, flat, most)).collect()
}

/// [`segments`] of pieces in which no choice holds a gap or a concept.
fn flat_segments(trie: &mut Trie, mut rest: &[Piece], most: usize) -> Vec<Vec<Segment>> {
    let mut whole: Vec<Vec<Segment>> = vec![Vec::new()];
    while let Some(first) = rest.first() {
        let run = rest.iter().take_while(|piece| plain(piece)).count();
        let options = match first {
            Piece::Concept(name) => vec![Some(Segment::Concept(name.clone()))],
            Piece::Gap(words) => vec![Some(Segment::Gap(*words))],
            Piece::Word(_) | Piece::Choice(_) => spellings(trie, rest.get(..run).unwrap_or(&[]), most),
        };
        rest = rest.get(run.max(1)..).unwrap_or(&[]);
        whole = each_with_each(whole, &options, most);
    }
    whole
}

/// Whether a piece is words and choices of words only.
fn plain(piece: &Piece) -> bool {
    match piece {
        Piece::Word(_) => true,
        Piece::Choice(options) => options.iter().flatten().all(plain),
        Piece::Concept(_) | Piece::Gap(_) => false,
    }
}

/// The spellings of a run of plain pieces as one step; none where the run may be left out.
fn spellings(trie: &mut Trie, run: &[Piece], most: usize) -> Vec<Option<Segment>> {
    let paths = spell(trie, vec![Path::ROOT], run, most);
    let empty = paths.contains(&Path::ROOT).then_some(None);
    let words = paths.into_iter().filter(|path| *path != Path::ROOT);
    let phrases: Vec<u32> = words.map(|path| trie.phrase(path)).collect();
    let all = (!phrases.is_empty()).then_some(Some(Segment::Words(phrases)));
    all.into_iter().chain(empty).collect()
}

/// The paths on which plain pieces go on from others; no more than `most`.
fn spell(trie: &mut Trie, mut paths: Vec<Path>, pieces: &[Piece], most: usize) -> Vec<Path> {
    for piece in pieces {
        match piece {
            Piece::Word(word) => {
                for word in folded(word).split_ascii_whitespace() {
                    let token = trie.number(word);
                    paths.iter_mut().for_each(|path| *path = trie.grow(*path, token));
                }
            }
            Piece::Choice(options) => {
                let longer = options.iter().flat_map(|option| spell(trie, paths.clone(), option, most));
                paths = longer.take(most).collect();
            }
            Piece::Concept(_) | Piece::Gap(_) => {}
        }
    }
    paths
}

/// Pieces in which no choice holds a gap or a concept.
fn unfold(pieces: &[Piece], most: usize) -> Vec<Vec<Piece>> {
    let mut flat: Vec<Vec<Piece>> = vec![Vec::new()];
    for piece in pieces {
        let options: Vec<Vec<Piece>> = match piece {
            Piece::Choice(options) if !plain(piece) => options.iter().flat_map(|option| unfold(option, most)).collect(),
            Piece::Choice(_) | Piece::Word(_) | Piece::Concept(_) | Piece::Gap(_) => vec![vec![piece.clone()]],
        };
        flat = each_with_each(flat, &options, most);
    }
    flat
}

/// Every way followed by every option; no more than `most`. What has one option only is not copied.
fn each_with_each<'o, T: Clone + 'o, O>(ways: Vec<Vec<T>>, options: &'o [O], most: usize) -> Vec<Vec<T>>
where
    &'o O: IntoIterator<Item = &'o T>,
{
    let joined = |mut way: Vec<T>, option: &'o O| {
        way.extend(option.into_iter().cloned());
        way
    };
    match options {
        [only] => ways.into_iter().map(|way| joined(way, only)).collect(),
        options => {
            let longer = |way: &Vec<T>| options.iter().map(|option| joined(way.clone(), option)).collect::<Vec<_>>();
            ways.iter().flat_map(longer).take(most).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::phrase::read;

    /// The ways to read a line; phrases are told by their numbers, those of `known` from nought on.
    fn ways(line: &str, known: &[&str]) -> Vec<Vec<Segment>> {
        let mut trie = Trie::default();
        for phrase in known {
            trie.add(phrase);
        }
        segments(&mut trie, &read(line).unwrap(), 100)
    }

    #[test]
    fn choices_and_options_are_spelled_out() {
        let known = [" may submit its claim", " may submit claim", " shall submit its claim", " shall submit claim"];
        let found = ways("(may|shall) submit [its] claims", &known);
        let [[Segment::Words(phrases)]] = found.iter().map(Vec::as_slice).collect::<Vec<_>>()[..] else { panic!() };
        let mut phrases = phrases.clone();
        phrases.sort_unstable();
        assert_eq!(phrases, [0, 1, 2, 3]);
    }

    #[test]
    fn concepts_and_gaps_stand_between_words() {
        use Segment::{Concept, Gap, Words};
        let found = ways("{investor} .. may ..12 claim", &["may", "claim"]);
        assert_eq!(found, [[Concept("investor".to_owned()), Gap(5), Words(vec![0]), Gap(12), Words(vec![1])]]);
    }

    #[test]
    fn what_may_be_left_out_makes_two_ways() {
        let found = ways("{investor} [may] claim", &["may claim", "claim"]);
        assert_eq!(found.len(), 1, "the words on both sides of an option are one step");
        assert_eq!(ways("{investor} [may] {claim}", &["may"]).len(), 2);
    }
}
