//! Text inside XML and SVG.

/// Text as XML writes it, between tags and in attributes, without the signs that XML 1.0 cannot hold.
pub(super) fn escaped(text: &str) -> String {
    let held =
        |sign: &char| !sign.is_control() && !matches!(sign, '\u{fffe}' | '\u{ffff}') || matches!(sign, '\t' | '\n');
    htmlize::escape_attribute(text.chars().filter(held).collect::<String>()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_reads_as_syntax_is_escaped_and_what_it_cannot_hold_is_left_out() {
        let text = "A \u{1b}<b> & \"c\"\u{ffff}\n";
        let written = escaped(text);
        assert_eq!(written, "A &lt;b&gt; &amp; &quot;c&quot;\n");
        let page = format!("<a b=\"{written}\">{written}</a>");
        let document = roxmltree::Document::parse(&page).unwrap();
        assert_eq!(document.root_element().text(), Some("A <b> & \"c\"\n"));
    }
}
