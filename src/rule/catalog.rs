#[derive(Debug, Clone)]
pub struct Catalog {}
