//! Reading of `id`.

use super::super::{Hl7Error, V3Id, V3Text};
use super::kept;
use super::source::{Open, Source};

/// Reads an identifier; none when nothing is said, as with a `nullFlavor`.
pub(super) fn read(source: &mut Source<'_>, open: &Open) -> Result<Option<V3Id>, Hl7Error> {
    let root = attribute(open.attributes.root.as_deref(), open)?;
    let extension = attribute(open.attributes.extension.as_deref(), open)?;
    source.skip()?;
    match (root, extension) {
        (Some(root), extension) => Ok(Some(V3Id { root, extension })),
        (None, None) => Ok(None),
        (None, Some(_)) => Err(Hl7Error::MissingRoot { line: open.line }),
    }
}

fn attribute(raw: Option<&str>, open: &Open) -> Result<Option<V3Text>, Hl7Error> {
    raw.map_or(Ok(None), |raw| kept::text(raw, open))
}
