//! Messages over standard input and output. A message that cannot be read is answered, and the next one is read.

use std::io::{self, BufReader, BufWriter};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use lsp_server::Message;

/// What came in.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A message.
    Message(Message),
    /// Something else, and why it is none.
    Malformed(String),
}

/// The thread that writes.
pub(super) struct Outgoing {
    sender: Sender<Message>,
    writer: JoinHandle<()>,
}

impl Outgoing {
    /// Where messages go.
    pub(super) fn sender(&self) -> Sender<Message> {
        self.sender.clone()
    }

    /// Waits until all is written that was sent; every other sender must be gone.
    pub(super) fn finish(self) {
        drop(self.sender);
        // A writer that ended early has nobody to write to.
        let _ = self.writer.join();
    }
}

/// Begins to read and to write.
pub(super) fn open() -> (Receiver<Incoming>, Outgoing) {
    let (received, incoming) = channel();
    std::thread::spawn(move || read(&received));
    let (sender, to_write) = channel::<Message>();
    let writer = std::thread::spawn(move || {
        let mut out = BufWriter::new(io::stdout().lock());
        // A client that does not listen any more closes standard input too, which ends the server.
        for message in to_write {
            if message.write(&mut out).is_err() {
                break;
            }
        }
    });
    (incoming, Outgoing { sender, writer })
}

/// Reads until the end, or until nobody wants more.
fn read(received: &Sender<Incoming>) {
    let mut input = BufReader::new(io::stdin().lock());
    loop {
        let one = match Message::read(&mut input) {
            Ok(Some(message)) => Incoming::Message(message),
            Ok(None) => return,
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                Incoming::Malformed(error.to_string())
            }
            Err(_) => return,
        };
        if received.send(one).is_err() {
            return;
        }
    }
}
