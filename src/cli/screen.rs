//! Standard output and standard error: width, colour, and readers that went away.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use super::Outcome;
use super::args::When;
use super::files::reason;
use crate::report::{self, Look, Trouble};

/// The reader's screen or file.
pub(crate) struct Screen {
    out: BufWriter<StdoutLock<'static>>,
    closed: bool,
    failed: Option<io::Error>,
    colour: When,
    width: usize,
}

impl Screen {
    /// The process's own standard output and error.
    pub(crate) fn new(colour: When) -> Self {
        let out = BufWriter::new(io::stdout().lock());
        Screen { out, closed: false, failed: None, colour, width: width() }
    }

    /// How renderings for people look on standard output.
    pub(crate) fn look(&self) -> Look {
        Look { width: self.width, colour: self.coloured(&io::stdout(), io::stdout().is_terminal()) }
    }

    /// Writes to standard output. Once its reader is gone nothing more is written.
    pub(crate) fn print(&mut self, text: &str) {
        if !self.closed {
            let written = self.out.write_all(text.as_bytes());
            self.keep(written);
        }
    }

    /// Makes visible what was written.
    pub(crate) fn flush(&mut self) {
        if !self.closed {
            let written = self.out.flush();
            self.keep(written);
        }
    }

    /// Remembers that nothing more can be written; that the reader had enough is no fault.
    fn keep(&mut self, written: io::Result<()>) {
        if let Err(error) = written {
            self.closed = true;
            self.failed = Some(error).filter(|error| error.kind() != io::ErrorKind::BrokenPipe);
        }
    }

    /// The outcome of a run, when all is written: what standard output did not take, such as by a full disk, is said.
    pub(crate) fn end(mut self, outcome: Outcome) -> Outcome {
        self.flush();
        match self.failed.take() {
            None => outcome,
            Some(error) => {
                self.trouble(&Trouble::new(format!("Standard output cannot be written: {}.", reason(&error))));
                Outcome::Unusable
            }
        }
    }

    /// Lets `work` write to standard output; an error of its own is shown as what kept it from being done.
    pub(crate) fn unless_failed<E: ToString>(&mut self, work: impl FnOnce(&mut dyn Write) -> Result<(), E>) -> Outcome {
        match work(&mut self.out) {
            Ok(()) => Outcome::Clean,
            Err(error) => {
                self.trouble(&Trouble::new(error.to_string()));
                Outcome::Unusable
            }
        }
    }

    /// Whether the reader of standard output went away.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Shows what keeps something from being used, on standard error.
    pub(crate) fn trouble(&mut self, trouble: &Trouble) {
        self.flush();
        let colour = self.coloured(&io::stderr(), io::stderr().is_terminal());
        let drawn = report::trouble(trouble, Look { width: self.width, colour });
        self.say(&drawn);
    }

    /// Writes to standard error; that nobody reads it is no fault.
    #[expect(clippy::unused_self, reason = "the screen owns both streams")]
    pub(crate) fn say(&mut self, text: &str) {
        let _unread = io::stderr().lock().write_all(text.as_bytes());
    }

    fn coloured(&self, stream: &impl anstream::stream::RawStream, terminal: bool) -> bool {
        match self.colour {
            When::Always => true,
            When::Never => false,
            When::Auto => terminal && anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never,
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.flush();
    }
}

/// The terminal's width within readable bounds; 90 where there is no terminal.
fn width() -> usize {
    let terminal = io::stdout().is_terminal();
    let columns = if terminal { textwrap::termwidth() } else { 90 };
    columns.clamp(40, 110)
}
