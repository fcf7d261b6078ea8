//! Letters: which addresses can have one, and in which order they are tried.

use super::{Because, Question, Reason};
use crate::area::LetterPolicy;
use crate::contact_detail::ContactDetail;
use crate::value::{Address, AddressKind, Unmailable};
use crate::vocabulary::{TargetKind, Use};

/// What an address is to letters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Forwarding,
    Temporary,
    Correspondence,
    Home,
    Unlabelled,
}

/// Why no letter goes to this address; `None` when one can.
pub fn ruled_out(question: &Question, record: &ContactDetail) -> Option<Because> {
    let address = record.information.value.address()?;
    match role(record) {
        None => return Some(Because::of(Reason::NotForLetters)),
        Some(Role::Forwarding) if !question.area.letters().forwarding_first => {
            return Some(Because::of(Reason::ForwardingNotUsed));
        }
        Some(_) => {}
    }
    by_place(address, question.area.letters().overseas)
}

/// Never a pseudo-postcode, and abroad only where the area says so (PDS standard, "NHS Notify"). The islands
/// around are not the United Kingdom here; the forces' own post is.
fn by_place(address: &Address, overseas: bool) -> Option<Because> {
    let mailable = address.mailable();
    match (address.kind(), mailable) {
        (AddressKind::NoFixedAbode, _) | (_, Err(Unmailable::NoFixedAbode)) => {
            Some(Because::of(Reason::NoFixedAbode))
        }
        (_, Err(Unmailable::PseudoPostcode)) => Some(Because::of(Reason::PseudoPostcode)),
        (
            AddressKind::Overseas | AddressKind::OverseasTerritory | AddressKind::CrownDependency,
            _,
        ) if !overseas => Some(Because::of(Reason::Overseas)),
        (_, Err(why)) => {
            let text = format!("No letter can be sent there. {}", why.explanation());
            Some(Because::saying(Reason::NotMailable, text))
        }
        (_, Ok(())) => None,
    }
}

/// What an address is to letters; `None` when they are not sent there. A person's work address is not, an
/// organisation's is.
fn role(record: &ContactDetail) -> Option<Role> {
    let person = record.target.kind == TargetKind::Person;
    match record.information.label.usage {
        Some(Use::Forwarding) => Some(Role::Forwarding),
        Some(Use::Temporary) => Some(Role::Temporary),
        Some(Use::Correspondence) => Some(Role::Correspondence),
        Some(Use::Home | Use::OutOfHours | Use::Main) => Some(Role::Home),
        Some(Use::Emergency) | None => Some(Role::Unlabelled),
        Some(Use::Work | Use::Other) if !person => Some(Role::Home),
        Some(_) => None,
    }
}

/// The place of an address in the order of a question, from 0. PDS and NHS Notify know temporary,
/// correspondence and home addresses; forwarding addresses (council specification) come first where the area
/// says so, and addresses without a use come last.
pub fn place(question: &Question, record: &ContactDetail) -> usize {
    let order = match question.letters {
        LetterPolicy::NhsNotify => [Role::Temporary, Role::Correspondence],
        LetterPolicy::Pds => [Role::Correspondence, Role::Temporary],
    };
    let mut all = std::iter::once(Role::Forwarding)
        .chain(order)
        .chain([Role::Home, Role::Unlabelled]);
    let role = role(record);
    all.position(|at| Some(at) == role).unwrap_or(usize::MAX)
}

/// Why an address has its place.
pub fn because(record: &ContactDetail) -> Reason {
    if record.information.label.usage == Some(Use::Emergency) {
        return Reason::ForEmergencies;
    }
    match role(record) {
        Some(Role::Forwarding) => Reason::ForwardingAddress,
        Some(Role::Temporary) => Reason::TemporaryAddress,
        Some(Role::Correspondence) => Reason::CorrespondenceAddress,
        Some(Role::Home) => Reason::HomeAddress,
        Some(Role::Unlabelled) | None => Reason::UnlabelledAddress,
    }
}
