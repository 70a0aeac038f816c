#[derive(Debug, Clone)]
pub struct Finder {}
#[derive(Debug, Clone)]
pub struct Pattern {}
