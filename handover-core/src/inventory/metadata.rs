//! `csv-metadata.json`: what the tables are, for whoever opens them in thirty
//! years without this tool (W3C, "Metadata Vocabulary for Tabular Data").

use serde::Serialize;

use super::columns::Columns;
use super::schema::{Column, Kind};

// Structs and not a JSON map: members stand in one order whatever features
// other crates turn on.
#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    tables: Vec<TableMeta<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TableMeta<'a> {
    url: String,
    #[serde(rename = "dc:title")]
    title: Title,
    table_schema: TableSchema<'a>,
}

#[derive(Serialize)]
struct TableSchema<'a> {
    columns: Vec<ColumnMeta<'a>>,
}

#[derive(Serialize, Default)]
struct ColumnMeta<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'static str>,
    titles: &'a str,
    #[serde(rename = "dc:title", skip_serializing_if = "Option::is_none")]
    title: Option<Title>,
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    separator: Option<&'static str>,
    datatype: DataType,
}

#[derive(Serialize)]
struct Title {
    #[serde(rename = "@value")]
    value: &'static str,
    #[serde(rename = "@language")]
    language: &'static str,
}

#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct DataType {
    base: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_length: Option<usize>,
}

/// The text of `csv-metadata.json` for the tables that are written with these
/// columns, in this order. Equal columns give equal bytes.
pub fn metadata<'a>(tables: impl IntoIterator<Item = &'a Columns>) -> String {
    let tables = tables.into_iter().map(|columns| TableMeta {
        url: columns.table().file_name(),
        title: vietnamese(columns.table().label()),
        table_schema: TableSchema {
            columns: columns.names().map(|name| column(columns, name)).collect(),
        },
    });
    let document = Document { context: "http://www.w3.org/ns/csvw", tables: tables.collect() };
    // Structs with text keys only: this cannot fail, and an empty text would
    // be seen at once.
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text + "\n"
}

fn column<'a>(columns: &Columns, name: &'a str) -> ColumnMeta<'a> {
    match columns.table().schema().column(name) {
        // A name must be one of a URI template: that of a stranger's column is
        // left to be derived from its title.
        None => ColumnMeta { titles: name, datatype: plain("string"), ..ColumnMeta::default() },
        Some(column) => ColumnMeta {
            name: Some(column.name),
            titles: name,
            title: Some(vietnamese(column.title)),
            required: column.required.then_some(true),
            separator: matches!(column.kind, Kind::Codes(_)).then_some(";"),
            datatype: datatype(column),
        },
    }
}

fn datatype(column: &Column) -> DataType {
    let text = |format: String| DataType { format: Some(format), ..plain("string") };
    match column.kind {
        Kind::Text | Kind::Agency | Kind::Path | Kind::Gaps => {
            DataType { max_length: column.max, ..plain("string") }
        }
        Kind::Code(codes) | Kind::Codes(codes) => text(codes.join("|")),
        Kind::Date => text("([0-9]{2}/)?([0-9]{2}/)?[0-9]{4}|[0-9]{4}-[0-9]{2}(-[0-9]{2})?".into()),
        Kind::Hex => text("([0-9a-f]{2})*".into()),
        Kind::Day => DataType { format: Some("yyyy-MM-dd".into()), ..plain("date") },
        Kind::Time => plain("dateTimeStamp"),
        Kind::Number => plain("nonNegativeInteger"),
        Kind::Metres => plain("decimal"),
    }
}

fn plain(base: &'static str) -> DataType {
    DataType { base, ..DataType::default() }
}

fn vietnamese(value: &'static str) -> Title {
    Title { value, language: "vi" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::Table;

    #[test]
    fn the_tables_describe_themselves() {
        let columns = Columns::all(Table::Dossiers).with("Nhiệm kỳ");
        let text = metadata([&Columns::all(Table::Fonds), &columns]);
        assert_eq!(text, metadata([&Columns::all(Table::Fonds), &columns]));
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let dossiers = &json["tables"][1];
        assert_eq!(dossiers["url"], "dossiers.csv");
        let columns = dossiers["tableSchema"]["columns"].as_array().unwrap();
        let title = columns.iter().find(|column| column["titles"] == "title").unwrap();
        assert_eq!(title["datatype"]["maxLength"], 1000);
        assert_eq!(title["required"], true);
        assert_eq!(columns.last().unwrap()["titles"], "Nhiệm kỳ");
        assert_eq!(columns.last().unwrap().get("name"), None);
    }
}
