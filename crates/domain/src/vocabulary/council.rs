//! The council API's sub-types as views of use and relationship (deployed service, "Record").

use super::{Channel, Label, Relationship, Use, words};

words! {
    /// The council API's `subType`: a use or a relationship under one name. `forwardingAddress` and
    /// `solicitor` stand in the specification only, `temporary` is the NHS standard's; the deployed service
    /// never had them.
    CouncilSubType {
        /// An address for letters.
        CorrespondenceAddress = "correspondenceAddress",
        /// An address for letters after a move.
        ForwardingAddress = "forwardingAddress",
        /// A mobile number.
        Mobile = "mobile",
        /// At home.
        Home = "home",
        /// At work.
        Work = "work",
        /// For a set time.
        Temporary = "temporary",
        /// Something else.
        Other = "other",
        /// A landline.
        Landline = "landline",
        /// The main number.
        MainNumber = "mainNumber",
        /// For emergencies.
        EmergencyContact = "emergencyContact",
        /// A carer's.
        Carer = "carer",
        /// A wife's.
        Wife = "wife",
        /// A husband's.
        Husband = "husband",
        /// A spouse's.
        Spouse = "spouse",
        /// A child's.
        Child = "child",
        /// A sibling's.
        Sibling = "sibling",
        /// A relative's.
        Relative = "relative",
        /// A neighbour's.
        Neighbour = "neighbour",
        /// A doctor's.
        Doctor = "doctor",
        /// A social worker's.
        SocialWorker = "socialWorker",
        /// A solicitor's.
        Solicitor = "solicitor",
    }
}

impl CouncilSubType {
    /// The label this sub-type stands for.
    pub fn label(self) -> Label {
        match self {
            Self::CorrespondenceAddress => Label::used_for(Use::Correspondence),
            Self::ForwardingAddress => Label::used_for(Use::Forwarding),
            Self::Mobile => Label::used_for(Use::Mobile),
            Self::Home => Label::used_for(Use::Home),
            Self::Work => Label::used_for(Use::Work),
            Self::Temporary => Label::used_for(Use::Temporary),
            Self::Other => Label::used_for(Use::Other),
            Self::Landline => Label::used_for(Use::Landline),
            Self::MainNumber => Label::used_for(Use::Main),
            Self::EmergencyContact => Label::used_for(Use::Emergency),
            Self::Carer => Label::belonging_to(Relationship::Carer),
            Self::Wife => Label::belonging_to(Relationship::Wife),
            Self::Husband => Label::belonging_to(Relationship::Husband),
            Self::Spouse => Label::belonging_to(Relationship::Spouse),
            Self::Child => Label::belonging_to(Relationship::Child),
            Self::Sibling => Label::belonging_to(Relationship::Sibling),
            Self::Relative => Label::belonging_to(Relationship::Relative),
            Self::Neighbour => Label::belonging_to(Relationship::Neighbour),
            Self::Doctor => Label::belonging_to(Relationship::Doctor),
            Self::SocialWorker => Label::belonging_to(Relationship::SocialWorker),
            Self::Solicitor => Label::belonging_to(Relationship::Solicitor),
        }
    }

    /// The sub-type that shows a label. The relationship wins where there are both: the council API
    /// has one place for the two, and whose number it is must not be lost. A use that the list does not
    /// have is shown by the nearest word.
    pub fn of(label: Label) -> Option<Self> {
        let shown = match (label.relationship, label.usage) {
            (Some(relationship), _) => Label::belonging_to(relationship),
            (None, Some(Use::OutOfHours)) => Label::used_for(Use::Home),
            (None, Some(Use::Pager | Use::AnsweringMachine)) => Label::used_for(Use::Other),
            (None, Some(usage)) => Label::used_for(usage),
            (None, None) => return None,
        };
        Self::ALL.iter().copied().find(|sub| sub.label() == shown)
    }

    /// Whether the council API has a word for a channel; it has none for fax and textphone.
    pub fn knows(channel: Channel) -> bool {
        matches!(channel, Channel::Phone | Channel::Email | Channel::Address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sub_type_comes_back() {
        for sub_type in CouncilSubType::ALL {
            assert_eq!(CouncilSubType::of(sub_type.label()), Some(*sub_type));
            assert_eq!(
                CouncilSubType::parse(&sub_type.as_str().to_uppercase()),
                Some(*sub_type)
            );
        }
    }

    #[test]
    fn every_use_and_relationship_has_a_sub_type() {
        for usage in Use::ALL {
            let shown = CouncilSubType::of(Label::used_for(*usage));
            assert!(shown.is_some(), "{usage:?}");
        }
        for relationship in Relationship::ALL {
            assert!(
                CouncilSubType::of(Label::belonging_to(*relationship)).is_some(),
                "{relationship:?}"
            );
        }
        assert_eq!(CouncilSubType::of(Label::default()), None);
    }

    #[test]
    fn whose_it_is_wins_over_what_it_is_for() {
        let both = Label {
            usage: Some(Use::Mobile),
            relationship: Some(Relationship::Carer),
        };
        assert_eq!(CouncilSubType::of(both), Some(CouncilSubType::Carer));
    }
}
