//! A story as a file that people read: an act a paragraph, a change a line, in the order of the screen.

use std::fmt;

use serde::Serialize;

use super::{Act, Story};

impl fmt::Display for Story {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { title, tells, begins, acts } = self;
        writeln!(f, "{{\n  \"title\": {},\n  \"tells\": {},", json(title)?, json(tells)?)?;
        write!(f, "  \"begins\": {},\n  \"acts\": [", json(begins)?)?;
        for (index, act) in acts.iter().enumerate() {
            write!(f, "{}\n    {{ {act} }}", if index == 0 { "" } else { "," })?;
        }
        writeln!(f, "\n  ]\n}}")
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { does, world, gives, refuses } = self;
        for (name, json) in [("do", does), ("world", world)] {
            if let Some(json) = json {
                write!(f, "\"{name}\": {json}")?;
            }
        }
        if let Some(refuses) = refuses {
            write!(f, ",\n      \"refuses\": {}", json(refuses)?)?;
        }
        let mut pointers: Vec<_> = gives.iter().collect();
        pointers.sort_by_key(|(pointer, _)| order(pointer));
        for (index, (pointer, value)) in pointers.iter().enumerate() {
            let before = if index == 0 { ",\n      \"gives\": {" } else { "," };
            write!(f, "{before}\n        {}: {value}", json(pointer)?)?;
        }
        if gives.is_empty() { Ok(()) } else { write!(f, "\n      }}") }
    }
}

/// The tenth step after the ninth.
fn order(pointer: &str) -> Vec<(u64, &str)> {
    pointer.split('/').map(|part| (part.parse().unwrap_or(0), part)).collect()
}

fn json(value: &impl Serialize) -> Result<String, fmt::Error> {
    serde_json::to_string(value).map_err(|_| fmt::Error)
}
