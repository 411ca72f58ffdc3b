//! Receives pinpoints: receipts, verdicts, photos over tus, the label inventory.
