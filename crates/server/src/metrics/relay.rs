//! How the relay goes: what waits, and how far each sink was told.

use contactable_domain::ports::Clock as _;
use contactable_service::relay::{RelayStatus, SinkStatus};
use metrics::{Unit, counter, describe_counter, describe_gauge, gauge};

use super::count;
use crate::SystemClock;

/// Says what the figures mean.
pub fn describe() {
    describe_gauge!(
        "contactable_outbox_waiting_events",
        "Events that are not in the log yet; of very many not all are counted"
    );
    describe_gauge!(
        "contactable_outbox_lag_seconds",
        Unit::Seconds,
        "For how long the oldest of them has been waiting"
    );
    describe_gauge!(
        "contactable_relay_looked_timestamp_seconds",
        Unit::Seconds,
        "When the relay last looked at the outbox; long ago means that it is stuck"
    );
    describe_gauge!(
        "contactable_relay_held_shards",
        "How many of the 64 shards this process relays"
    );
    describe_gauge!(
        "contactable_sink_lag_events",
        "Events that a sink was not told yet"
    );
    describe_gauge!(
        "contactable_sink_dead_letters",
        "Events that a sink could not be told"
    );
    describe_gauge!(
        "contactable_sink_is_failing",
        "1 while a sink takes no events"
    );
    describe_counter!(
        "contactable_sink_delivered_events_total",
        "Events that this process told a sink"
    );
    describe_counter!(
        "contactable_sink_failures_total",
        "How often this process could not tell a sink"
    );
    describe_counter!(
        "contactable_sink_given_up_events_total",
        "Events that this process gave up"
    );
}

/// Looks at how it goes.
pub fn observe(status: &RelayStatus) {
    gauge!("contactable_outbox_waiting_events").set(count(status.waiting()));
    let now = SystemClock.now();
    let waited = status
        .oldest_waiting()
        .map(|oldest| now.duration_since(oldest));
    let waited = waited.map_or(0.0, |waited| waited.as_secs_f64().max(0.0));
    gauge!("contactable_outbox_lag_seconds").set(waited);
    let looked = status.looked_at().as_duration();
    gauge!("contactable_relay_looked_timestamp_seconds").set(looked.as_secs_f64());
    gauge!("contactable_relay_held_shards").set(count(status.held_shards()));
    status.sinks().iter().for_each(observe_sink);
}

fn observe_sink(sink: &SinkStatus) {
    let name = || sink.name().as_str().to_owned();
    gauge!("contactable_sink_lag_events", "sink" => name()).set(count(sink.lag()));
    gauge!("contactable_sink_dead_letters", "sink" => name()).set(count(sink.dead_letters()));
    let failing = if sink.is_failing() { 1.0 } else { 0.0 };
    gauge!("contactable_sink_is_failing", "sink" => name()).set(failing);
    for (figure, told) in [
        ("contactable_sink_delivered_events_total", sink.delivered()),
        ("contactable_sink_failures_total", sink.failures()),
        ("contactable_sink_given_up_events_total", sink.given_up()),
    ] {
        counter!(figure, "sink" => name()).absolute(told);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use contactable_service::relay::{Relay, RelaySettings};
    use contactable_store_sqlite::{Options, SqliteStore};
    use contactable_testkit::{FrozenClock, SeededIds};
    use metrics_exporter_prometheus::PrometheusBuilder;

    use super::*;

    /// Or nobody would be called for one that never does.
    #[tokio::test]
    async fn there_is_a_figure_before_the_relay_has_looked() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("a.db"), Options::default()).unwrap();
        let (clock, ids) = (Arc::<FrozenClock>::default(), Arc::<SeededIds>::default());
        let made = clock.now().as_second();
        let relay = Relay::new(
            Arc::new(store),
            clock,
            ids,
            Vec::new(),
            RelaySettings::default(),
        );
        let recorder = PrometheusBuilder::new().build_recorder();
        metrics::with_local_recorder(&recorder, || observe(&relay.status()));
        let figure = format!("contactable_relay_looked_timestamp_seconds {made}\n");
        let said = recorder.handle().render();
        assert!(said.contains(&figure), "{said}");
    }
}
