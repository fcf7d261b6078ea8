//! quick-xml behind a door: what comes through is bounded, and has no entities left in it.

use std::borrow::Cow;

use quick_xml::errors::{Error, IllFormedError};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::super::Hl7Error;
use super::super::text::is_xml;
use super::attributes::{self, Attributes};
use super::element::Element;
use super::{MAX_BYTES, MAX_DEPTH, reference};

const BYTE_ORDER_MARK: char = '\u{feff}';

/// One thing read.
pub(super) enum Token<'x> {
    Open(Open),
    /// The element opened last is closed; an empty element is opened and closed too.
    Close,
    /// Unescaped text; the text of one element may come in several.
    Text(Cow<'x, str>),
    /// The end of the input, with every element closed.
    End,
}

/// The opening of an element.
pub(super) struct Open {
    pub(super) element: Element,
    pub(super) line: usize,
    pub(super) attributes: Attributes,
}

/// XML, read token by token.
pub(super) struct Source<'x> {
    xml: &'x str,
    reader: Reader<&'x [u8]>,
    /// The lines on which the open elements were opened.
    open: Vec<usize>,
    /// How far lines are counted, in bytes, and the line there.
    counted: usize,
    line: usize,
}

impl<'x> Source<'x> {
    pub(super) fn new(xml: &'x str) -> Result<Self, Hl7Error> {
        if xml.len() > MAX_BYTES {
            return Err(Hl7Error::TooLarge);
        }
        let xml = xml.strip_prefix(BYTE_ORDER_MARK).unwrap_or(xml);
        // quick-xml would drop another one without counting it.
        if xml.starts_with(BYTE_ORDER_MARK) {
            return Err(Hl7Error::Malformed { line: 1 });
        }
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        let mut source = Self {
            xml,
            reader,
            open: Vec::new(),
            counted: 0,
            line: 1,
        };
        match xml.find(|c| !is_xml(c)) {
            Some(at) => Err(Hl7Error::ControlCharacter {
                line: source.line_at(at),
            }),
            None => Ok(source),
        }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Reads on to the next token.
    pub(super) fn next(&mut self) -> Result<Token<'x>, Hl7Error> {
        loop {
            let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
            let line = self.line_at(at);
            self.refuse_document_type(at, line)?;
            let event = self.reader.read_event();
            match event.map_err(|error| broken(&error, line))? {
                Event::Start(tag) => return self.opened(&tag, line).map(Token::Open),
                Event::End(_) => {
                    self.open.pop();
                    return Ok(Token::Close);
                }
                Event::Text(text) => return self.text_token(text.into_inner(), line),
                Event::CData(text) => return self.text_token(text.into_inner(), line),
                Event::GeneralRef(entity) => return self.resolved(&entity, line),
                Event::Eof => return self.ended(),
                Event::DocType(_) => return Err(Hl7Error::DocumentType { line }),
                // An XML declaration may only be the first thing. What it says is not needed: the text
                // is decoded.
                Event::Decl(_) if at > 0 => return Err(Hl7Error::Malformed { line }),
                // No Empty comes: empty elements are expanded.
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::Empty(_) => {}
            }
        }
    }

    /// Reads the children of the element just opened, up to and with its closing tag. `each` must read
    /// its child up to and with its closing tag. Text between them would be lost, and is refused.
    pub(super) fn children(
        &mut self,
        line: usize,
        mut each: impl FnMut(&mut Self, &Open) -> Result<(), Hl7Error>,
    ) -> Result<(), Hl7Error> {
        loop {
            match self.next()? {
                Token::Open(open) => each(self, &open)?,
                Token::Text(text) if text.trim().is_empty() => {}
                Token::Text(_) => return Err(Hl7Error::UnexpectedText { line }),
                Token::Close | Token::End => return Ok(()),
            }
        }
    }

    /// The text of the element just opened. Its children hold none: it would be missing in the middle.
    pub(super) fn text(&mut self) -> Result<String, Hl7Error> {
        let mut whole = String::new();
        loop {
            match self.next()? {
                Token::Open(child) => self.skip_without_text(child.line)?,
                Token::Text(text) => whole.push_str(&text),
                Token::Close | Token::End => return Ok(whole),
            }
        }
    }

    /// Passes over what is left of the element just opened, which must hold no text.
    pub(super) fn skip_without_text(&mut self, line: usize) -> Result<(), Hl7Error> {
        let outside = self.depth().saturating_sub(1);
        while self.depth() > outside {
            if let Token::Text(text) = self.next()?
                && !text.trim().is_empty()
            {
                return Err(Hl7Error::UnexpectedText { line });
            }
        }
        Ok(())
    }

    /// Passes over what is left of the element just opened.
    pub(super) fn skip(&mut self) -> Result<(), Hl7Error> {
        let outside = self.depth().saturating_sub(1);
        while self.depth() > outside {
            self.next()?;
        }
        Ok(())
    }

    fn opened(&mut self, tag: &BytesStart<'x>, line: usize) -> Result<Open, Hl7Error> {
        if self.depth() >= MAX_DEPTH {
            return Err(Hl7Error::TooDeep { line });
        }
        if !attributes::is_name(tag.name().0) {
            return Err(Hl7Error::Malformed { line });
        }
        self.open.push(line);
        Ok(Open {
            element: Element::of(tag.local_name().as_ref()),
            line,
            attributes: Attributes::read(tag, line)?,
        })
    }

    fn text_token(&self, text: Cow<'x, str>, line: usize) -> Result<Token<'x>, Hl7Error> {
        if self.open.is_empty() && !text.trim().is_empty() {
            return Err(Hl7Error::Malformed { line });
        }
        Ok(Token::Text(text))
    }

    fn resolved(&self, entity: &BytesRef<'_>, line: usize) -> Result<Token<'x>, Hl7Error> {
        if self.open.is_empty() {
            return Err(Hl7Error::Malformed { line });
        }
        let c = reference::resolve(entity, line)?;
        Ok(Token::Text(Cow::Owned(c.to_string())))
    }

    fn ended(&self) -> Result<Token<'x>, Hl7Error> {
        match self.open.last() {
            Some(&line) => Err(Hl7Error::Unclosed { line }),
            None => Ok(Token::End),
        }
    }

    /// Refuses a DTD before quick-xml reads into it.
    fn refuse_document_type(&self, at: usize, line: usize) -> Result<(), Hl7Error> {
        let next = self.xml.as_bytes().get(at..).unwrap_or_default();
        match next.get(..9) {
            Some(start) if start.eq_ignore_ascii_case(b"<!DOCTYPE") => {
                Err(Hl7Error::DocumentType { line })
            }
            _ => Ok(()),
        }
    }

    /// The line of a byte. Each byte is counted once, because the reader only goes forward.
    fn line_at(&mut self, at: usize) -> usize {
        let passed = self.xml.get(self.counted..at).unwrap_or_default();
        self.line += passed.matches('\n').count();
        self.counted = self.counted.max(at);
        self.line
    }
}

/// quick-xml's messages name tags, so none is passed on.
fn broken(error: &Error, line: usize) -> Hl7Error {
    match error {
        Error::IllFormed(
            IllFormedError::MismatchedEndTag { .. } | IllFormedError::UnmatchedEndTag(_),
        ) => Hl7Error::Mismatched { line },
        Error::IllFormed(IllFormedError::UnclosedReference) => Hl7Error::UnknownEntity { line },
        _ => Hl7Error::Malformed { line },
    }
}
