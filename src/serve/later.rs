//! What may take longer than an editor wants to wait, and is done when there is nothing more urgent.

use super::state::State;
use crate::session::Later;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

/// An editor who saves again within this time is not disturbed.
const PAUSE: Duration = Duration::from_millis(300);

/// A thread for work that is not urgent. Of several pieces only the last counts.
pub(super) struct Background(Sender<Later>);

impl Background {
    /// Starts to wait for work, whose results the state takes.
    pub(super) fn start(state: Arc<State>) -> Self {
        let (sender, work) = mpsc::channel();
        std::thread::spawn(move || run(&work, &state));
        Self(sender)
    }

    /// Hands over work, in place of what has not begun.
    pub(super) fn put(&self, later: Later) {
        // Nobody listens any more if the thread has failed; the preview goes on without it.
        let _ = self.0.send(later);
    }
}

fn run(work: &Receiver<Later>, state: &State) {
    // One core is left to what is urgent.
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    while let Ok(mut later) = work.recv() {
        loop {
            match work.recv_timeout(PAUSE) {
                Ok(newer) => later = newer,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        let update = match &alone {
            Ok(alone) => alone.install(later),
            Err(_) => later(),
        };
        state.add(update);
    }
}
