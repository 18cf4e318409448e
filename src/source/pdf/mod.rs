//! PDF: the text layer, line by line, without what repeats on every page.
//!
//! `pdf-extract` gives every character with its place; lines, paragraphs, footnotes and running heads are found here,
//! because the text it assembles itself has none of them.

mod glyphs;
mod guard;
mod heads;
mod layout;
mod lines;
#[cfg(test)]
mod tests;

use pdf_extract::{Document, OutputError};

use super::{Fault, Source, SourceError};
use glyphs::Glyphs;

/// Pages with fewer characters than this, on average, are pictures.
const FEWEST: usize = 20;
/// How long one file may take, in seconds: damaged files can make a reader go round in circles.
const SECONDS: u64 = 60;

/// Reads a PDF.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Source, SourceError> {
    guard::check(bytes)?;
    let glyphs = bounded(bytes)?;
    let pages = u32::try_from(glyphs.pages.len()).unwrap_or(u32::MAX);
    let letters: usize = glyphs.pages.iter().map(|page| page.letters).sum();
    if letters < FEWEST * glyphs.pages.len() || letters == 0 {
        return Err(SourceError::whole(Fault::Scan { pages }));
    }
    Ok(layout::source(name, glyphs.pages))
}

/// Extracts in a thread of its own: it may panic, recurse deeply or not come back.
#[cfg(not(target_arch = "wasm32"))]
fn bounded(bytes: &[u8]) -> Result<Glyphs, SourceError> {
    use std::sync::mpsc::{RecvTimeoutError, channel};
    quiet();
    let (send, receive) = channel();
    let bytes = bytes.to_vec();
    let thread = std::thread::Builder::new().name(THREAD.to_owned()).stack_size(256 << 20);
    let spawned = thread.spawn(move || send.send(extract(&bytes)).ok());
    spawned.map_err(|_| fault("there is no memory for it"))?;
    match receive.recv_timeout(std::time::Duration::from_secs(SECONDS)) {
        Ok(read) => read,
        Err(RecvTimeoutError::Disconnected) => Err(fault("its contents are damaged")),
        Err(RecvTimeoutError::Timeout) => Err(fault("it takes too long")),
    }
}

#[cfg(target_arch = "wasm32")]
fn bounded(bytes: &[u8]) -> Result<Glyphs, SourceError> {
    extract(bytes)
}

const THREAD: &str = "treatylint-pdf";

/// A panic on a damaged file is told as an error; the thread's own message would only repeat it.
#[cfg(not(target_arch = "wasm32"))]
fn quiet() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name() != Some(THREAD) {
                usual(panic);
            }
        }));
    });
}

fn fault(what: &str) -> SourceError {
    SourceError::whole(Fault::Pdf(what.to_owned()))
}

fn extract(bytes: &[u8]) -> Result<Glyphs, SourceError> {
    let mut document = Document::load_mem(bytes).map_err(|error| fault(&error.to_string()))?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(SourceError::whole(Fault::Locked));
    }
    guard::pages(&document)?;
    guard::forms(&document)?;
    let mut glyphs = Glyphs::default();
    match pdf_extract::output_doc(&document, &mut glyphs) {
        Ok(()) => Ok(glyphs),
        Err(OutputError::FormatError(_)) => Err(SourceError::whole(Fault::Bomb(glyphs::MOST as u64))),
        Err(error) => Err(fault(&error.to_string())),
    }
}
