//! What a page draws: where its images lie and whether it shows text (ISO
//! 32000-2, 7.8.2, 8 and 9). Nothing is painted.

use super::document::Document;
use super::fonts::Fonts;
use super::lexer::{Item, Lexer, Syntax, is_space};
use super::matrix::Matrix;
use super::object::{Dict, Object, Stream};
use super::picture::{self, Picture};
use crate::inspect::bounds::{Look, Stop};

/// What was seen on a page.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Images in the order in which they were drawn.
    pub(super) images: Vec<(Picture, Matrix)>,
    /// Bytes of text that can be taken out.
    pub(super) text: u64,
    /// The same, of text that the eye sees and no later image covers.
    pub(super) visible: u64,
}

/// Images of one page that are told apart; a page of more is no scan.
const MOST_IMAGES: usize = 4096;
/// States that a page may save upon each other.
const MOST_STATES: usize = 512;
/// Operands of one operator that count.
const MOST_OPERANDS: usize = 64;

#[derive(Clone)]
struct State {
    matrix: Matrix,
    readable: bool,
    invisible: bool,
}

/// Reads the content of one page after the other.
pub(super) struct Reader<'d, 'a> {
    document: &'d Document<'a>,
    fonts: Fonts,
    seen: Seen,
}

impl<'d, 'a> Reader<'d, 'a> {
    pub(super) fn new(document: &'d Document<'a>) -> Self {
        Reader { document, fonts: Fonts::default(), seen: Seen::default() }
    }

    /// Reads the content of a page with its resources, and the forms in it.
    pub(super) fn read(&mut self, content: &[u8], resources: &Dict) -> Look<Seen> {
        self.seen = Seen::default();
        let state = State { matrix: Matrix::IDENTITY, readable: false, invisible: false };
        self.stream(content, resources, state, 0)?;
        Ok(std::mem::take(&mut self.seen))
    }

    fn stream(&mut self, content: &[u8], resources: &Dict, state: State, depth: usize) -> Look<()> {
        let budget = &self.document.source.budget;
        let mut lexer = Lexer::of_content(content, budget.bounds.nesting);
        let (mut state, mut saved) = (state, Vec::new());
        let mut operands: Vec<Object> = Vec::new();
        loop {
            let before = lexer.at;
            let item = lexer.item();
            budget.spend((lexer.at - before) as u64 + 1)?;
            let ends_operation = matches!(item, Ok(Item::Word(_)));
            match item {
                Ok(Item::Object(operand)) if operands.len() < MOST_OPERANDS => {
                    operands.push(operand);
                }
                Ok(Item::Word(b"q")) if saved.len() < MOST_STATES => saved.push(state.clone()),
                Ok(Item::Word(b"Q")) => state = saved.pop().unwrap_or(state),
                Ok(Item::Word(b"BI")) => self.inline(&mut lexer, content, resources, &state)?,
                Ok(Item::Word(b"Do")) => {
                    if let Some(name) = operands.last().and_then(Object::name) {
                        self.draw(name, resources, &state, depth)?;
                    }
                }
                Ok(Item::Word(b"Tf")) => {
                    let name = operands.first().and_then(Object::name).unwrap_or_default();
                    state.readable = self.fonts.is_readable(self.document, resources, name)?;
                }
                Ok(Item::Word(word)) => self.operator(word, &operands, &mut state),
                Ok(_) | Err(Syntax::Bad) => {}
                Err(Syntax::End) => return Ok(()),
            }
            if ends_operation {
                operands.clear();
            }
        }
    }

    fn operator(&mut self, word: &[u8], operands: &[Object], state: &mut State) {
        match word {
            b"cm" => {
                if let Some(matrix) = Matrix::of(operands) {
                    state.matrix = matrix.then(&state.matrix);
                }
            }
            b"Tr" => {
                // 3 draws nothing, 7 only clips.
                let mode = operands.last().and_then(Object::int);
                state.invisible = matches!(mode, Some(3 | 7));
            }
            b"Tj" | b"'" | b"\"" | b"TJ" => {
                let bytes = operands.last().map_or(0, glyphs);
                if state.readable {
                    self.seen.text += bytes;
                }
                if !state.invisible {
                    self.seen.visible += bytes;
                }
            }
            _ => {}
        }
    }

    /// An image or a form by its name.
    fn draw(&mut self, name: &[u8], resources: &Dict, state: &State, depth: usize) -> Look<()> {
        let objects = self.document.value(resources, "XObject")?;
        let Some(objects) = objects.dict() else { return Ok(()) };
        let object = self.document.resolve(objects.by_name(name))?;
        let Object::Stream(stream) = &*object else { return Ok(()) };
        let kind = self.document.value(&stream.dict, "Subtype")?;
        if kind.is_name("Image") {
            let picture = picture::of_stream(self.document, stream, Some(resources))?;
            self.place(picture, state);
        } else if kind.is_name("Form") {
            self.form(stream, resources, state, depth)?;
        }
        Ok(())
    }

    fn form(&mut self, form: &Stream, above: &Dict, state: &State, depth: usize) -> Look<()> {
        if depth >= self.document.source.budget.bounds.forms {
            return Err(Stop::Bound("limit-forms"));
        }
        let content = match self.document.unpacked(form) {
            Ok(content) => content,
            Err(stop) if stop.is_local() => return Ok(()),
            Err(stop) => return Err(stop),
        };
        let own = self.document.value(&form.dict, "Resources")?;
        let mut state = state.clone();
        if let Some(matrix) = Matrix::of(self.document.value(&form.dict, "Matrix")?.array()) {
            state.matrix = matrix.then(&state.matrix);
        }
        self.stream(&content, own.dict().unwrap_or(above), state, depth + 1)
    }

    /// `BI … ID … EI`: the bytes between are passed over.
    fn inline(
        &mut self,
        lexer: &mut Lexer<'_>,
        content: &[u8],
        resources: &Dict,
        state: &State,
    ) -> Look<()> {
        let mut dict = Dict::default();
        let mut key = None;
        loop {
            match lexer.item() {
                Ok(Item::Word(b"ID")) => break,
                Ok(Item::Object(object)) => match (key.take(), object) {
                    (None, Object::Name(name)) => key = Some(name),
                    (Some(key), value) => {
                        dict.0.insert(key, value);
                    }
                    (None, _) => {}
                },
                Ok(_) | Err(Syntax::Bad) => {}
                Err(Syntax::End) => return Ok(()),
            }
            if dict.0.len() > MOST_OPERANDS {
                return Err(Stop::Damaged);
            }
        }
        let picture = picture::of_dict(self.document, &dict, Some(resources))?;
        self.place(picture, state);
        let rest = &content[lexer.at..];
        let stands_alone = |at: &usize| {
            let before = at.checked_sub(1).and_then(|before| rest.get(before));
            before.is_none_or(|byte| is_space(*byte))
                && rest.get(at + 2).is_none_or(|byte| is_space(*byte))
        };
        let end = memchr::memmem::find_iter(rest, b"EI").find(stands_alone);
        let passed = end.map_or(rest.len(), |end| end + 2);
        lexer.at += passed;
        self.document.source.budget.spend(passed as u64)
    }

    fn place(&mut self, picture: Option<Picture>, state: &State) {
        if let Some(picture) = picture
            && self.seen.images.len() < MOST_IMAGES
        {
            self.seen.images.push((picture, state.matrix));
            // Recognised text may lie under the image that it was read from.
            if state.matrix.is_large() {
                self.seen.visible = 0;
            }
        }
    }
}

/// Bytes of a shown text that are not white space.
fn glyphs(shown: &Object) -> u64 {
    let of = |text: &[u8]| text.iter().filter(|byte| !is_space(**byte)).count() as u64;
    match shown {
        Object::Text(text) => of(text),
        Object::Array(parts) => parts.iter().filter_map(Object::text).map(of).sum(),
        _ => 0,
    }
}
