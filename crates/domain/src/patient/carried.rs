/// What came with a person from another system, is no contact detail, and is shown again as it came: names, birth
/// dates, practices. Nothing here looks into it; it is text in the form of the interface that brought it, and its
/// `Debug` form hides it. Kept only where whoever took the person over asked for it.
#[derive(Clone, PartialEq, Eq)]
pub struct Carried(Box<str>);

impl Carried {
    /// What came, as text.
    pub fn new(text: String) -> Self {
        Self(text.into_boxed_str())
    }

    /// What came.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Carried {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Carried(..)")
    }
}
