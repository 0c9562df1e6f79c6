//! `dip lsp`: the compiler kept warm for an editor, over standard input and output.
//!
//! Messages come in by a thread of their own and wait in a queue, so that what a client takes back is never begun, and a
//! burst of keystrokes is judged once. One thread answers: an edit is judged in thousandths of a second.

mod client;
mod homes;
mod requests;
mod server;
mod transport;
mod uri;

use super::Failure;

/// It takes none; what clients commonly add is allowed.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Accepted because some editors add it; standard input and output are used in any case
    #[arg(long, hide = true)]
    stdio: bool,
}

pub(super) fn run(_: &Arguments) -> Result<u8, Failure> {
    let (incoming, outgoing) = transport::open();
    let mut server = server::Server::new(outgoing.sender());
    let code = server.serve(&incoming);
    drop(server);
    outgoing.finish();
    Ok(code)
}
