//! One spelling for many: the form in which words are compared.
//!
//! Texts and phrases pass through the same fold, so it only has to be consistent, not correct English: case, typographic marks,
//! ligatures, accents, plural and third-person endings, -ise/-ize, labour/labor and their like disappear on both sides.

/// Writes the folded form of one word (no spaces inside) behind what `out` holds.
pub(crate) fn fold_word(word: &str, out: &mut String) {
    let start = out.len();
    if word.is_ascii() {
        out.push_str(word);
        out.get_mut(start..).unwrap_or_default().make_ascii_lowercase();
    } else {
        word.chars().for_each(|letter| fold_letter(letter, out));
    }
    strip_note_number(start, out);
    respell(start, out);
    strip_ending(start, out);
}

fn fold_letter(letter: char, out: &mut String) {
    match letter {
        letter if letter.is_ascii() => out.push(letter.to_ascii_lowercase()),
        'ﬁ' => out.push_str("fi"),
        'ﬂ' => out.push_str("fl"),
        'ﬀ' => out.push_str("ff"),
        'ﬃ' => out.push_str("ffi"),
        'ﬄ' => out.push_str("ffl"),
        'œ' | 'Œ' => out.push_str("oe"),
        '\u{ad}' => {}
        'à'..='å' | 'À'..='Å' => out.push('a'),
        'è'..='ë' | 'È'..='Ë' => out.push('e'),
        'ì'..='ï' | 'Ì'..='Ï' => out.push('i'),
        'ò'..='ö' | 'Ò'..='Ö' => out.push('o'),
        'ù'..='ü' | 'Ù'..='Ü' => out.push('u'),
        'ç' | 'Ç' => out.push('c'),
        'ñ' | 'Ñ' => out.push('n'),
        other => out.extend(other.to_lowercase()),
    }
}

/// `negotiations6`: a footnote's number stuck to the word it is called from.
fn strip_note_number(start: usize, out: &mut String) {
    let word = out.get(start..).unwrap_or("");
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if letters >= 4 && letters < word.len() && word.bytes().take(letters).all(|b| b.is_ascii_alphabetic()) {
        out.truncate(start + letters);
    }
}

const RESPELL: &[(&str, &str)] = &[
    ("labour", "labor"),
    ("favour", "favor"),
    ("honour", "honor"),
    ("harbour", "harbor"),
    ("behaviour", "behavior"),
    ("endeavour", "endeavor"),
    ("colour", "color"),
    ("neighbour", "neighbor"),
    ("rigour", "rigor"),
    ("programme", "program"),
    ("centre", "center"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("licence", "license"),
    ("judgement", "judgment"),
    ("acknowledgement", "acknowledgment"),
    ("catalogue", "catalog"),
    ("fulfil", "fulfill"),
];

/// Single letters are compared first: nearly every word is told by them.
fn begins_or_ends(word: &str, british: &str) -> bool {
    let (word, british) = (word.as_bytes(), british.as_bytes());
    (word.first() == british.first() && word.starts_with(british))
        || (word.last() == british.last() && word.ends_with(british))
}

fn respell(start: usize, out: &mut String) {
    let word = out.get(start..).unwrap_or("");
    if word.len() < 6 {
        return;
    }
    if let Some((british, american)) = RESPELL.iter().find(|(british, _)| begins_or_ends(word, british)) {
        let spelled = if word.starts_with("fulfill") { word.to_owned() } else { word.replacen(british, american, 1) };
        out.truncate(start);
        out.push_str(&spelled);
    }
    let word = out.get(start..).unwrap_or("");
    if !word.as_bytes().get(word.len().saturating_sub(8)..).is_some_and(|end| end.windows(2).any(|two| two == b"is")) {
        return;
    }
    for ending in ["isation", "isations", "ise", "ised", "ises", "ising"] {
        if let Some(stem) = word.strip_suffix(ending) {
            let at = start + stem.len() + 1;
            out.replace_range(at..=at, "z");
            return;
        }
    }
}

fn strip_ending(start: usize, out: &mut String) {
    let word = out.get(start..).unwrap_or("");
    if word.len() <= 3 || !word.ends_with('s') {
        return;
    }
    let ends = |ending: &str| word.ends_with(ending);
    let cut = if ends("ies") && word.len() > 4 {
        out.truncate(out.len() - 3);
        out.push('y');
        return;
    } else if ends("sses") || ends("xes") || ends("ches") || ends("shes") || ends("zzes") {
        2
    } else {
        usize::from(!(ends("ss") || ends("us") || ends("is")))
    };
    out.truncate(out.len() - cut);
}

#[cfg(test)]
mod tests {
    fn folded(word: &str) -> String {
        let mut out = String::new();
        super::fold_word(word, &mut out);
        out
    }

    #[test]
    fn spellings_meet() {
        for (one, other) in [
            ("Labour", "labor"),
            ("organisations", "organization"),
            ("endeavours", "ENDEAVOR"),
            ("breaches", "breach"),
            ("Parties", "party"),
            ("recognises", "recognize"),
            ("negotiations6", "negotiation"),
            ("ﬁnancing", "financing"),
            ("artículo", "ARTICULO"),
            ("programmes", "program"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} and {other}");
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (one, other) in
            [("four", "for"), ("this", "thi"), ("process", "proce"), ("status", "statu"), ("1994", "19")]
        {
            assert_ne!(folded(one), folded(other), "{one} and {other}");
        }
    }
}
