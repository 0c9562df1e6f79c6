//! Archives of any size for measuring: the same records, from one seed, as dip, as JSON and as a ledger.

pub mod archive;
