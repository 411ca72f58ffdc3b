//! Pixels to facts: QR codes and barcodes, photo facts and preparation.
