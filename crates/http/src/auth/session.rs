use contactable_domain::actor::Role;

/// What a token says that only the PDS-compatible interface asks for.
#[derive(Clone, Default)]
pub struct Session {
    /// The roles among which a worker chooses; `None` for whoever has none to choose among.
    roles: Option<Vec<WorkerRole>>,
    /// Whether the application wants the empty lines of an address, too, so that each line keeps its place.
    pub empty_address_lines: bool,
}

/// A role of a healthcare worker, in which they may act.
#[derive(Clone)]
pub struct WorkerRole {
    /// The id of the worker's role profile (`person_roleid`).
    pub id: Box<str>,
    /// What comes with it here.
    pub roles: Vec<Role>,
}

/// The role that was named is none of the worker's, or none was named and the worker has several.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoSuchRole;

impl Session {
    /// Of a worker who has these roles.
    pub fn of_worker(roles: Vec<WorkerRole>) -> Self {
        Self {
            roles: Some(roles),
            ..Self::default()
        }
    }

    /// The ids of the roles in which the worker may act.
    pub fn role_ids(&self) -> impl Iterator<Item = &str> {
        self.roles.iter().flatten().map(|role| &*role.id)
    }

    /// The role in which somebody acts who named this one, or none. What a patient or an application names is not
    /// looked at: they act in no role.
    ///
    /// # Errors
    /// [`NoSuchRole`].
    pub fn role(&self, named: Option<&str>) -> Result<Option<&WorkerRole>, NoSuchRole> {
        let Some(roles) = &self.roles else {
            return Ok(None);
        };
        match (named, roles.as_slice()) {
            (Some(id), roles) => {
                let role = roles.iter().find(|role| *role.id == *id);
                role.map(Some).ok_or(NoSuchRole)
            }
            (None, []) => Ok(None),
            (None, [only]) => Ok(Some(only)),
            (None, _) => Err(NoSuchRole),
        }
    }

    /// What comes with the role of a worker who has only one. Who has several acts in none until they name it.
    pub(super) fn only_roles(&self) -> Vec<Role> {
        let role = self.role(None).ok().flatten();
        role.map(|role| role.roles.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worker(ids: &[&str]) -> Session {
        let role = |id: &&str| WorkerRole {
            id: (*id).into(),
            roles: vec![Role::BreakGlass],
        };
        Session::of_worker(ids.iter().map(role).collect())
    }

    fn role(session: &Session, named: Option<&str>) -> Result<Option<String>, NoSuchRole> {
        let role = session.role(named)?;
        Ok(role.map(|role| role.id.to_string()))
    }

    #[test]
    fn who_has_several_roles_names_one_of_them() {
        let session = worker(&["1", "2"]);
        assert_eq!(role(&session, Some("2")), Ok(Some("2".to_owned())));
        for named in [None, Some("3"), Some(""), Some("1,2"), Some(" 1")] {
            assert_eq!(role(&session, named), Err(NoSuchRole), "{named:?}");
        }
        assert!(session.only_roles().is_empty());
        assert!(session.role_ids().eq(["1", "2"]));
    }

    #[test]
    fn who_has_one_need_not_and_names_no_other() {
        let session = worker(&["1"]);
        assert_eq!(role(&session, None), Ok(Some("1".to_owned())));
        assert_eq!(role(&session, Some("1")), Ok(Some("1".to_owned())));
        assert_eq!(role(&session, Some("2")), Err(NoSuchRole));
        assert_eq!(session.only_roles(), [Role::BreakGlass]);
    }

    #[test]
    fn a_worker_without_roles_can_name_none_and_others_are_not_asked() {
        assert_eq!(role(&worker(&[]), None), Ok(None));
        assert_eq!(role(&worker(&[]), Some("1")), Err(NoSuchRole));
        assert_eq!(role(&Session::default(), Some("1")), Ok(None));
    }
}
