//! Lines of bytes, one at a time, however long the input is.

use std::io::{self, BufRead};

/// Bytes of a line that are kept. Of a longer one the rest is passed over.
pub(super) const LONGEST: usize = 1 << 20;
/// What some editors write before the first line.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A line without its end, `\n` or `\r\n`.
pub(super) struct Line<'b> {
    pub(super) bytes: &'b [u8],
    /// Whether it was longer than [`LONGEST`].
    pub(super) cut: bool,
}

/// The lines of an input.
pub(super) struct Lines<R> {
    input: R,
    line: Vec<u8>,
    first: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) const fn new(input: R) -> Self {
        Self { input, line: Vec::new(), first: true }
    }

    /// The next line, unless the input ended.
    pub(super) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        let (mut read, mut cut) = (false, false);
        loop {
            let ahead = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                ahead => ahead?,
            };
            if ahead.is_empty() {
                break;
            }
            read = true;
            let end = ahead.iter().position(|byte| *byte == b'\n');
            let piece = ahead.get(..end.unwrap_or(ahead.len())).unwrap_or_default();
            let room = LONGEST - self.line.len();
            cut |= piece.len() > room;
            self.line.extend(piece.iter().take(room));
            let taken = end.map_or(ahead.len(), |end| end + 1);
            self.input.consume(taken);
            if end.is_some() {
                break;
            }
        }
        let first = std::mem::take(&mut self.first);
        let bytes = self.line.strip_suffix(b"\r").unwrap_or(&self.line);
        let bytes = bytes.strip_prefix(if first { BYTE_ORDER_MARK } else { b"" }).unwrap_or(bytes);
        Ok(read.then_some(Line { bytes, cut }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &[u8]) -> Vec<(Vec<u8>, bool)> {
        let mut lines = Lines::new(io::BufReader::with_capacity(7, input));
        let mut all = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            all.push((line.bytes.to_vec(), line.cut));
        }
        all
    }

    #[test]
    fn each_line_comes_once_whatever_ends_it() {
        let bytes = b"\xEF\xBB\xBFfirst\r\n\nthird line\0\xFF\r\n\xEF\xBB\xBFlast";
        let expected: [&[u8]; 4] = [b"first", b"", b"third line\0\xFF", b"\xEF\xBB\xBFlast"];
        assert_eq!(lines(bytes), expected.map(|line| (line.to_vec(), false)));
        assert!(lines(b"").is_empty());
        assert_eq!(lines(b"\n"), [(Vec::new(), false)]);
    }

    #[test]
    fn of_a_line_that_is_too_long_the_beginning_is_kept_and_the_next_line_is_whole() {
        let mut input = vec![b'7'; 3 * LONGEST];
        input.extend(b"\nnext");
        let lines = lines(&input);
        assert_eq!((lines[0].0.len(), lines[0].1), (LONGEST, true));
        assert_eq!(lines[1], (b"next".to_vec(), false));
    }
}
