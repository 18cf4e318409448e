//! Rich Text Format: what a word processor would show, as plain text with every byte's place.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

use super::{About, Builder, Format, MarkKind, Source};

/// Deeper groups than this are read as part of the group around them.
const DEEPEST: usize = 10_000;

/// Groups whose words are no part of the document.
const APART: [&str; 29] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "objdata",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "themedata",
    "xmlnstbl",
    "fldinst",
    "datastore",
    "latentstyles",
    "ftnsep",
    "ftnsepc",
    "bkmkstart",
    "bkmkend",
    "annotation",
];

/// Whether a text is RTF.
pub(crate) fn is_rtf(text: &str) -> bool {
    text.starts_with("{\\rtf")
}

/// Reads RTF; what is damaged is passed over.
pub(crate) fn read(name: &str, text: &str) -> Source {
    let out = Builder::with_capacity(text.len());
    let mut reader = Reader {
        text,
        at: 0,
        out,
        groups: Vec::new(),
        fallback: 1,
        apart: false,
        encoding: WINDOWS_1252,
        notes: Vec::new(),
    };
    reader.read_to(text.len());
    for (number, (from, to)) in (1..).zip(std::mem::take(&mut reader.notes)) {
        reader.note(number, from, to);
    }
    reader.out.finish(name, Format::Text, About::default())
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    out: Builder,
    /// Of every open group: whether its words are apart, and how many signs follow a Unicode sign in its place.
    groups: Vec<(bool, usize)>,
    fallback: usize,
    apart: bool,
    encoding: &'static Encoding,
    /// Where the footnotes stand.
    notes: Vec<(usize, usize)>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn read_to(&mut self, end: usize) {
        while self.at < end {
            let rest = self.rest();
            match rest.as_bytes().first() {
                None => return,
                Some(b'{') => self.open(),
                Some(b'}') => self.close(),
                Some(b'\\') => self.control(),
                Some(b'\r' | b'\n') => self.at += 1,
                Some(_) => {
                    let len = rest.find(['{', '}', '\\', '\r', '\n']).unwrap_or(rest.len());
                    if !self.apart {
                        self.out.copy(self.at, rest.get(..len).unwrap_or(""));
                    }
                    self.at += len.max(1);
                }
            }
        }
    }

    fn open(&mut self) {
        if self.groups.len() < DEEPEST {
            self.groups.push((self.apart, self.fallback));
        }
        self.at += 1;
    }

    fn close(&mut self) {
        if let Some((apart, fallback)) = self.groups.pop() {
            (self.apart, self.fallback) = (apart, fallback);
        }
        self.at += 1;
    }

    fn control(&mut self) {
        let (start, rest) = (self.at, self.rest());
        let after = rest.get(1..).unwrap_or("");
        let name_len = after.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(after.len());
        if name_len == 0 {
            return self.sign(start, after);
        }
        let (name, tail) = after.split_at(name_len);
        let digits = tail.strip_prefix('-').unwrap_or(tail);
        let digits_len = digits.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(digits.len());
        let number_len = if digits_len == 0 { 0 } else { tail.len() - digits.len() + digits_len };
        let number = tail.get(..number_len).and_then(|number| number.parse().ok());
        let blank = usize::from(tail.get(number_len..).is_some_and(|rest| rest.starts_with(' ')));
        self.at = start + 1 + name_len + number_len + blank;
        self.word(start, name, number);
    }

    /// A control sign: a character by its code, a hard space, an escaped brace.
    fn sign(&mut self, start: usize, after: &str) {
        let sign = after.chars().next().unwrap_or(' ');
        self.at = start + 1 + sign.len_utf8();
        match sign {
            '\'' => {
                let code = after.get(1..3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
                self.at += if code.is_some() { 2 } else { 0 };
                let letter = code.map(|code| self.encoding.decode_without_bom_handling(&[code]).0.into_owned());
                self.add(start, &letter.unwrap_or_default());
            }
            '*' => self.apart = true,
            '~' => self.add(start, "\u{a0}"),
            '_' => self.add(start, "-"),
            '\n' | '\r' => self.add(start, "\n"),
            '{' | '}' | '\\' => self.add(start, sign.encode_utf8(&mut [0; 4])),
            _ => {}
        }
    }

    fn add(&mut self, start: usize, words: &str) {
        if !self.apart {
            self.out.stand(start, words);
        }
    }

    fn word(&mut self, start: usize, name: &str, number: Option<i32>) {
        match name {
            "par" | "line" | "sect" | "page" | "row" => self.add(start, "\n"),
            "tab" | "cell" => self.add(start, "\t"),
            "emdash" => self.add(start, "—"),
            "endash" => self.add(start, "–"),
            "lquote" => self.add(start, "‘"),
            "rquote" => self.add(start, "’"),
            "ldblquote" => self.add(start, "“"),
            "rdblquote" => self.add(start, "”"),
            "bullet" => self.add(start, "•"),
            "u" => self.unicode(start, number.unwrap_or(0)),
            "uc" => self.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(8),
            "bin" => self.at = (self.at + usize::try_from(number.unwrap_or(0)).unwrap_or(0)).min(self.text.len()),
            "mac" => self.encoding = MACINTOSH,
            "ansicpg" => {
                self.encoding = Encoding::for_label(format!("windows-{}", number.unwrap_or(1252)).as_bytes())
                    .unwrap_or(WINDOWS_1252)
            }
            "footnote" => self.call(),
            _ if APART.contains(&name) => self.apart = true,
            _ => {}
        }
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    /// A character by its Unicode number; the signs that stand in for it in old programs are passed over.
    fn unicode(&mut self, start: usize, number: i32) {
        let code = u32::try_from(if number < 0 { number + 65_536 } else { number }).ok();
        if let Some(letter) = code.and_then(char::from_u32) {
            self.add(start, letter.encode_utf8(&mut [0; 4]));
        }
        for _ in 0..self.fallback {
            let rest = self.rest();
            self.at += match rest.as_bytes() {
                [b'\\', b'\'', _, _, ..] => 4,
                [b'{' | b'}' | b'\\', ..] | [] => return,
                _ => rest.chars().next().map_or(0, char::len_utf8),
            };
        }
    }

    /// A footnote is passed over where it stands and read at the end.
    fn call(&mut self) {
        if self.apart {
            return;
        }
        let from = self.at;
        let mut depth = 1_usize;
        let mut bytes = self.rest().bytes().enumerate();
        while let Some((at, byte)) = bytes.next() {
            match byte {
                b'\\' => drop(bytes.next()),
                b'{' => depth += 1,
                b'}' if depth == 1 => {
                    self.notes.push((from, from + at));
                    self.out.mark_here(MarkKind::FootnoteCall(self.notes.len().to_string()));
                    self.at = from + at;
                    return;
                }
                b'}' => depth -= 1,
                _ => {}
            }
        }
    }

    fn note(&mut self, number: usize, from: usize, to: usize) {
        self.out.paragraph_break(from);
        let start = self.out.here();
        self.out.stand(from, &format!("[{number}] "));
        (self.at, self.apart) = (from, false);
        self.read_to(to);
        self.out.mark_words(start, MarkKind::Footnote(number.to_string()));
    }
}
