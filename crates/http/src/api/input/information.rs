//! What a record is to say.

use contactable_domain::contact_detail::{Information, InformationDraft, InformationInput};
use contactable_domain::vocabulary::{Channel, CouncilSubType, Kind, Label};

use super::{Dialect, INFORMATION, Input, OF_KIND_INFORMATION};
use crate::request::{Given, Object};

impl<'a> Input<'a> {
    /// Reads the `contactInformation` of a body.
    pub(super) fn information_of(self, body: &Object<'a>) -> Option<Information> {
        let (input, label) = self.information_input(body)?;
        let information = self.reading.accept(Information::parse(&input));
        label.and(information)
    }

    /// Reads the `contactInformation` of a body that is to replace another.
    pub(super) fn information_draft(self, body: &Object<'a>) -> Option<InformationDraft> {
        let (input, label) = self.information_input(body)?;
        label.map(|_| InformationDraft::of(&input, self.rules.values.clone()))
    }

    /// The parts of the information, and its label once more: one that was refused does not hide what
    /// else is wrong.
    fn information_input(self, body: &Object<'a>) -> Option<(InformationInput<'a>, Option<Label>)> {
        let information = body.needed("contactInformation", body.object("contactInformation"))?;
        self.refuse_others(&information, INFORMATION);
        let channel = self.channel(&information);
        let label = self.label(&information);
        let input = self.parts(&information, channel, label.unwrap_or_default())?;
        Some((input, label))
    }

    /// Reads the `contactInformation` of a body that says only what is to be of this kind.
    pub(super) fn information_of_kind(self, body: &Object<'a>, kind: Kind) -> Option<Information> {
        let information = body.needed("contactInformation", body.object("contactInformation"))?;
        self.refuse_others(&information, OF_KIND_INFORMATION);
        let input = self.parts(&information, Some(kind.channel()), kind.label())?;
        self.reading.accept(Information::parse(&input))
    }

    /// The parts of the information, of this channel and for this.
    fn parts(
        self,
        information: &Object<'a>,
        channel: Option<Channel>,
        label: Label,
    ) -> Option<InformationInput<'a>> {
        let value = information.text("value");
        let description = information.text("description");
        let address = self.address(information);
        if matches!(value, Given::Wrong) || matches!(description, Given::Wrong) {
            return None;
        }
        Some(InformationInput {
            channel: channel?,
            label,
            value: value.some(),
            description: description.some(),
            address: address?,
            rules: &self.rules.values,
        })
    }

    /// The deployed service knew neither fax nor textphone.
    fn channel(self, information: &Object<'a>) -> Option<Channel> {
        let knows = |channel: &Channel| {
            self.dialect == Dialect::Specified || CouncilSubType::knows(*channel)
        };
        let channels = Channel::ALL.iter().copied().filter(knows);
        self.word(
            information,
            "contactType",
            information.text("contactType"),
            |word| Channel::parse(word).filter(knows),
            channels.map(Channel::as_str),
        )
    }

    fn label(self, information: &Object<'a>) -> Option<Label> {
        let given = information.text("subType");
        if given.is_missing() {
            return Some(Label::default());
        }
        let words = CouncilSubType::ALL.iter().map(|sub| sub.as_str());
        let sub_type = self.word(information, "subType", given, CouncilSubType::parse, words);
        sub_type.map(CouncilSubType::label)
    }
}
