//! What the apps hold: store, outbox, transport, and one long-lived Installer.
