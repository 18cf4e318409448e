//! Lines and columns of a text or an input.

use super::build::offset;
use super::decode::Writing;

/// Where the lines of some bytes begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    writing: Writing,
    starts: Vec<u32>,
    end: u32,
    /// How many characters stand before each block of bytes: a line may be as long as the whole text.
    blocks: Vec<u32>,
}

/// How many bytes a block has.
const BLOCK: usize = 1 << 16;

/// A place as an editor shows it; both count from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

impl Lines {
    /// Finds the lines of `bytes`, in whatever encoding inputs are read in: a line ends after `\n`, or after `\r` where
    /// there is no `\n` at all. A byte order mark belongs to no line.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let (writing, mark) = Writing::of(bytes);
        let newline = if newlines(writing, bytes, b'\n').next().is_some() { b'\n' } else { b'\r' };
        let starts = std::iter::once(mark).chain(newlines(writing, bytes, newline)).map(offset).collect();
        let mut before = 0;
        let counted = bytes.chunks(BLOCK).map(|block| {
            before += characters(writing, block);
            before
        });
        let blocks = std::iter::once(0).chain(counted).collect();
        Lines { writing, starts, end: offset(bytes.len()), blocks }
    }

    /// The line of a byte offset, counted from 1.
    #[must_use]
    pub fn line(&self, at: u32) -> u32 {
        offset(self.starts.partition_point(|start| *start <= at)).max(1)
    }

    /// The first byte of a line counted from 1; the end for a line that does not exist.
    #[must_use]
    pub fn start(&self, line: u32) -> u32 {
        let index = line.saturating_sub(1) as usize;
        self.starts.get(index).copied().unwrap_or(self.end)
    }

    /// The line and column of a byte offset of the same `bytes`.
    #[must_use]
    pub fn position(&self, bytes: &[u8], offset: u32) -> Position {
        let line = self.line(offset);
        let before =
            self.characters_before(bytes, offset).saturating_sub(self.characters_before(bytes, self.start(line)));
        Position { line, column: 1 + before }
    }

    fn characters_before(&self, bytes: &[u8], offset: u32) -> u32 {
        let block = offset as usize / BLOCK;
        let rest = bytes.get(block * BLOCK..offset as usize).unwrap_or_default();
        self.blocks.get(block).copied().unwrap_or(0) + characters(self.writing, rest)
    }
}

/// The bytes that follow each newline.
fn newlines(writing: Writing, bytes: &[u8], newline: u8) -> Box<dyn Iterator<Item = usize> + '_> {
    match writing {
        Writing::Utf8 | Writing::SingleByte(_) => Box::new(memchr::memchr_iter(newline, bytes).map(|at| at + 1)),
        Writing::Utf16 { little } => {
            let unit = if little { [newline, 0] } else { [0, newline] };
            let units = bytes.chunks_exact(2).enumerate();
            Box::new(units.filter(move |(_, pair)| *pair == unit).map(|(nth, _)| nth * 2 + 2))
        }
    }
}

/// The characters that begin in some bytes.
fn characters(writing: Writing, bytes: &[u8]) -> u32 {
    let begins = |pair: &&[u8], high: usize| pair.get(high).is_some_and(|byte| byte & 0xFC != 0xDC);
    offset(match writing {
        Writing::Utf8 => bytes.iter().filter(|byte| *byte & 0xC0 != 0x80).count(),
        Writing::SingleByte(_) => bytes.len(),
        Writing::Utf16 { little } => bytes.chunks(2).filter(|pair| begins(pair, usize::from(little))).count(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, offset: u32) -> (u32, u32) {
        let position = Lines::of(text.as_bytes()).position(text.as_bytes(), offset);
        (position.line, position.column)
    }

    #[test]
    fn lines_end_at_newlines() {
        assert_eq!([0, 2, 5].map(|at| place("a\nb\r\nc\rd", at).0), [1, 2, 3]);
        assert_eq!(place("a\rb\rc", 4), (3, 1));
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(place("é§x\nñy", 4), (1, 3));
        assert_eq!(place("é§x\nñy", 8), (2, 2));
    }

    #[test]
    fn columns_count_characters_in_every_encoding() {
        let text = "\u{feff}Ḋé\n😀 act\n";
        let at = |bytes: &[u8], offset: u32| {
            let position = Lines::of(bytes).position(bytes, offset);
            (position.line, position.column)
        };
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            assert_eq!([2, 4, 8, 14].map(|offset| at(&bytes, offset)), [(1, 1), (1, 2), (2, 1), (2, 3)]);
        }
        assert_eq!([0, 3, 9].map(|offset| at(text.as_bytes(), offset)), [(1, 1), (1, 1), (2, 1)]);
        let western = b"\x93caf\xE9\x94\nThe Party\x92s";
        assert_eq!([5, 17].map(|offset| at(western, offset)), [(1, 6), (2, 11)]);
        let macintosh = b"caf\x8E\rThe Party\xD5s";
        assert_eq!([5, 15].map(|offset| at(macintosh, offset)), [(2, 1), (2, 11)]);
    }

    #[test]
    fn the_end_is_a_place() {
        assert_eq!(place("", 0), (1, 1));
        assert_eq!(place("ab\n", 3), (2, 1));
    }
}
