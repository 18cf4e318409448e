//! Lines and columns of a text or an input.

/// Where the lines of some bytes begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
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
    /// Finds the lines of `bytes`: a line ends after `\n`, or after `\r` where there is no `\n` at all.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let newline = if memchr::memchr(b'\n', bytes).is_some() { b'\n' } else { b'\r' };
        let ends = memchr::memchr_iter(newline, bytes).map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX));
        let mut before = 0;
        let counted = bytes.chunks(BLOCK).map(|block| {
            before += characters(block);
            before
        });
        let blocks = std::iter::once(0).chain(counted).collect();
        let end = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        Lines { starts: std::iter::once(0).chain(ends).collect(), end, blocks }
    }

    /// The line of a byte offset, counted from 1.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= offset)).unwrap_or(u32::MAX)
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
        self.blocks.get(block).copied().unwrap_or(0) + characters(rest)
    }
}

/// The characters of UTF-8 bytes: all bytes but those that continue a character.
fn characters(bytes: &[u8]) -> u32 {
    let count = bytes.iter().filter(|byte| *byte & 0xC0 != 0x80).count();
    u32::try_from(count).unwrap_or(u32::MAX)
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
    fn the_end_is_a_place() {
        assert_eq!(place("", 0), (1, 1));
        assert_eq!(place("ab\n", 3), (2, 1));
    }
}
