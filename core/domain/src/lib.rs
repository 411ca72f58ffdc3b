//! Labels, the workflow, its rules and the wire format: pure, for phone and server alike.
