//! From the lists of the patched Patient to what is wanted of each item.

use contactable_domain::contact_detail::{ContactDetail, Information};
use contactable_domain::patient::{ItemId, List, Patient, Wanted, WantedItem};
use contactable_domain::time::Period;
use contactable_domain::vocabulary::{FhirCode, Label, Use};

use super::application::{self, Application};
use super::items::{Item, items};
use super::value;
use super::view::View;
use crate::outcome::{Codes, Problem};
use crate::read::{AddressTexts, ContactTexts, Node, Strict, TelecomTexts, Within};

/// A patient's lists before and after.
pub(super) struct Lists<'a> {
    pub(super) patient: &'a Patient,
    pub(super) view: &'a View,
    pub(super) applied: &'a Application,
    pub(super) codes: &'a Codes,
}

/// What an item says, and from when to when if that was said.
type Said = (Vec<Information>, Option<Period>);

impl Lists<'_> {
    pub(super) fn telecoms(&self) -> Result<Vec<Wanted>, Problem> {
        self.wanted(List::Telecom, |item, node, records| {
            let read = TelecomTexts::read(node, Within::Patient, &mut Strict(self.codes))?;
            let Some(texts) = read else { return Ok(None) };
            let what = self.telecom(&texts, node, records.first().copied())?;
            Ok(what.map(|what| (vec![what], item_period(item, records, texts.period))))
        })
    }

    pub(super) fn addresses(&self) -> Result<Vec<Wanted>, Problem> {
        self.wanted(List::Address, |item, node, records| {
            let read = AddressTexts::read(node, &mut Strict(self.codes))?;
            let Some(texts) = read else { return Ok(None) };
            let before = records.first().copied();
            let meaning = FhirCode::Address { usage: texts.usage }.meaning();
            let Some((_, label)) = meaning else {
                return Ok(None);
            };
            let in_part = !item.is_whole;
            let what = value::address(&texts, label, node, (before, in_part), self.codes)?;
            Ok(Some((vec![what], item_period(item, records, texts.period))))
        })
    }

    pub(super) fn contacts(&self) -> Result<Vec<Wanted>, Problem> {
        self.wanted(List::Contact, |item, node, records| {
            let read = ContactTexts::read(node, &mut Strict(self.codes))?;
            let Some(texts) = read else { return Ok(None) };
            let mut what = Vec::new();
            for (index, (node, telecom)) in texts.telecoms.iter().enumerate() {
                // The same number is the same record, wherever it stands now.
                let same =
                    |record: &&&ContactDetail| record.information.value.one_line() == telecom.value;
                let before = records.iter().find(same).or(records.get(index)).copied();
                let kind = (
                    value::channel(telecom.system),
                    Label::used_for(Use::Emergency),
                );
                what.push(value::telecom(telecom, kind, node, before, self.codes)?);
            }
            Ok(Some((what, item_period(item, records, texts.period))))
        })
    }

    /// What is wanted of each item of a list; `read` reads one that is new or changed.
    fn wanted(
        &self,
        list: List,
        read: impl Fn(&Item<'_>, &Node<'_>, &[&ContactDetail]) -> Result<Option<Said>, Problem>,
    ) -> Result<Vec<Wanted>, Problem> {
        let mut all = Vec::new();
        for item in items(self.view, self.applied, list) {
            let id = item.id.map(|id| {
                let known = ItemId::parse(id).filter(|_| item.before.is_some());
                known.ok_or_else(|| application::no_such(list.as_str(), id))
            });
            let id = id.transpose()?;
            if let Some(id) = id.as_ref().filter(|_| item.is_kept()) {
                all.push(Wanted::Kept(id.clone()));
                continue;
            }
            let node = Node::new(item.value, format!("{}/{}", list.as_str(), item.index));
            let records: Vec<&ContactDetail> = match &id {
                None => Vec::new(),
                Some(id) => {
                    let records = self.patient.records_of(list);
                    records.filter(|record| record.item_id() == *id).collect()
                }
            };
            let Some((what, period)) = read(&item, &node, &records)? else {
                continue;
            };
            let wanted = WantedItem {
                what,
                period,
                in_part: id.is_some() && !item.is_whole,
            };
            all.push(match id {
                Some(id) => Wanted::Changed(id, wanted),
                None => Wanted::Added(None, wanted),
            });
        }
        Ok(all)
    }

    fn telecom(
        &self,
        texts: &TelecomTexts<'_>,
        node: &Node<'_>,
        before: Option<&ContactDetail>,
    ) -> Result<Option<Information>, Problem> {
        let (system, usage) = (texts.system, texts.usage);
        let code = usage.map(|usage| FhirCode::Telecom { system, usage });
        let Some((channel, label)) = code.and_then(FhirCode::meaning) else {
            return Ok(None);
        };
        value::telecom(texts, (channel, label), node, before, self.codes).map(Some)
    }
}

/// From when to when an item is wanted. A period that stays as it is shown stays as it is; one that was taken away is
/// gone, and not only unsaid.
fn item_period(
    item: &Item<'_>,
    records: &[&ContactDetail],
    read: Option<Period>,
) -> Option<Period> {
    let shown = item.before.and_then(|before| before.get("period"));
    let wanted = item.value.get("period");
    match (shown, wanted) {
        (Some(shown), Some(wanted)) if shown == wanted => {
            records.first().map(|record| record.period)
        }
        (Some(_), None) if !item.is_whole => Some(Period::default()),
        _ => read,
    }
}
