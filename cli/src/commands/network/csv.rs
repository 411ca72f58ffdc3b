//! Addresses from a table that a spreadsheet wrote: comma or semicolon, its columns named in the first line, in any order.

use std::collections::BTreeSet;

use csv::{ErrorKind, ReaderBuilder, StringRecord, Trim};
use pinpoint_domain::addresses::ListedAddress;
use pinpoint_domain::code::{Coded, Fields, Notice, fields};
use pinpoint_domain::document::Problem;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::publication::NetworkFlaw;

/// The columns that there may be; the first three there must be.
const COLUMNS: [&str; 7] = ["address", "city", "country", "postal_code", "state", "latitude", "longitude"];
const NEEDED: usize = 3;
/// What some programs write before the first character.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What is wrong with the table itself.
#[derive(Debug)]
enum TableFlaw {
    /// A column that there must be.
    ColumnMissing { name: &'static str },
    /// A column that nobody knows.
    ColumnUnknown { name: String },
    /// A line has more or fewer cells than the first.
    Cells { expected: u64, found: u64 },
    /// Not UTF-8, or not to be read at all.
    Unreadable,
}

impl Coded for TableFlaw {
    fn code(&self) -> &'static str {
        match self {
            Self::ColumnMissing { .. } => "table-column-missing",
            Self::ColumnUnknown { .. } => "table-column-unknown",
            Self::Cells { .. } => "table-cells",
            Self::Unreadable => "table-unreadable",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::ColumnMissing { name } => fields([("name", (*name).to_owned())]),
            Self::ColumnUnknown { name } => fields([("name", name.clone()), ("known", COLUMNS.join(", "))]),
            Self::Cells { expected, found } => {
                fields([("expected", expected.to_string()), ("found", found.to_string())])
            }
            Self::Unreadable => Fields::new(),
        }
    }
}

/// The addresses of a table, or all that is wrong with it.
pub(super) fn addresses(bytes: &[u8]) -> Result<Vec<ListedAddress>, Vec<Problem>> {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK.as_bytes()).unwrap_or(bytes);
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let delimiter = if first.contains(&b';') { b';' } else { b',' };
    let mut reader = ReaderBuilder::new().delimiter(delimiter).trim(Trim::All).from_reader(bytes);
    let columns = match reader.headers() {
        Ok(header) => columns(header)?,
        Err(error) => return Err(vec![unreadable(&error)]),
    };
    let (mut listed, mut problems, mut keys) = (Vec::new(), Vec::new(), BTreeSet::new());
    for row in reader.into_records() {
        let row = match row {
            Ok(row) if row.iter().all(str::is_empty) => continue,
            Ok(row) => Row { cells: row, columns: &columns, decimal_comma: delimiter == b';' },
            Err(error) => {
                problems.push(unreadable(&error));
                continue;
            }
        };
        match row.address() {
            Ok(address) if !keys.insert(address.key()) => {
                problems.push(row.problem("address", &NetworkFlaw::Twice { name: address.address }));
            }
            Ok(address) => listed.push(address),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(listed) } else { Err(Problem::in_order(problems)) }
}

/// The columns by their places.
fn columns(header: &StringRecord) -> Result<Vec<&'static str>, Vec<Problem>> {
    let known = |name: &str| COLUMNS.into_iter().find(|column| column.eq_ignore_ascii_case(name));
    let flaw = |what: &TableFlaw| at(1, String::new(), what);
    let mut problems = Vec::new();
    let mut columns = Vec::new();
    for name in header {
        match known(name) {
            Some(column) => columns.push(column),
            None => problems.push(flaw(&TableFlaw::ColumnUnknown { name: name.chars().take(40).collect() })),
        }
    }
    for name in COLUMNS.into_iter().take(NEEDED).filter(|name| !columns.contains(name)) {
        problems.push(flaw(&TableFlaw::ColumnMissing { name }));
    }
    if problems.is_empty() { Ok(columns) } else { Err(problems) }
}

/// A line of the table.
struct Row<'c> {
    cells: StringRecord,
    columns: &'c [&'static str],
    /// Whoever separates by semicolons may write 45,5 for 45.5.
    decimal_comma: bool,
}

impl Row<'_> {
    fn cell(&self, name: &str) -> Option<&str> {
        let place = self.columns.iter().position(|column| *column == name)?;
        self.cells.get(place).filter(|text| !text.is_empty())
    }

    fn address(&self) -> Result<ListedAddress, Problem> {
        let text = |name| self.cell(name).map(ToOwned::to_owned);
        let listed = ListedAddress {
            address: text("address").unwrap_or_default(),
            city: text("city").unwrap_or_default(),
            postal_code: text("postal_code"),
            state: text("state"),
            country: text("country").unwrap_or_default(),
            position: self.position()?,
        };
        match listed.flaw() {
            Some((field, flaw)) => Err(self.problem(field, &flaw)),
            None => Ok(listed),
        }
    }

    fn position(&self) -> Result<Option<Coordinate>, Problem> {
        let number = |name| self.cell(name).map(|text| self.number(text));
        let (latitude, longitude) = (number("latitude"), number("longitude"));
        if latitude.is_none() && longitude.is_none() {
            return Ok(None);
        }
        let pair = format!("{},{}", latitude.unwrap_or_default(), longitude.unwrap_or_default());
        Coordinate::parse(&pair).map(Some).map_err(|error| self.problem("latitude", &error))
    }

    fn number(&self, text: &str) -> String {
        if self.decimal_comma { text.replace(',', ".") } else { text.to_owned() }
    }

    fn problem(&self, column: &str, what: &impl Coded) -> Problem {
        at(self.cells.position().map_or(0, csv::Position::line), column.to_owned(), what)
    }
}

fn unreadable(error: &csv::Error) -> Problem {
    let line = error.position().map_or(1, csv::Position::line);
    let flaw = match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            TableFlaw::Cells { expected: *expected_len, found: *len }
        }
        _ => TableFlaw::Unreadable,
    };
    at(line, String::new(), &flaw)
}

/// A table has lines and columns; where in a cell something is wrong, its sentence says.
fn at(line: u64, column: String, what: &impl Coded) -> Problem {
    Problem {
        line: usize::try_from(line).unwrap_or(usize::MAX),
        column: 1,
        path: column,
        what: Notice::from(what),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(table: &[u8]) -> Vec<(usize, String, String)> {
        let problems = addresses(table).unwrap_err();
        problems.into_iter().map(|it| (it.line, it.path.clone(), it.code().to_owned())).collect()
    }

    fn one(line: usize, column: &str, code: &str) -> Vec<(usize, String, String)> {
        vec![(line, column.to_owned(), code.to_owned())]
    }

    #[test]
    fn a_spreadsheet_of_any_country_is_read() {
        let plain =
            "address,city,country,latitude,longitude\n\"12, Rue Longue\",Laval,CAN,45.5088,-73.5617\n";
        let french = "\u{feff}Country;City;Address;Postal_code;Latitude;Longitude\r\nCAN;Laval; 12, Rue Longue ;;45,5088;-73,5617\r\n;;;;;\r\n";
        let [plain, french] = [plain, french].map(|table| addresses(table.as_bytes()).unwrap());
        assert_eq!(plain, french);
        let [listed] = plain.as_slice() else { panic!("{plain:?}") };
        assert_eq!((listed.address.as_str(), listed.postal_code.as_deref()), ("12, Rue Longue", None));
        assert_eq!(listed.position, Coordinate::from_e7(455_088_000, -735_617_000).ok());
    }

    #[test]
    fn each_line_that_is_wrong_is_named_with_its_column() {
        let head = "address,city,country,latitude,longitude\n1 Rue Longue,Laval,CAN,,\n";
        let table = |line: &str| wrong(format!("{head}{line}\n3 Rue Longue,Laval,CAN,,\n").as_bytes());
        assert_eq!(table("2 Rue Longue,,CAN,,"), one(3, "city", "text-length"));
        assert_eq!(table("2 Rue Longue,Laval,Canada,,"), one(3, "country", "country"));
        assert_eq!(table("2 Rue Longue,Laval,CAN,95,10"), one(3, "latitude", "coordinate-latitude"));
        assert_eq!(table("2 Rue Longue,Laval,CAN,45,"), one(3, "latitude", "coordinate-format"));
        assert_eq!(table("1 RUE LONGUE,Laval,CAN,,"), one(3, "address", "network-twice"));
        assert_eq!(table("2 Rue Longue,Laval"), one(3, "", "table-cells"));
        assert_eq!(
            wrong(b"address,city,country\n1 Rue de l\xe9t\xe9,Laval,CAN\n"),
            one(2, "", "table-unreadable")
        );
    }

    #[test]
    fn columns_are_known_by_their_names() {
        assert_eq!(
            wrong(b""),
            ["address", "city", "country"].map(|_| (1, String::new(), "table-column-missing".to_owned()))
        );
        assert_eq!(wrong(b"address,city,country,floor\n"), one(1, "", "table-column-unknown"));
        assert_eq!(addresses(b"address,city,country\n").unwrap(), []);
    }
}
