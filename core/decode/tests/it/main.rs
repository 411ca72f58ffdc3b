//! Pictures as they come from a site, and what is read from them.
#![cfg(test)]

mod bad_files;
mod labels;
mod photos;
