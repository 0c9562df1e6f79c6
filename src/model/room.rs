//! How the parts of records lie in memory: an archive of a hundred thousand meetings holds millions of lines that nobody wrote.

use std::ops::{Deref, DerefMut};

use smallvec::SmallVec;

/// A list that mostly has one member, which then lies in its place.
pub type Few<T> = SmallVec<[T; 1]>;

/// Lines that few records have: while none of them is written they take the room of a pointer, and read as absent.
#[derive(Debug, Clone)]
pub struct Rare<T: 'static>(Option<Box<T>>);

/// What has a value in which nothing is written.
pub trait Unwritten: Default + 'static {
    /// That value.
    const UNWRITTEN: &'static Self;
}

impl<T> Default for Rare<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Unwritten> Deref for Rare<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::UNWRITTEN)
    }
}

impl<T: Unwritten> DerefMut for Rare<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}
