//! Tests that cross components: the whole day, faults, benchmarks.
