use jiff::civil::Date;

use super::{Agreement, LawfulBasis};
use crate::actor::PurposeOfUse;
use crate::area::AreaKey;
use crate::vocabulary::Channel;

/// What may be used by whom for what, why, and for how long.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Terms {
    /// The area whose records they are.
    pub from: AreaKey,
    /// The area that may use them.
    pub to: AreaKey,
    /// Records of these channels only, each once and in order; of all when none is named.
    pub channels: Vec<Channel>,
    /// For these purposes only, each once and in order; for all when none is named.
    pub purposes: Vec<PurposeOfUse>,
    /// Why the law allows it.
    pub basis: LawfulBasis,
    /// Who agreed.
    pub agreement: Agreement,
    /// The last day, in London, on which it may be used; without end unless given.
    pub expires_on: Option<Date>,
    /// The day on which somebody should look at it again; it goes on after that.
    pub review_on: Option<Date>,
}

impl Terms {
    /// Whether they allow something of this channel for this purpose. What is about no channel in particular is
    /// allowed only where none is left out.
    pub fn covers(&self, channel: Option<Channel>, purpose: PurposeOfUse) -> bool {
        let on_channel = match channel {
            _ if self.channels.is_empty() => true,
            Some(channel) => self.channels.contains(&channel),
            None => false,
        };
        on_channel && self.is_for(purpose)
    }

    /// Whether they allow anything for this purpose.
    pub fn is_for(&self, purpose: PurposeOfUse) -> bool {
        self.purposes.is_empty() || self.purposes.contains(&purpose)
    }

    /// The channels they allow, by name.
    pub fn channels_or_all(&self) -> &[Channel] {
        if self.channels.is_empty() {
            Channel::ALL
        } else {
            &self.channels
        }
    }

    /// The same terms with channels and purposes each once and in order, so that terms that mean the same are the
    /// same.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.channels.sort_unstable();
        self.channels.dedup();
        self.purposes.sort_unstable();
        self.purposes.dedup();
        self
    }
}
