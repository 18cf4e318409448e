//! Bounds on what a small PDF can unpack to, checked before anything is unpacked for good.

use std::collections::HashMap;
use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem;
use pdf_extract::{Dictionary, Document, Object, ObjectId};

use crate::source::{Fault, SourceError};

/// The most bytes one compressed stream may unpack to.
const STREAM: u64 = 64 << 20;
/// The most bytes all compressed streams may unpack to.
const TOTAL: u64 = 512 << 20;
/// The most inflations of one stream, one in another.
const INFLATIONS: usize = 3;
/// What a byte of LZW may unpack to at most: nine bits stand for up to 4,096 bytes, and the table fills slowly.
const LZW: u64 = 2000;
/// LZW streams below so many bytes are never too large.
const SHORT: u64 = 32 << 10;
/// The most bytes of drawing on a page; every step of it takes some 300 bytes of memory for each of its own.
const PAGE: usize = 4 << 20;
/// The most pages that are looked at.
const PAGES: usize = 20_000;
/// How far before a stream its dictionary is looked for.
const DICTIONARY: usize = 400;
/// The most levels of forms within forms.
const LEVELS: u32 = 12;
/// The most forms that may be drawn, counting repetitions.
const DRAWN: u64 = 100_000;

/// Refuses files whose streams unpack to more than any agreement needs. Pictures are never unpacked, so they do not count.
pub(super) fn check(bytes: &[u8]) -> Result<(), SourceError> {
    let mut left = TOTAL;
    for at in memmem::find_iter(bytes, b"stream")
        .filter(|at| bytes.get(at.saturating_sub(3)..*at).is_none_or(|before| before != b"end"))
    {
        let dictionary = bytes.get(at.saturating_sub(DICTIONARY)..at).unwrap_or_default();
        let dictionary =
            memmem::rfind(dictionary, b"obj").and_then(|start| dictionary.get(start..)).unwrap_or(dictionary);
        let inflations = memmem::find_iter(dictionary, b"FlateDecode").count();
        let is_lzw = memmem::find(dictionary, b"LZWDecode").is_some();
        if (inflations == 0 && !is_lzw) || memmem::find(dictionary, b"/Image").is_some() {
            continue;
        }
        let body = bytes.get(at + 6..).unwrap_or_default().trim_ascii_start();
        let unpacked =
            if inflations == 0 { of_lzw(body) } else { unpacked(body, inflations, is_lzw, STREAM.min(left)) };
        if unpacked > STREAM.min(left) {
            return Err(SourceError::whole(Fault::Bomb(STREAM.min(left))));
        }
        left -= unpacked;
    }
    Ok(())
}

/// How many bytes a stream unpacks to at each of its inflations, the most of them; it stops at the bound.
fn unpacked(body: &[u8], inflations: usize, is_lzw: bool, bound: u64) -> u64 {
    if inflations > INFLATIONS {
        return bound + 1;
    }
    let most = |levels: usize| {
        let packed: Box<dyn Read> = Box::new(body);
        let mut inner = (0..levels).fold(packed, |inner, _| Box::new(ZlibDecoder::new(inner).take(bound + 1)));
        let mut chunk = [0_u8; 1 << 14];
        let mut count = 0;
        while let Ok(read @ 1..) = inner.read(&mut chunk) {
            count += read as u64;
        }
        count
    };
    let most = (1..=inflations).map(most).max().unwrap_or(0);
    if is_lzw { most.saturating_mul(LZW) } else { most }
}

/// How much an LZW stream may unpack to, from its length: a code of nine bits stands for as much as the table holds.
fn of_lzw(body: &[u8]) -> u64 {
    let length = memmem::find(body, b"endstream").unwrap_or(body.len()) as u64;
    if length < SHORT { length } else { length.saturating_mul(LZW) }
}

/// Refuses pages whose drawing is so long that its steps would fill the memory.
pub(super) fn pages(document: &Document) -> Result<(), SourceError> {
    let content = |id: &ObjectId| {
        let stream = document.get_object(*id).and_then(Object::as_stream).ok()?;
        Some(stream.decompressed_content().map_or(stream.content.len(), |content| content.len()))
    };
    let is_long = |page: ObjectId| {
        let length: usize = document.get_page_contents(page).iter().filter_map(content).sum();
        length > PAGE
    };
    if document.page_iter().take(PAGES).any(is_long) {
        let most = format!("{} MB of drawing", PAGE >> 20);
        return Err(SourceError::whole(Fault::Crowded { what: "a page", most }));
    }
    Ok(())
}

/// Refuses forms that draw themselves or multiply.
pub(super) fn forms(document: &Document) -> Result<(), SourceError> {
    let mut drawn = HashMap::new();
    for (id, object) in &document.objects {
        let is_form = |dictionary: &Dictionary| {
            dictionary.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form")
        };
        if object.as_stream().is_ok_and(|stream| is_form(&stream.dict))
            && draws(document, *id, LEVELS, &mut drawn).is_none_or(|count| count > DRAWN)
        {
            return Err(SourceError::whole(Fault::TooDeep(LEVELS)));
        }
    }
    Ok(())
}

/// How many forms a form draws, itself included; nothing where they nest too deep.
fn draws(document: &Document, id: ObjectId, left: u32, drawn: &mut HashMap<ObjectId, u64>) -> Option<u64> {
    if let Some(count) = drawn.get(&id) {
        return Some(*count);
    }
    let left = left.checked_sub(1)?;
    let Ok(stream) = document.get_object(id).and_then(Object::as_stream) else { return Some(0) };
    let resources = stream.dict.get_deref(b"Resources", document).and_then(Object::as_dict);
    let forms = resources.and_then(|resources| resources.get_deref(b"XObject", document)).and_then(Object::as_dict);
    let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    let mut count = 1_u64;
    for (name, target) in forms.into_iter().flatten() {
        let Ok(target) = target.as_reference() else { continue };
        let times = memmem::find_iter(&content, &[b"/", name.as_slice()].concat()).count() as u64;
        if times == 0 {
            continue;
        }
        count = count.saturating_add(times.saturating_mul(draws(document, target, left, drawn)?));
    }
    drawn.insert(id, count);
    Some(count)
}
