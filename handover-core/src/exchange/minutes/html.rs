//! The paper as one page of HTML that fetches nothing and runs nothing.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::block::{Block, Grid, Lines, Style};
use super::words::say;

const STYLE_SHEET: &str = include_str!("html.css");

/// The text of the page.
pub(super) fn write(blocks: &[Block]) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n\
         <style>\n{STYLE_SHEET}</style>\n</head>\n<body>\n<main>\n",
        say("kind")
    );
    for block in blocks {
        put(block, &mut page);
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

// Writing to a string does not fail.
fn put(block: &Block, page: &mut String) {
    match block {
        Block::Paragraph(style, text) => {
            let tag = match style {
                Style::Kind => "h1",
                Style::Subject => "h2",
                _ => "p",
            };
            let (class, text) = (style.name(), escape(text.as_str()));
            let _ = writeln!(page, "<{tag} class=\"{class}\">{text}</{tag}>");
        }
        Block::Grid(grid) => put_grid(grid, page),
        Block::Code(code, label) => {
            page.push_str(&code.svg(label));
            page.push('\n');
        }
        Block::Page => page.push_str("<hr class=\"page\">\n"),
    }
}

fn put_grid(grid: &Grid, page: &mut String) {
    // A table without lines only puts things side by side.
    page.push_str(match grid.lines {
        Lines::Ruled => "<table class=\"ruled\">\n<colgroup>",
        Lines::Bare => "<table role=\"presentation\">\n<colgroup>",
    });
    for width in &grid.widths {
        let _ = write!(page, "<col style=\"width:{width}%\">");
    }
    page.push_str("</colgroup>\n");
    if !grid.head.is_empty() {
        page.push_str("<thead><tr>");
        for text in &grid.head {
            let (class, text) = (Style::CellHead.name(), escape(text.as_str()));
            let _ = write!(page, "<th scope=\"col\" class=\"{class}\">{text}</th>");
        }
        page.push_str("</tr></thead>\n");
    }
    page.push_str("<tbody>\n");
    for row in &grid.rows {
        page.push_str("<tr>");
        for cell in row {
            page.push_str("<td>");
            for block in cell {
                put(block, page);
            }
            page.push_str("</td>");
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_is_in_the_sheet_and_text_stays_text() {
        for style in Style::ALL {
            assert!(STYLE_SHEET.contains(&format!(".{}", style.name())), "{style:?}");
        }
        let hostile = "</p><script>alert(1)</script> & \" onload='x'".to_owned();
        let rows = vec![vec![(Style::Cell, hostile.clone())]];
        let blocks = [
            Block::Paragraph(Style::Text, hostile.clone()),
            Grid::ruled(&[100], &[&hostile], rows),
        ];
        let page = write(&blocks);
        assert!(!page.contains("<script") && !page.contains("onload='"), "{page}");
        assert_eq!(page.matches("&lt;script&gt;alert(1)&lt;/script&gt; &amp;").count(), 3);
        assert!(!page.contains("http://") && !page.contains("src="), "{page}");
    }
}
