use super::*;

fn origin_of(source: &Source, bytes: &[u8], words: &str) -> String {
    let start = source.text.find(words).unwrap_or_else(|| panic!("{words:?} not in {:?}", source.text));
    let span = source.input_span(Span::of(start, start + words.len()));
    String::from_utf8_lossy(&bytes[span.range()]).into_owned()
}

fn fault(bytes: &[u8]) -> Fault {
    read("x", bytes).unwrap_err().fault
}

#[test]
fn utf8_with_and_without_mark() {
    assert_eq!(read("a.txt", b"Article 1").unwrap().text, "Article 1");
    let marked = b"\xEF\xBB\xBFArticle 1";
    let source = read("a.txt", marked).unwrap();
    assert_eq!(source.text, "Article 1");
    assert_eq!(origin_of(&source, marked, "Article"), "Article");
}

#[test]
fn utf16_either_way_with_and_without_mark() {
    let little: Vec<u8> = "Each Party é".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = "\u{feff}Each Party é".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [little, big] {
        let source = read("a.txt", &bytes).unwrap();
        assert_eq!(source.text, "Each Party é");
        assert_eq!(origin_of(&source, &bytes, "Party").len(), 10);
    }
}

#[test]
fn windows_1252_keeps_places() {
    let bytes = b"The Party\x92s caf\xE9 shall \x93open\x94.";
    let source = read("a.txt", bytes).unwrap();
    assert_eq!(source.text, "The Party’s café shall “open”.");
    assert_eq!(origin_of(&source, bytes, "open"), "open");
    assert_eq!(source.input_span(Span::of(0, source.text.len())).end as usize, bytes.len());
}

#[test]
fn line_ends_become_newlines() {
    let bytes = b"Article 1\r\nEach Party\r\nArticle 2";
    let source = read("a.txt", bytes).unwrap();
    assert_eq!(source.text, "Article 1\nEach Party\nArticle 2");
    assert_eq!(origin_of(&source, bytes, "Each Party"), "Each Party");
    assert_eq!(origin_of(&source, bytes, "Article 2"), "Article 2");
}

#[test]
fn faults_are_told_apart() {
    assert_eq!(fault(b""), Fault::Empty);
    assert_eq!(fault(b" \n\t"), Fault::Empty);
    assert_eq!(fault(b"\x7fELF\x00\x01\x02\x00\x00\x03"), Fault::Binary);
    assert_eq!(
        fault("Стороны договорились".encode_utf16().map(|u| u as u8 | 0x80).collect::<Vec<_>>().as_slice()),
        Fault::Encoding
    );
    assert!(matches!(fault(b"<?xml version='1.0'?><treaty><body><article>x</body>"), Fault::Xml { line: 1, .. }));
    assert_eq!(fault(b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><treaty>&b;</treaty>"), Fault::Doctype);
    assert!(matches!(fault(b"<?xml version='1.0'?><invoice/>"), Fault::UnknownXml(_)));
}

#[test]
fn deep_nesting_neither_panics_nor_overflows() {
    let deep = format!("<treaty><body>{}x{}</body></treaty>", "<a>".repeat(300_000), "</a>".repeat(300_000));
    let _ = read("deep.xml", deep.as_bytes());
    let broken = format!("<treaty><body>{}", "<a>".repeat(300_000));
    assert!(read("deep.xml", broken.as_bytes()).is_err());
}

const TOTA: &str = "<?xml version=\"1.0\"?>\n<treaty><meta><name>A &amp; B</name><language>en</language><parties><partyisocode n=\"1\">AAA</partyisocode></parties></meta>
<body><chapter name=\"Preamble\"><article>The Parties</article></chapter>
<chapter number=\"CHAPTER 9\" name=\"Trade &amp; Rights\"><article number=\"ARTICLE 9.1\" name=\"Scope\">1. Each Party &gt; all&#13;\nothers.</article></chapter></body></treaty>";

#[test]
fn tota_headings_come_from_attributes() {
    let source = read("t.xml", TOTA.as_bytes()).unwrap();
    assert_eq!(source.format, Format::TotaXml);
    assert_eq!(
        source.text,
        "Preamble\n\nThe Parties\n\nCHAPTER 9 Trade & Rights\n\nARTICLE 9.1: Scope\n\n1. Each Party > all\n\nothers."
    );
    let marked: Vec<_> = source.marks.iter().map(|mark| (source.slice(mark.span), mark.kind.clone())).collect();
    let expected = [
        ("Preamble", MarkKind::Chapter),
        ("", MarkKind::Article),
        ("CHAPTER 9 Trade & Rights", MarkKind::Chapter),
        ("ARTICLE 9.1: Scope", MarkKind::Article),
    ];
    assert_eq!(marked, expected);
    assert_eq!(origin_of(&source, TOTA.as_bytes(), "ARTICLE 9.1"), "ARTICLE 9.1");
    assert_eq!(origin_of(&source, TOTA.as_bytes(), "Trade & Rights"), "Trade &amp; Rights");
    assert_eq!(origin_of(&source, TOTA.as_bytes(), "Party > all"), "Party &gt; all");
    assert_eq!(source.about.title.as_deref(), Some("A & B"));
    assert_eq!(source.about.parties, ["AAA"]);
}

#[test]
fn markdown_markup_is_set_aside() {
    let text = "---\ntitle: Draft\n---\n# Chapter 9: **Investment**\n\n1\\. Each _Party_ [shall](x.html) act[^2] on `it`.\n\n<!-- treatylint ignore -->\n* snake_case 2 * 3\n\n[^2]: A note\n  goes on.\n\nNext.\n";
    let source = read("a.md", text.as_bytes()).unwrap();
    assert_eq!(
        source.text,
        "Chapter 9: Investment\n\n1. Each Party shall act on it.\n\n\nsnake_case 2 * 3\n\n[2] A note\ngoes on.\n\nNext.\n"
    );
    assert_eq!(source.about.title.as_deref(), Some("Draft"));
    assert_eq!(origin_of(&source, text.as_bytes(), "Each Party shall"), "Each _Party_ [shall");
    let kinds: Vec<_> = source.marks.iter().map(|mark| (source.slice(mark.span), mark.kind.clone())).collect();
    assert_eq!(
        kinds,
        [
            ("Chapter 9: Investment", MarkKind::Heading(1)),
            ("", MarkKind::FootnoteCall("2".into())),
            ("", MarkKind::Comment("treatylint ignore".into())),
            ("[2] A note\ngoes on.", MarkKind::Footnote("2".into())),
        ]
    );
}

#[test]
fn a_fenced_block_of_markdown_is_quoted_and_set_aside() {
    let asides = |text: &str| -> Vec<String> {
        let source = read("a.md", text.as_bytes()).unwrap();
        let asides = source.marks.iter().filter(|mark| mark.kind == MarkKind::Aside);
        asides.map(|mark| source.slice(mark.span).to_owned()).collect()
    };
    assert_eq!(asides("Before.\n\n```text\nEach Party shall act.\n```\n\nAfter.\n"), ["Each Party shall act.\n"]);
    assert_eq!(asides("Before.\n\n```\nEach Party shall act.\n"), [""; 0], "a fence that nothing closes hides no text");
}

const PAGE: &str = "<!DOCTYPE html><html lang=\"en-GB\"><head><title>Draft</title><style>p{}</style><script>if (a<b) {}</script></head>
<body><nav><p>Home</p></nav><!-- treatylint ignore --><h1>Trade &amp; <b>Rights</b></h1>
<p>Article 1<p>Each\n Party&rsquo;s law (<a href=\"#n1\"><sup>1</sup></a>), 5 m<sup>2</sup>:
<div><div>(a)</div><div><p>shall apply.</p></div></div>
<table><tr><td>Good</td><td>Rate</td></tr></table>
<ol><li id=\"n1\"><p>A note. <a href=\"#r1\">^</a></p></li></ol></body></html>";

#[test]
fn rich_text_is_read_as_it_is_shown() {
    let rtf = r"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}{\*\generator x;}\f0 ARTICLE 1\par
Each Party\rquote s caf\'e9 {\b shall}{\footnote A {\i note}.} act \{x\} \u8364?5.\
End\~now}";
    let source = read("a.rtf", rtf.as_bytes()).unwrap();
    assert_eq!(source.text, "ARTICLE 1\nEach Party’s café shall act {x} €5.\nEnd\u{a0}now\n\n[1] A note.");
    assert_eq!(origin_of(&source, rtf.as_bytes(), "café"), r"caf\'e9");
    assert_eq!(origin_of(&source, rtf.as_bytes(), "shall"), "shall");
    assert!(source.marks.iter().any(|mark| mark.kind == MarkKind::Footnote("1".into())));
}

#[test]
fn html_blocks_become_lines() {
    let source = read("a.html", PAGE.as_bytes()).unwrap();
    assert_eq!(source.format, Format::Html);
    assert_eq!(
        source.text,
        "Trade & Rights\n\nArticle 1\n\nEach Party’s law, 5 m2:\n(a) shall apply.\n\nGood\tRate\n\n[1] A note."
    );
    assert_eq!(origin_of(&source, PAGE.as_bytes(), "Trade & Rights"), "Trade &amp; <b>Rights");
    assert_eq!(origin_of(&source, PAGE.as_bytes(), "Each Party’s law"), "Each\n Party&rsquo;s law");
    assert_eq!(source.about.language.as_deref(), Some("en"));
    let kinds: Vec<_> = source.marks.iter().map(|mark| (source.slice(mark.span), mark.kind.clone())).collect();
    assert_eq!(
        kinds,
        [
            ("Trade & Rights", MarkKind::Heading(1)),
            ("", MarkKind::Comment("treatylint ignore".into())),
            ("", MarkKind::FootnoteCall("1".into())),
            ("[1] A note.", MarkKind::Footnote("1".into())),
        ]
    );
}

#[test]
fn preformatted_html_keeps_its_lines() {
    let page = "<html><body><p>A\nB</p><pre>Article 1\nScope\n\n1. Each\n   Party</pre>after\nall</body></html>";
    assert_eq!(read("a.html", page.as_bytes()).unwrap().text, "A B\n\nArticle 1\nScope\n\n1. Each\nParty\n\nafter all");
}

#[test]
fn html_that_nests_without_end_is_read() {
    let page = format!("<html><body>{}deep", "<div>".repeat(200_000));
    assert_eq!(read("a.html", page.as_bytes()).unwrap().text, "deep");
}

const AKOMA: &str = "<?xml version=\"1.0\"?><akomaNtoso xmlns=\"x\"><act><meta><FRBRdate date=\"2021-09-12\" name=\"signature\"/><FRBRlanguage language=\"eng\"/><FRBRname value=\"Protocol\"/></meta>
<preface><longTitle><p>PROTOCOL on <docPurpose>Trade</docPurpose></p></longTitle></preface>
<body><chapter><num>Chapter I</num><heading>Scope</heading>
 <article><num>Article 1</num>
  <heading>Aim<authorialNote marker=\"1\"><p>A note.</p></authorialNote></heading>
  <paragraph><num>1.</num><content><p>Each Party &amp; others:</p></content>
   <list><point><num>(a)</num><content><p>act.</p></content></point></list></paragraph></article></chapter></body></act></akomaNtoso>";

#[test]
fn akoma_ntoso_divisions_become_headings() {
    let source = read("a.xml", AKOMA.as_bytes()).unwrap();
    assert_eq!(
        source.text,
        "PROTOCOL on Trade\n\nChapter I Scope\n\nArticle 1: Aim\n\n1. Each Party & others:\n\n(a) act.\n\n[1] A note.\n"
    );
    assert_eq!(origin_of(&source, AKOMA.as_bytes(), "Party & others"), "Party &amp; others");
    let kinds: Vec<_> = source.marks.iter().map(|mark| (source.slice(mark.span), mark.kind.clone())).collect();
    assert_eq!(
        kinds,
        [
            ("Chapter I Scope", MarkKind::Chapter),
            ("Article 1: Aim", MarkKind::Article),
            ("", MarkKind::FootnoteCall("1".into())),
            ("[1] A note.", MarkKind::Footnote("1".into())),
        ]
    );
    let about = About {
        title: Some("Protocol".into()),
        signed: Some("2021-09-12".into()),
        language: Some("en".into()),
        parties: Vec::new(),
    };
    assert_eq!(source.about, about);
}

#[test]
fn formex_titles_and_paragraphs_become_lines() {
    let formex = "<?xml version=\"1.0\"?><ACT><TITLE><TI><P>Act</P></TI></TITLE><ENACTING.TERMS><DIVISION><TITLE><TI><P>CHAPTER I</P></TI><STI><P>SCOPE</P></STI></TITLE>
<ARTICLE IDENTIFIER=\"001\"><TI.ART>Article 1</TI.ART><STI.ART><P>Aim</P></STI.ART><PARAG><NO.PARAG>1.</NO.PARAG><ALINEA>The <QUOT.START CODE=\"2018\"/>aim<QUOT.END CODE=\"2019\"/>:
<LIST><ITEM><NP><NO.P>(a)</NO.P><TXT>first.</TXT></NP></ITEM></LIST></ALINEA></PARAG></ARTICLE></DIVISION></ENACTING.TERMS></ACT>";
    let source = read("a.xml", formex.as_bytes()).unwrap();
    assert_eq!(source.text, "Act\n\nCHAPTER I SCOPE\n\nArticle 1: Aim\n\n1. The ‘aim’:\n\n(a) first.");
}

#[test]
fn markup_nested_without_end_is_refused() {
    let deep = format!("<?xml version='1.0'?><akomaNtoso>{}x{}</akomaNtoso>", "<p>".repeat(5000), "</p>".repeat(5000));
    assert_eq!(fault(deep.as_bytes()), Fault::TooDeep(200));
    let deep = format!("<akomaNtoso>{}x{}</akomaNtoso>", "<article>".repeat(5000), "</article>".repeat(5000));
    assert_eq!(fault(deep.as_bytes()), Fault::TooDeep(200));
}

#[test]
fn elements_with_attributes_without_end_are_refused() {
    let many: String = (0..5000).map(|nth| format!("a{nth}='1' ")).collect();
    for text in [format!("<html><p {many}>x</p></html>"), format!("<treaty {many}/>")] {
        assert!(matches!(fault(text.as_bytes()), Fault::Crowded { .. }));
    }
}

#[test]
fn references_and_brackets_without_end_are_read() {
    let html = format!("<html><p>{}</p></html>", "&amp".repeat(200_000));
    assert!(read("a.html", html.as_bytes()).is_ok());
    for sign in ["[", "<a", "[^", "[a]("] {
        assert!(read("a.md", format!("# A\n{}", sign.repeat(100_000)).as_bytes()).is_ok());
    }
}

#[expect(clippy::disallowed_methods, reason = "a test reads real texts where they are at hand")]
#[test]
fn every_corpus_text_is_read_with_its_places() {
    let Ok(folder) = std::fs::read_dir("../shared/corpus/texts") else {
        eprintln!("skipped: ../shared/corpus is not here");
        return;
    };
    for path in folder.map(|file| file.unwrap().path()) {
        let bytes = std::fs::read(&path).unwrap();
        let source = read(path.to_str().unwrap(), &bytes).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        let Some(at) = source.text.find("shall").or_else(|| source.text.find("debe")) else {
            continue;
        };
        let span = source.input_span(Span::of(at, at + 4));
        assert_eq!(&bytes[span.range()], &source.text.as_bytes()[at..at + 4], "{path:?}");
    }
}
