use super::EntryFile;
pub fn parse(_text: &str) -> EntryFile {
    EntryFile::default()
}
