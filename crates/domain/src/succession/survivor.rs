use super::Fate;
use crate::ids::TargetId;

/// The most targets that follow each other before a store takes what it holds for damaged. Targets that are merged one
/// into the next by hand stay far below.
pub const MAX_STEPS: usize = 1000;

/// Under which target the details of a target are kept now, after all that took each other's place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Survivor {
    /// Under itself.
    Itself,
    /// Under this one.
    Another(TargetId),
    /// Under none: it, or the last that took its place, is invalid.
    Invalidated,
}

impl Survivor {
    /// Goes from target to target, by what became of each. `None` when there are more than [`MAX_STEPS`].
    ///
    /// # Errors
    /// Whatever the question what became of a target fails with.
    pub fn of<E>(
        target: TargetId,
        mut fate_of: impl FnMut(TargetId) -> Result<Fate, E>,
    ) -> Result<Option<Self>, E> {
        let mut at = target;
        for _ in 0..=MAX_STEPS {
            match fate_of(at)? {
                Fate::SupersededBy(next) => at = next,
                Fate::Invalidated => return Ok(Some(Self::Invalidated)),
                Fate::Restored if at == target => return Ok(Some(Self::Itself)),
                Fate::Restored => return Ok(Some(Self::Another(at))),
            }
        }
        Ok(None)
    }
}
