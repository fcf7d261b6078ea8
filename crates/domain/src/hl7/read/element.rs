//! The elements that mean something here.

/// An element, known by its local name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Element {
    Telecom,
    Addr,
    StreetAddressLine,
    PostalCode,
    AddressKey,
    Desc,
    UseablePeriod,
    SystemEffectiveDate,
    Value,
    Low,
    High,
    Id,
    /// What holds a fragment and its system dates, such as `COCT_MT000202UK03.PartOfWhole`.
    PartOfWhole,
    /// Any other.
    Other,
}

impl Element {
    pub(super) fn of(local_name: &str) -> Self {
        match local_name {
            "telecom" => Self::Telecom,
            "addr" => Self::Addr,
            "streetAddressLine" => Self::StreetAddressLine,
            "postalCode" => Self::PostalCode,
            "addressKey" => Self::AddressKey,
            "desc" => Self::Desc,
            "useablePeriod" => Self::UseablePeriod,
            "systemEffectiveDate" => Self::SystemEffectiveDate,
            "value" => Self::Value,
            "low" => Self::Low,
            "high" => Self::High,
            "id" => Self::Id,
            // The message type before it changes with the version of the message.
            name if name.ends_with("PartOfWhole") => Self::PartOfWhole,
            _ => Self::Other,
        }
    }

    /// The name for errors, which never comes from the input.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Telecom => "telecom",
            Self::Addr => "addr",
            Self::StreetAddressLine => "streetAddressLine",
            Self::PostalCode => "postalCode",
            Self::AddressKey => "addressKey",
            Self::Desc => "desc",
            Self::UseablePeriod => "useablePeriod",
            Self::SystemEffectiveDate => "systemEffectiveDate",
            Self::Value => "value",
            Self::Low => "low",
            Self::High => "high",
            Self::Id => "id",
            Self::PartOfWhole => "PartOfWhole",
            Self::Other => "element",
        }
    }
}
