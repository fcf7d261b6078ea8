use uuid::Uuid;

/// An entry as it is written: everything that is chained.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    /// The entry's id.
    pub id: Uuid,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Who vouched for the actor.
    pub issuer: &'a str,
    /// The actor.
    pub actor: &'a str,
    /// In which mode.
    pub mode: &'a str,
    /// For which purpose.
    pub purpose: &'a str,
    /// What was asked.
    pub action: &'a str,
    /// About which target.
    pub target: Option<Uuid>,
    /// About which record.
    pub record: Option<Uuid>,
    /// By or about which grant.
    pub grant: Option<Uuid>,
    /// About which breaking of the glass.
    pub pass: Option<Uuid>,
    /// The areas, with commas between them.
    pub areas: &'a str,
    /// `allowed` or `refused`.
    pub outcome: &'a str,
    /// The code of the rule.
    pub because: &'a str,
    /// The request.
    pub correlation: Uuid,
}
