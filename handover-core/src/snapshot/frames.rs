use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::frame;

/// Frames that may wait for whoever reads them.
const WAITING: usize = 4;

/// A frame; `None` at the end of the file.
type Next = io::Result<Option<Vec<u8>>>;

/// The frames of a file, one after the other.
#[derive(Debug)]
pub(super) enum Frames {
    Here(BufReader<File>),
    /// Read and checked by a thread of its own.
    Ahead {
        frames: Mutex<Receiver<Next>>,
        used: SyncSender<Vec<u8>>,
    },
}

impl Frames {
    /// Goes on reading on a thread of its own: of what a snapshot costs, half
    /// is checksums and the system's copy.
    pub(super) fn ahead(self) -> Self {
        let Frames::Here(mut reader) = self else { return self };
        let (frames_in, frames) = mpsc::sync_channel(WAITING);
        // Frames come back to be filled again.
        let (used, used_out) = mpsc::sync_channel::<Vec<u8>>(WAITING + 2);
        thread::spawn(move || {
            loop {
                let body = used_out.try_recv().unwrap_or_default();
                let read = read(&mut reader, body);
                let ended = !matches!(read, Ok(Some(_)));
                if frames_in.send(read).is_err() || ended {
                    return;
                }
            }
        });
        Frames::Ahead { frames: Mutex::new(frames), used }
    }

    /// Puts the next frame into `body`.
    pub(super) fn next(&mut self, body: &mut Vec<u8>) -> io::Result<()> {
        match self {
            Frames::Here(reader) => frame::read(reader, body),
            Frames::Ahead { frames, used } => {
                let next = receive(frames)?;
                let next = next.ok_or(io::ErrorKind::UnexpectedEof)?;
                // Full, or the thread is at its end: then it is not needed.
                let _ = used.try_send(std::mem::replace(body, next));
                Ok(())
            }
        }
    }

    /// Whether nothing follows the last frame.
    pub(super) fn is_at_end(&mut self) -> io::Result<bool> {
        match self {
            Frames::Here(reader) => Ok(reader.fill_buf()?.is_empty()),
            Frames::Ahead { frames, .. } => Ok(receive(frames)?.is_none()),
        }
    }
}

/// The next of the thread. It says itself that the file ends; if it is gone
/// without that, something broke.
fn receive(frames: &mut Mutex<Receiver<Next>>) -> Next {
    // Nobody shares it; the lock only makes the reader one that may be shared.
    let frames = frames.get_mut().unwrap_or_else(PoisonError::into_inner);
    frames.recv().unwrap_or_else(|_| Err(io::ErrorKind::BrokenPipe.into()))
}

fn read(reader: &mut BufReader<File>, mut body: Vec<u8>) -> Next {
    if reader.fill_buf()?.is_empty() {
        return Ok(None);
    }
    frame::read(reader, &mut body).map(|()| Some(body))
}
