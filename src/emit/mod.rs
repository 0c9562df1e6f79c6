//! What is said, for others to read: JSON for tools, minutes for people; one format a file.

pub mod sentence;
