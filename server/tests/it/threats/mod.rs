//! What an attacker tries. docs/threat-model.md says of each threat what stands against it, and which test tries it.

mod bodies;
mod companies;
mod forms;
mod injection;
mod paths;
mod races;
mod tokens;
