//! The addresses that the network knows, and finding one from its beginning.

use pinpoint_domain::addresses::{AddressList, ListedAddress};
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::publication::Edition;
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, params};

use super::StoreError;

/// Words of a query that count; a longer one was pasted.
const MOST_WORDS: usize = 12;

/// The edition of the list that is kept.
pub(crate) fn edition(connection: &Connection) -> Result<Option<Edition>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT version, digest FROM address_list")?;
    let kept = statement.query_row([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).optional()?;
    let edition = kept.map(|(version, digest)| {
        let digest = digest.parse().map_err(|error| StoreError::unreadable("address_list", error))?;
        Ok(Edition { version, digest })
    });
    edition.transpose()
}

/// Keeps a list in the place of the one before.
pub(crate) fn replace(
    transaction: &Transaction<'_>,
    list: &AddressList,
    edition: &Edition,
) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM address", [])?;
    let mut statement = transaction.prepare_cached(
        "INSERT INTO address (address, city, postal_code, state, country, lat_e7, lon_e7) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for ListedAddress { address, city, postal_code, state, country, position } in &list.addresses {
        let (lat, lon) = (position.map(|at| at.lat_e7()), position.map(|at| at.lon_e7()));
        statement.execute(params![address, city, postal_code, state, country, lat, lon])?;
    }
    transaction.execute("INSERT INTO address_words (address_words) VALUES ('rebuild')", [])?;
    transaction.execute(
        "INSERT OR REPLACE INTO address_list (id, version, digest) VALUES (1, ?1, ?2)",
        params![edition.version, edition.digest.to_string()],
    )?;
    Ok(())
}

/// The addresses that have all these words, the last as it begins: the nearest first, then those that fit best. Without a
/// word all of them do.
pub(crate) fn find(
    connection: &Connection,
    query: &str,
    near: Option<Coordinate>,
    most: usize,
) -> Result<Vec<ListedAddress>, StoreError> {
    // Squares on a plane: what is near is compared, not measured. A degree of longitude is shorter than one of latitude.
    let (lat, lon) = (near.map(|at| at.lat_e7()), near.map(|at| at.lon_e7()));
    let squeeze = near.map_or(1.0, |at| (f64::from(at.lat_e7()) / 1e7).to_radians().cos());
    let distance = "lat_e7 IS NULL, \
         (lat_e7 - ?2) * 1.0 * (lat_e7 - ?2) + (lon_e7 - ?3) * ?4 * (lon_e7 - ?3) * ?4";
    let words = words(query);
    let found = if words.is_empty() {
        format!("FROM address WHERE ?1 = '' ORDER BY {distance}, id")
    } else {
        format!(
            "FROM address_words JOIN address ON address.id = address_words.rowid \
             WHERE address_words MATCH ?1 ORDER BY {distance}, rank, address.id"
        )
    };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT address.address, address.city, address.postal_code, state, country, lat_e7, lon_e7 {found} LIMIT ?5"
    ))?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![words, lat, lon, squeeze, most], listed)?;
    rows.map(|row| row?).collect()
}

fn listed(row: &Row<'_>) -> rusqlite::Result<Result<ListedAddress, StoreError>> {
    let (lat, lon): (Option<i32>, Option<i32>) = (row.get(5)?, row.get(6)?);
    let position = lat.zip(lon).map(|(lat, lon)| Coordinate::from_e7(lat, lon)).transpose();
    let [address, city, country] = [row.get(0)?, row.get(1)?, row.get(4)?];
    let [postal_code, state] = [row.get(2)?, row.get(3)?];
    Ok(position
        .map(|position| ListedAddress { address, city, postal_code, state, country, position })
        .map_err(|error| StoreError::unreadable("address", error)))
}

/// What FTS5 is asked for: each word as a string of its own, so that nothing of it is an operator. A word with something
/// behind it is whole.
fn words(query: &str) -> String {
    let mut words: Vec<String> = query
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(|word| format!("\"{word}\""))
        .collect();
    if query.ends_with(char::is_alphanumeric)
        && let Some(last) = words.last_mut()
    {
        last.push('*');
    }
    words.join(" ")
}
