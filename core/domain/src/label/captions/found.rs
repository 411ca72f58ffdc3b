//! What was found under captions of one kind.

/// Up to two different values, and the first mistake.
pub(super) struct Found<T, E> {
    first: Option<T>,
    other: Option<T>,
    mistake: Option<E>,
}

impl<T, E> Default for Found<T, E> {
    fn default() -> Self {
        Self { first: None, other: None, mistake: None }
    }
}

impl<T: PartialEq, E> Found<T, E> {
    /// Keeps what says something new.
    pub(super) fn add(&mut self, read: Result<T, E>) {
        match read {
            Err(mistake) => {
                self.mistake.get_or_insert(mistake);
            }
            Ok(value) if self.first.is_none() => self.first = Some(value),
            Ok(value) if self.first.as_ref() != Some(&value) => {
                self.other.get_or_insert(value);
            }
            Ok(_) => {}
        }
    }

    /// The different values.
    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        [&self.first, &self.other].into_iter().flatten()
    }

    /// Whether nothing was found, not even a mistake.
    pub(super) const fn is_empty(&self) -> bool {
        self.first.is_none() && self.mistake.is_none()
    }

    /// The value; a mistake only if there is no value beside it.
    pub(super) fn only(self) -> Option<Result<T, E>> {
        self.first.map(Ok).or(self.mistake.map(Err))
    }
}
