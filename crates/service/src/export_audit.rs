use contactable_domain::audit::{Action, Stream, Subject, TrailEntry};
use contactable_domain::ports::Unavailable;

use crate::{AskedEntries, Caller, ContactDetails, Failure};

/// A permitted export of the trail, and how far it has come.
#[derive(Clone, Copy, Debug)]
pub struct AuditExport {
    asked: AskedEntries,
    /// The number of the last entry of the stream when the export was asked for.
    last: u64,
}

impl ContactDetails {
    /// Lets the caller read the trail about a target, or about none, to where it has come now, however long that
    /// takes; one entry says so.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller has not the role. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn permit_audit_export(
        &self,
        caller: Caller<'_>,
        asked: AskedEntries,
    ) -> Result<AuditExport, Failure> {
        let recorder = self.recorder(caller, Action::ReadAudit);
        let about = Subject {
            target: asked.target,
            ..Subject::default()
        };
        let by = self.permit(&recorder, about.clone()).await?;
        let stream = Stream::of(asked.target);
        let heads = self.store.trail_heads().await?;
        let head = heads.into_iter().find(|head| head.stream == stream);
        self.note_allowed(&recorder, about, by).await?;
        Ok(AuditExport {
            asked,
            last: head.map_or(0, |head| head.number),
        })
    }

    /// The next entries of an export; none when it is at its end.
    ///
    /// # Errors
    /// [`Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn export_audit(
        &self,
        export: &mut AuditExport,
    ) -> Result<Vec<TrailEntry>, Unavailable> {
        if export.asked.after >= export.last {
            return Ok(Vec::new());
        }
        let mut entries = self.store.trail_entries(export.asked.query()).await?;
        entries.retain(|entry| entry.number <= export.last);
        export.asked.after = entries.last().map_or(export.last, |entry| entry.number);
        Ok(entries)
    }
}
