//! XML of the Texts of Trade Agreements collection: chapters and articles with number and name as attributes.

use roxmltree::{Document, Node};

use super::{About, Builder, Format, MarkKind, Source, SourceError, xml};

/// Reads a ToTA text.
pub(crate) fn read(name: &str, text: &str) -> Result<Source, SourceError> {
    let document = xml::parse(text)?;
    let mut builder = Builder::with_capacity(text.len());
    let body = document.descendants().find(|element| element.has_tag_name("body"));
    for part in body.into_iter().flat_map(|body| body.descendants()) {
        match part.tag_name().name() {
            "chapter" => heading(&mut builder, text, part, " ", MarkKind::Chapter),
            "article" => heading(&mut builder, text, part, ": ", MarkKind::Article),
            _ if is_wording(part) => xml::add_text(&mut builder, text, part),
            _ => {}
        }
    }
    Ok(builder.finish(name, Format::TotaXml, about(&document)))
}

/// White space between elements only lays the file out.
fn is_wording(part: Node<'_, '_>) -> bool {
    part.is_text()
        && (part.text().is_some_and(|text| !text.trim().is_empty())
            || part.parent_element().is_some_and(|up| up.has_tag_name("article")))
}

fn heading(builder: &mut Builder, text: &str, part: Node<'_, '_>, between: &str, kind: MarkKind) {
    let opens = part.range().start;
    builder.paragraph_break(opens);
    let start = builder.here();
    let numbered = xml::add_attribute(builder, text, part, "number");
    let between =
        if numbered && part.attribute("name").is_some_and(|name| !name.trim().is_empty()) { between } else { "" };
    builder.stand(part.attribute_node("name").map_or(opens, |name| name.range_value().start), between);
    xml::add_attribute(builder, text, part, "name");
    builder.mark(start, kind);
    if builder.here() > start {
        let inside = part.first_child().map_or(part.range().end, |child| child.range().start);
        builder.paragraph_break(inside);
    }
}

fn about(document: &Document<'_>) -> About {
    let said = |tag: &str| {
        let element = document.descendants().find(|element| element.has_tag_name(tag));
        element.and_then(|element| element.text()).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    About {
        title: said("name"),
        parties: parties(document),
        signed: said("date_signed"),
        language: said("language").as_deref().and_then(super::language::written),
    }
}

fn parties(document: &Document<'_>) -> Vec<String> {
    let list = |tag: &str| document.descendants().find(|element| element.has_tag_name(tag));
    let Some(list) = list("parties").or_else(|| list("parties_original")) else {
        return Vec::new();
    };
    list.children()
        .filter_map(|party| party.text())
        .map(str::trim)
        .filter(|code| !code.is_empty())
        .map(str::to_owned)
        .collect()
}
