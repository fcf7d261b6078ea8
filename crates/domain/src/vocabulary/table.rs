//! The vocabulary as one table: what every interface calls a detail, and what each of them cannot say.
//! Losses are worked out by going there and back, so that the table cannot say one thing and the code
//! do another (PDS standard, "Telecom terminology"; deployed service, "Record").

use super::{Channel, CouncilSubType, FhirCode, Label, PdsCode, Relationship, Use};

/// What stands above [`Row::cells`].
pub const HEADINGS: [&str; 6] = [
    "channel",
    "use or whose",
    "council",
    "PDS and HL7 V3",
    "FHIR",
    "what is lost",
];

/// What the table cannot show: codes that are read and never written.
pub const READ_ONLY: &str = "addr HV is read as a temporary address and written as addr TMP. FHIR system other is a textphone.";

/// What an interface does not say of a detail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Loss {
    /// Nothing: the detail comes back as it went.
    Nothing,
    /// Part of the label: the detail comes back with this one.
    ComesBackAs(Label),
    /// Everything: the interface has no place for such a detail.
    NotShown,
}

/// What every interface calls the details of one channel and label.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Row {
    /// How the target is reached.
    pub channel: Channel,
    /// What the detail is for and whose it is.
    pub label: Label,
}

impl Row {
    /// The council API's `contactType`; `None` where it has no word.
    pub fn council_type(self) -> Option<&'static str> {
        CouncilSubType::knows(self.channel).then(|| self.channel.as_str())
    }

    /// The council API's `subType`.
    pub fn council_sub_type(self) -> Option<CouncilSubType> {
        CouncilSubType::knows(self.channel)
            .then(|| CouncilSubType::of(self.label))
            .flatten()
    }

    /// The code of PDS and of its HL7 V3 messages.
    pub fn pds(self) -> Option<PdsCode> {
        PdsCode::of(self.channel, self.label)
    }

    /// The code of FHIR.
    pub fn fhir(self) -> Option<FhirCode> {
        FhirCode::of(self.channel, self.label)
    }

    /// What the deployed council API does not say. The specified paths show fax and textphone by the
    /// house's own words.
    pub fn lost_to_council(self) -> Loss {
        if !CouncilSubType::knows(self.channel) {
            return Loss::NotShown;
        }
        let back = self.council_sub_type().map(CouncilSubType::label);
        self.compared_with(back.unwrap_or_default())
    }

    /// What PDS and its HL7 V3 messages do not say.
    pub fn lost_to_pds(self) -> Loss {
        self.pds()
            .map_or(Loss::NotShown, |code| self.compared_with(code.meaning().1))
    }

    /// What FHIR does not say.
    pub fn lost_to_fhir(self) -> Loss {
        let back = self.fhir().and_then(FhirCode::meaning);
        back.map_or(Loss::NotShown, |(_, label)| self.compared_with(label))
    }

    /// Everything that is lost, in words; empty when nothing is.
    pub fn losses(self) -> String {
        let said = [
            ("council", self.lost_to_council()),
            ("PDS", self.lost_to_pds()),
            ("FHIR", self.lost_to_fhir()),
        ];
        let lost = said.into_iter().filter_map(|(name, loss)| match loss {
            Loss::Nothing => None,
            Loss::NotShown => Some(format!("{name}: not shown")),
            Loss::ComesBackAs(label) => Some(format!("{name}: comes back as {label}")),
        });
        lost.collect::<Vec<_>>().join("; ")
    }

    /// The row as texts: channel, label, council, PDS and HL7 V3, FHIR, what is lost.
    pub fn cells(self) -> [String; 6] {
        let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let council = self
            .council_type()
            .map(|kind| match self.council_sub_type() {
                Some(sub_type) => format!("{kind} {}", sub_type.as_str()),
                None => kind.to_owned(),
            });
        [
            self.channel.as_str().to_owned(),
            self.label.to_string(),
            or_none(council),
            or_none(self.pds().map(|code| code.to_string())),
            or_none(self.fhir().map(|code| code.to_string())),
            self.losses(),
        ]
    }

    fn compared_with(self, back: Label) -> Loss {
        if back == self.label {
            Loss::Nothing
        } else {
            Loss::ComesBackAs(back)
        }
    }
}

/// Every channel with every use, and with none.
pub fn uses() -> impl Iterator<Item = Row> {
    Channel::ALL.iter().flat_map(|channel| {
        let labels = Use::ALL.iter().map(|usage| Label::used_for(*usage));
        let labels = std::iter::once(Label::default()).chain(labels);
        labels.map(|label| Row {
            channel: *channel,
            label,
        })
    })
}

/// Every relationship, of a phone number; the other channels have them alike.
pub fn relationships() -> impl Iterator<Item = Row> {
    Relationship::ALL.iter().map(|relationship| Row {
        channel: Channel::Phone,
        label: Label::belonging_to(*relationship),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{PdsAddressUse, PdsTelecomType, PdsTelecomUse};

    fn row(channel: Channel, usage: Use) -> Row {
        let label = Label::used_for(usage);
        Row { channel, label }
    }

    #[test]
    fn every_code_of_the_standard_is_in_the_table() {
        for code in PdsCode::all() {
            let read_only = PdsAddressUse::TemporaryAsTelecom;
            if code != (PdsCode::Address { usage: read_only }) {
                assert!(uses().any(|row| row.pds() == Some(code)), "{code}");
            }
        }
        for code in FhirCode::all() {
            assert!(uses().any(|row| row.fhir() == Some(code)), "{code}");
        }
    }

    #[test]
    fn the_standards_table_of_telecom_usage() {
        // (PDS class, FHIR use): PDS standard, "Telecom usage".
        for (class, usage) in [
            ("AS", None),
            ("EC", None),
            ("H", Some("home")),
            ("HP", Some("home")),
            ("HV", Some("temp")),
            ("MC", Some("mobile")),
            ("PG", Some("mobile")),
            ("WP", Some("work")),
        ] {
            let code = PdsCode::Telecom {
                kind: PdsTelecomType::Tel,
                usage: PdsTelecomUse::parse(class).unwrap(),
            };
            let (channel, label) = code.meaning();
            let fhir = FhirCode::of(channel, label).map(|code| code.to_string());
            assert_eq!(fhir, usage.map(|usage| format!("phone {usage}")), "{class}");
        }
    }

    #[test]
    fn what_is_lost_is_said() {
        let pager = row(Channel::Phone, Use::Pager);
        assert_eq!(pager.lost_to_pds(), Loss::Nothing);
        assert_eq!(
            pager.lost_to_fhir(),
            Loss::ComesBackAs(Label::used_for(Use::Mobile))
        );
        let fax = row(Channel::Fax, Use::Home);
        assert_eq!(fax.lost_to_council(), Loss::NotShown);
        let forwarding = row(Channel::Address, Use::Forwarding);
        assert_eq!(forwarding.lost_to_council(), Loss::Nothing);
        assert_eq!(forwarding.lost_to_pds(), Loss::NotShown);
    }

    #[test]
    fn another_persons_detail_is_never_shown_as_the_patients_own() {
        for phone in relationships() {
            assert_eq!(phone.lost_to_council(), Loss::Nothing);
            for channel in Channel::ALL {
                let row = Row {
                    channel: *channel,
                    ..phone
                };
                assert_eq!(row.lost_to_pds(), Loss::NotShown);
                assert_eq!(row.lost_to_fhir(), Loss::NotShown);
            }
        }
    }
}
