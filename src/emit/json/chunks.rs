//! Records written in chunks, on several threads where they are many, and taken in their order. Few chunks are held at once.

use std::io;
use std::sync::mpsc::sync_channel;
use std::thread;

/// How many items a chunk has.
const CHUNK: usize = 32;
/// Fewer items than this are not worth a second thread.
const MANY: usize = 8 * CHUNK;
/// How many chunks a thread may be ahead of the one that takes them.
const AHEAD: usize = 2;
/// What takes the chunks keeps up with no more threads than this.
const MOST: usize = 4;

/// Hands the items to `write`, chunk by chunk, and what it wrote to `take`, in the order of the items.
pub(super) fn in_order<T: Sync>(
    items: &[T],
    threads: usize,
    write: impl Fn(&[T], &mut Vec<u8>) -> io::Result<()> + Sync,
    mut take: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let chunks = items.chunks(CHUNK);
    let threads = threads.min(MOST);
    if threads < 2 || items.len() < MANY {
        let mut bytes = Vec::new();
        for chunk in chunks {
            bytes.clear();
            write(chunk, &mut bytes)?;
            take(&bytes)?;
        }
        return Ok(());
    }
    let write = &write;
    thread::scope(|scope| {
        let mut made = Vec::new();
        for first in 0..threads {
            let (sender, receiver) = sync_channel(AHEAD);
            let own = chunks.clone().skip(first).step_by(threads);
            scope.spawn(move || {
                for chunk in own {
                    let mut bytes = Vec::new();
                    let written = write(chunk, &mut bytes).map(|()| bytes);
                    if sender.send(written).is_err() {
                        // Nobody takes any more.
                        return;
                    }
                }
            });
            made.push(receiver);
        }
        for receiver in made.iter().cycle().take(chunks.len()) {
            if let Ok(written) = receiver.recv() {
                take(&written?)?;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(items: &[usize], threads: usize) -> String {
        let mut all = Vec::new();
        let write = |chunk: &[usize], bytes: &mut Vec<u8>| {
            bytes.extend(
                chunk
                    .iter()
                    .flat_map(|item| format!("{item} ").into_bytes()),
            );
            Ok(())
        };
        in_order(items, threads, write, |bytes| {
            all.extend_from_slice(bytes);
            Ok(())
        })
        .expect("memory takes all");
        String::from_utf8(all).expect("digits")
    }

    #[test]
    fn what_is_written_stands_in_order_on_any_number_of_threads() {
        for count in [0, 1, CHUNK, MANY, 10 * MANY + 1] {
            let items: Vec<usize> = (0..count).collect();
            let expected = written(&items, 1);
            assert_eq!(expected.split_whitespace().count(), count);
            for threads in [2, 3, 100] {
                assert_eq!(written(&items, threads), expected);
            }
        }
    }

    #[test]
    fn it_ends_when_nobody_takes_any_more() {
        let items: Vec<usize> = (0..10 * MANY).collect();
        let write = |_: &[usize], bytes: &mut Vec<u8>| {
            bytes.push(b'.');
            Ok(())
        };
        let refused = in_order(&items, 2, write, |_| Err(io::Error::other("full")));
        assert!(refused.is_err());
    }
}
