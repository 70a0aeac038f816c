use crate::syntax::Tree;
pub fn parse(_text: &str) -> Tree {
    Tree::default()
}
