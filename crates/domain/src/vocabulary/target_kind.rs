use super::words;

words! {
    /// What kind of entity a target is (council `targetType`).
    TargetKind {
        /// A person.
        Person = "person",
        /// An organisation.
        Organisation = "organisation",
        /// A lease or tenancy agreement (council specification: details "against other entities").
        Tenure = "tenure",
    }
}
