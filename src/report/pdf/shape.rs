//! Text into glyphs: HarfBuzz shaping, with fallback by coverage and every word shaped once.

use super::document::Face;
use super::faces::{FaceIndex, Faces};
use harfrust::{Buffer, Direction, ShapeOptions, ShapePlan, ShapePlanKey, ShaperFont, shape};
use rustc_hash::FxHashMap;
use std::rc::Rc;
use unicode_normalization::UnicodeNormalization;

/// A glyph; lengths in thousandths of the type size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    pub id: u16,
    pub advance: f32,
    /// The blank that follows it.
    pub blank: f32,
    /// By how much it is drawn off its place.
    pub dx: f32,
    pub dy: f32,
}

/// Glyphs of one face, in the order in which they are drawn from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GlyphRun {
    pub face: FaceIndex,
    pub glyphs: Vec<Glyph>,
}

/// A shaped word.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    pub runs: Vec<GlyphRun>,
    /// In thousandths of the type size.
    pub width: f32,
    pub is_rtl: bool,
}

pub(super) struct Shaper<'f> {
    pub faces: &'f Faces,
    fonts: Vec<ShaperFont<'f, 'f>>,
    plans: Vec<Vec<ShapePlan>>,
    buffer: Option<Buffer>,
    words: FxHashMap<Face, FxHashMap<Box<str>, Rc<Shaped>>>,
    coverage: FxHashMap<(Face, char), Option<FaceIndex>>,
    /// What each glyph of each face stands for.
    texts: Vec<FxHashMap<u16, Box<str>>>,
}

impl<'f> Shaper<'f> {
    pub(super) fn new(faces: &'f Faces) -> Self {
        let fonts: Vec<_> = faces.iter().map(|face| ShaperFont::new(&face.font)).collect();
        Shaper {
            faces,
            plans: fonts.iter().map(|_| Vec::new()).collect(),
            texts: fonts.iter().map(|_| FxHashMap::default()).collect(),
            fonts,
            buffer: None,
            words: FxHashMap::default(),
            coverage: FxHashMap::default(),
        }
    }

    /// Which face has the character when text is set in `face`.
    pub(super) fn face_of(&mut self, face: Face, c: char) -> Option<FaceIndex> {
        let faces = self.faces;
        *self.coverage.entry((face, c)).or_insert_with(|| faces.find(face, c))
    }

    /// What a glyph stands for in text that is copied or searched. The format keeps one text a glyph, so the shortest
    /// of all that it was used for is taken, and of these the first in the order of code points.
    pub(super) fn text_of(&self, face: FaceIndex, glyph: u16) -> &str {
        self.texts[face].get(&glyph).map_or("", |text| text)
    }

    /// Shapes a word, or a part of one, whose characters all have a face.
    pub(super) fn shape(&mut self, face: Face, word: &str) -> Rc<Shaped> {
        if let Some(shaped) = self.words.get(&face).and_then(|words| words.get(word)) {
            return Rc::clone(shaped);
        }
        let shaped = Rc::new(self.shape_anew(face, word));
        self.words.entry(face).or_default().insert(word.into(), Rc::clone(&shaped));
        shaped
    }

    fn shape_anew(&mut self, face: Face, word: &str) -> Shaped {
        let mut parts: Vec<(FaceIndex, usize)> = Vec::new();
        for (at, c) in word.char_indices() {
            let before = parts.last().map(|&(index, _)| index);
            let stays = before.filter(|&index| is_combining(c) && self.faces.has(index, c));
            let Some(index) = stays.or_else(|| self.face_of(face, c)) else {
                continue;
            };
            if before != Some(index) {
                parts.push((index, at));
            }
        }
        let mut shaped = Shaped::default();
        for (number, &(index, start)) in parts.iter().enumerate() {
            let end = parts.get(number + 1).map_or(word.len(), |&(_, start)| start);
            self.shape_part(index, &word[start..end], &mut shaped);
        }
        if shaped.is_rtl {
            shaped.runs.reverse();
        }
        shaped
    }

    fn shape_part(&mut self, face: FaceIndex, text: &str, shaped: &mut Shaped) {
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.reset();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        if !matches!(buffer.direction(), Direction::RightToLeft) {
            buffer.set_direction(Direction::LeftToRight);
        }
        let key = ShapePlanKey::new(&self.faces.get(face).font, buffer.script(), buffer.direction())
            .language(buffer.language());
        let plans = &mut self.plans[face];
        let plan = plans.iter().position(|plan| key.matches(plan)).unwrap_or_else(|| {
            let font = &self.faces.get(face).font;
            plans.push(ShapePlan::new(font, buffer.direction(), buffer.script(), buffer.language(), &[]));
            plans.len() - 1
        });
        shaped.is_rtl |= buffer.direction() == Direction::RightToLeft;
        if shape(&self.fonts[face], &mut buffer, ShapeOptions::new().plan(Some(&plans[plan]))).is_ok() {
            let em = 1000.0 / f32::from(self.faces.get(face).font.units_per_em().max(1));
            let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions()).map(|(info, position)| Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                advance: position.x_advance as f32 * em,
                blank: 0.0,
                dx: position.x_offset as f32 * em,
                dy: position.y_offset as f32 * em,
            });
            let glyphs: Vec<Glyph> = glyphs.collect();
            let clusters: Vec<usize> = buffer.glyph_infos().iter().map(|info| info.cluster as usize).collect();
            self.note_texts(face, text, &glyphs, &clusters);
            shaped.width += glyphs.iter().map(|glyph| glyph.advance).sum::<f32>();
            shaped.runs.push(GlyphRun { face, glyphs });
        }
        self.buffer = Some(buffer);
    }

    fn note_texts(&mut self, face: FaceIndex, text: &str, glyphs: &[Glyph], clusters: &[usize]) {
        let mut starts = clusters.to_vec();
        starts.sort_unstable();
        starts.dedup();
        let mut from = 0;
        while let Some(&cluster) = clusters.get(from) {
            let to = from + clusters[from..].iter().take_while(|&&other| other == cluster).count();
            let next = starts.get(starts.partition_point(|&start| start <= cluster)).copied().unwrap_or(text.len());
            let words = text.get(cluster..next).unwrap_or("");
            let letters: Vec<&str> = words.split("").filter(|letter| !letter.is_empty()).collect();
            for (number, glyph) in glyphs[from..to].iter().enumerate() {
                // One glyph a letter, or the whole on the first glyph of the cluster.
                let own = match letters.len() == to - from {
                    true => letters[number],
                    false if number == 0 => words,
                    false => "",
                };
                self.note_text(face, glyph.id, own);
            }
            from = to;
        }
    }

    fn note_text(&mut self, face: FaceIndex, glyph: u16, text: &str) {
        // A ligature that the manuscript spells with one character is searched for by its letters.
        let letters: String;
        let text = match text.contains(is_latin_ligature) {
            true => {
                letters = text.nfkc().collect();
                &letters
            }
            false => text,
        };
        let rank = |text: &str| (text.is_empty(), text.chars().count());
        match self.texts[face].get_mut(&glyph) {
            Some(known) if (rank(known), &**known) <= (rank(text), text) => {}
            Some(known) => *known = text.into(),
            None => {
                self.texts[face].insert(glyph, text.into());
            }
        }
    }
}

fn is_latin_ligature(c: char) -> bool {
    matches!(c, '\u{fb00}'..='\u{fb06}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}
