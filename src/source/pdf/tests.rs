use std::fmt::Write as _;
use std::io::Write as _;

use crate::source::{Fault, MarkKind, read};

/// A PDF of these objects, numbered from 1; the first is the catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    let rows: String = places.iter().map(|place| format!("{place:010} 00000 n \n")).collect();
    let size = objects.len() + 1;
    file.extend(format!("xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF").bytes());
    file
}

fn stream(dictionary: &str, inside: &[u8]) -> Vec<u8> {
    [format!("<< {dictionary} /Length {} >>\nstream\n", inside.len()).as_bytes(), inside, b"\nendstream"].concat()
}

/// A PDF whose pages draw what `contents` say, in Helvetica as `/F`, with a form as `/X`.
fn pages(contents: &[String], form: &str) -> Vec<u8> {
    let kids: String = (0..contents.len()).map(|at| format!("{} 0 R ", 5 + 2 * at)).collect();
    let widths = "500 ".repeat(224);
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", contents.len()).into_bytes(),
        format!("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 /Widths [{widths}] >>").into_bytes(),
        stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>", form.as_bytes()),
    ];
    for (at, content) in contents.iter().enumerate() {
        let resources = "/Resources << /Font << /F 3 0 R >> /XObject << /X 4 0 R >> >>";
        objects.push(
            format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {resources} /Contents {} 0 R >>", 6 + 2 * at)
                .into_bytes(),
        );
        objects.push(stream("", content.as_bytes()));
    }
    pdf(&objects)
}

/// Words at places: left, height from the bottom, font size.
fn draw(words: &[(u32, u32, u32, &str)]) -> String {
    let mut content = String::new();
    for (left, height, size, word) in words {
        writeln!(content, "BT /F {size} Tf {left} {height} Td ({word}) Tj ET").unwrap();
    }
    content
}

#[test]
fn running_heads_go_and_footnotes_are_found() {
    let page = |number: &str, words: &str| {
        let mut drawn = vec![(50, 780, 10, "DRAFT TREATY 7 May"), (300, 20, 10, number), (50, 700, 10, words)];
        if number == "1" {
            drawn.extend([
                (50 + 5 * words.len() as u32, 704, 6, "1"),
                (50, 688, 10, "of this Agreement."),
                (50, 640, 10, "Article 2 shall be read with it."),
            ]);
            drawn.extend([(50, 60, 8, "1 A note of some"), (50, 51, 8, "length.")]);
        }
        draw(&drawn)
    };
    let contents =
        [page("1", "Each Party shall act under Article 1"), page("2", "Second page."), page("3", "Third page.")];
    let source = read("a.pdf", &pages(&contents, "")).unwrap();
    let expected = "Each Party shall act under Article 1 of this Agreement.\n\nArticle 2 shall be read with it.\n\nSecond page.\n\nThird page.\n\n[1] A note of some\nlength.\n";
    assert_eq!(source.text, expected);
    let told: Vec<_> = source.marks.iter().map(|mark| (mark.span.start, mark.kind.clone())).collect();
    assert!(told.contains(&(36, MarkKind::FootnoteCall("1".into()))), "{told:?}");
    assert!(told.contains(&(0, MarkKind::Page(1))));
    assert_eq!(told.iter().filter(|(_, kind)| matches!(kind, MarkKind::Footnote(_))).count(), 1);
}

fn fault(bytes: &[u8]) -> Fault {
    read("a.pdf", bytes).unwrap_err().fault
}

#[test]
fn a_scan_is_told() {
    assert_eq!(fault(&pages(&[draw(&[(9, 9, 9, "3")]), String::new()], "")), Fault::Scan { pages: 2 });
}

#[test]
fn damaged_files_are_told_and_do_not_panic() {
    let whole = pages(&[draw(&[(50, 700, 10, "Each Party shall act and act again.")])], "");
    assert!(read("a.pdf", &whole).is_ok());
    assert!(matches!(fault(b"%PDF-1.4\nnonsense"), Fault::Pdf(_)));
    for cut in [100, whole.len() / 2, whole.len() - 60] {
        let _ = read("a.pdf", &whole[..cut]);
    }
    let strange = String::from_utf8_lossy(&whole).replace("/MediaBox [0 0 600 800]", "/MediaBox [0]         ");
    assert!(matches!(fault(strange.as_bytes()), Fault::Pdf(_)));
}

#[test]
fn a_form_that_draws_itself_is_refused() {
    assert_eq!(fault(&pages(&["/X Do".to_owned()], "/X Do")), Fault::TooDeep(12));
}

#[test]
fn a_stream_that_unpacks_to_too_much_is_refused() {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![b' '; 1 << 20];
    (0..65).for_each(|_| packer.write_all(&zeros).unwrap());
    let packed = packer.finish().unwrap();
    let file = pdf(&[b"<< /Type /Catalog >>".to_vec(), stream("/Filter /FlateDecode", &packed)]);
    assert!(matches!(fault(&file), Fault::Bomb(_)));
}

#[test]
fn a_page_that_draws_without_end_is_refused() {
    assert!(matches!(fault(&pages(&["q ".repeat(3 << 20)], "")), Fault::Crowded { what: "a page", .. }));
}
