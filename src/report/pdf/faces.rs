//! The faces and which characters they have.

use super::document::Face;
use harfrust::Font;
use std::borrow::Cow;

/// The embedded faces in the order of [`Face`]: name and file. Their licences stand beside them.
const EMBEDDED: [(&str, &[u8]); 6] = [
    ("LibertinusSerif-Regular", include_bytes!("../../../fonts/LibertinusSerif-Regular.otf")),
    ("LibertinusSerif-Italic", include_bytes!("../../../fonts/LibertinusSerif-Italic.otf")),
    ("LibertinusSerif-Bold", include_bytes!("../../../fonts/LibertinusSerif-Bold.otf")),
    ("NotoSans-Regular", include_bytes!("../../../fonts/NotoSans-Regular.ttf")),
    ("NotoSans-Bold", include_bytes!("../../../fonts/NotoSans-Bold.ttf")),
    ("DejaVuSansMono", include_bytes!("../../../fonts/DejaVuSansMono.ttf")),
];

/// Index into [`Faces`].
pub(super) type FaceIndex = usize;

/// The embedded faces, then those that were given besides.
pub(super) struct Faces {
    faces: Vec<LoadedFace>,
}

pub(super) struct LoadedFace {
    pub name: Cow<'static, str>,
    pub bytes: Cow<'static, [u8]>,
    pub font: Font,
}

impl Faces {
    /// Faces of `extra` that are no fonts are left out.
    pub(super) fn new(extra: &[Vec<u8>]) -> Self {
        let embedded = EMBEDDED.iter().filter_map(|&(name, bytes)| {
            Some(LoadedFace { name: name.into(), bytes: bytes.into(), font: Font::new(bytes, 0)? })
        });
        let given = extra.iter().enumerate().filter_map(|(number, bytes)| {
            let font = Font::new(bytes.clone(), 0)?;
            Some(LoadedFace { name: format!("Extra{number}").into(), bytes: bytes.clone().into(), font })
        });
        Faces { faces: embedded.chain(given).collect() }
    }

    pub(super) fn get(&self, face: FaceIndex) -> &LoadedFace {
        &self.faces[face]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &LoadedFace> {
        self.faces.iter()
    }

    /// The faces in which a character is looked for when text is set in `face`.
    fn order(&self, face: Face) -> impl Iterator<Item = FaceIndex> {
        use Face::{Mono, Sans, SansBold, Serif, SerifBold, SerifItalic};
        let order = match face {
            Serif | SerifItalic => [face, Serif, Sans, SerifItalic, SerifBold, SansBold, Mono],
            SerifBold => [face, SansBold, Serif, Sans, SerifItalic, SerifBold, Mono],
            Sans => [face, Serif, SansBold, SerifBold, SerifItalic, Serif, Mono],
            SansBold => [face, SerifBold, Sans, Serif, SerifItalic, SansBold, Mono],
            Mono => [face, Sans, Serif, SansBold, SerifBold, SerifItalic, Mono],
        };
        order.into_iter().map(|face| face as usize).chain(Face::Mono as usize + 1..self.faces.len())
    }

    /// The first face that has a character.
    pub(super) fn find(&self, face: Face, c: char) -> Option<FaceIndex> {
        self.order(face).find(|&index| self.has(index, c))
    }

    pub(super) fn has(&self, face: FaceIndex, c: char) -> bool {
        self.faces.get(face).is_some_and(|face| face.font.charmap().map_unicode(c).is_some())
    }
}
