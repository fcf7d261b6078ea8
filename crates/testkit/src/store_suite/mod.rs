//! The suite that every store must pass. A store's tests call [`crate::store_suite!`] with a function
//! that opens a fresh store; each case becomes a test of its own.

mod areas;
mod as_of;
mod chained;
mod changes;
mod concurrency;
mod evidence;
mod held;
mod identifying;
mod limits;
mod places;
mod reading;
mod relaying;
mod relaying_on;
mod relaying_watched;
mod repeating;
mod restricted;
mod sharing;
mod succeeding;
mod superseding;
mod taking_over;
mod temporary;
mod together;
mod tracing_values;
mod turns;
mod ways;
mod wishes;
mod world;
mod world_in_time;
mod world_of_access;
mod world_of_patients;

pub use areas::*;
pub use as_of::*;
pub use chained::*;
pub use changes::*;
pub use concurrency::*;
pub use evidence::*;
pub use held::*;
pub use identifying::*;
pub use limits::*;
pub use places::*;
pub use reading::*;
pub use relaying::*;
pub use relaying_on::*;
pub use relaying_watched::*;
pub use repeating::*;
pub use restricted::*;
pub use sharing::*;
pub use succeeding::*;
pub use superseding::*;
pub use taking_over::*;
pub use temporary::*;
pub use together::*;
pub use tracing_values::*;
pub use turns::*;
pub use ways::{LOOKING_WAYS, WAYS, tracer};
pub use wishes::*;
pub use world::{EVERYTHING, World};
pub use world_in_time::replacement;
pub use world_of_access::{asked_sharing, nhs_number};
pub use world_of_patients::{item, kept, numbered, request, used_for, values};

/// Makes a test of every case. `$fresh` is a function that gives a new, empty store as
/// `(Arc<dyn Evidence>, guard)`; the guard lives as long as the test.
#[macro_export]
macro_rules! store_suite {
    ($fresh:path) => {
        $crate::store_suite_cases! { $fresh;
            a_record_comes_back_as_it_was_made,
            records_come_in_the_order_they_were_made,
            pages_follow_each_other_without_gap_or_overlap,
            historic_records_come_only_when_asked_for,
            another_area_is_never_read,
            another_areas_record_cannot_be_changed,
            ids_are_free_in_every_area,
            a_record_is_found_only_under_its_own_target,
            a_new_default_clears_the_old_one,
            retiring_is_for_good,
            only_what_may_change_changes,
            replacing_keeps_the_id_and_the_history,
            a_stale_version_changes_nothing,
            the_same_request_gets_the_same_answer,
            a_sixth_active_record_is_refused,
            retired_and_lapsed_records_make_room,
            moving_to_a_full_channel_is_refused,
            a_record_historic_from_the_start_takes_no_place,
            one_record_of_each_use,
            places_of_a_use_change_hands,
            many_writers_pass_no_place_of_a_use,
            limits_are_the_areas,
            a_lower_limit_keeps_what_is_there,
            each_team_has_its_default,
            an_area_may_change_who_has_a_default,
            an_area_may_turn_to_one_of_each_use,
            every_version_is_kept,
            every_change_tells_an_event,
            everything_asked_is_in_the_trail,
            a_refusal_changes_nothing,
            versions_never_go_back_in_time,
            many_writers_pass_neither_limit_nor_default,
            everybody_at_once_finds_their_own,
            a_rule_that_panics_hurts_nobody_else,
            a_write_that_fails_takes_no_other_down,
            a_list_as_of_an_instant_is_what_a_list_gave_then,
            versions_say_how_a_record_stood,
            a_day_is_held_against_the_period,
            temporary_details_lapse_after_three_months,
            temporary_details_without_a_start_begin_when_recorded,
            everything_held_comes_in_the_order_asked,
            another_areas_holding_is_never_read,
            what_was_held_at_an_instant_comes_back,
            wishes_are_kept_with_all_that_goes_with_them,
            refused_or_known_wishes_change_nothing,
            each_area_keeps_its_own_wishes,
            wishes_set_at_once_follow_each_other,
            starts_and_ends_are_told_on_their_day,
            turns_follow_the_clocks_of_london,
            retired_records_do_not_turn,
            turns_are_told_once_by_many_at_once,
            turns_are_caught_up_with_in_order,
            no_more_turns_are_told_at_once_than_asked_for,
            a_change_of_use_moves_the_end,
            a_record_takes_the_place_of_another,
            a_replacement_fits_where_all_places_are_taken,
            superseding_may_be_repeated,
            refused_replacements_change_nothing,
            marks_stay_with_their_value,
            what_is_shared_is_seen_until_it_is_withdrawn,
            a_grant_comes_back_as_it_was_agreed,
            sharing_is_narrowed_by_purpose_and_channel,
            a_grant_runs_out_after_its_last_day,
            of_many_grants_the_first_that_covers_counts,
            pages_leave_out_what_is_hidden,
            what_a_record_said_on_another_channel_stays_hidden,
            no_read_that_begins_after_a_withdrawal_sees_anything,
            a_restricted_person_is_hidden_in_every_way,
            a_restricted_persons_wishes_are_hidden,
            events_of_a_restricted_person_hold_no_value,
            broken_glass_shows_for_a_while,
            every_word_on_a_restriction_is_kept,
            levels_of_a_restriction_follow_each_other,
            every_word_on_a_succession_is_kept,
            survivors_are_found_along_a_chain,
            refused_successions_change_nothing,
            targets_superseded_at_once_make_no_circle,
            a_survivor_ended_at_once_takes_no_place,
            a_superseded_target_is_seen_and_takes_no_more,
            an_identifier_has_one_target,
            an_identifier_tied_at_once_goes_to_one,
            patients_see_their_own_details,
            a_value_is_found_now_and_in_history,
            nothing_is_found_that_could_not_be_seen,
            pages_of_a_trace_follow_each_other,
            the_trail_is_chained_stream_by_stream,
            entries_come_back_as_they_were_written,
            the_trail_keeps_the_order_of_what_was_done,
            revocations_are_kept_and_lifted,
            several_things_change_as_one,
            a_refused_change_of_several_leaves_nothing,
            a_panic_among_several_changes_leaves_nothing,
            a_request_that_comes_again_changes_nothing_more,
            of_many_with_one_request_one_is_carried_out,
            several_things_that_stay_are_no_version,
            a_patient_comes_back_as_a_request_left_them,
            a_patients_records_come_in_the_order_of_their_lists,
            pages_of_patients_follow_each_other,
            readers_never_see_half_a_change,
            somebody_is_taken_over_as_they_were,
            somebody_restricted_arrives_hidden,
            an_identifier_that_is_taken_refuses_the_arrival,
            events_come_into_the_log_in_order,
            what_waits_is_counted,
            pages_of_the_log_follow_each_other,
            a_shard_is_held_by_one_relay,
            relays_share_the_shards,
            many_relays_move_each_event_once,
            a_consumers_position_advances,
            a_consumer_stuck_in_one_shard_is_failing,
            a_consumer_is_not_failing_over_what_is_gone,
            a_relay_counts_from_when_it_was_made,
            a_consumer_who_comes_back_is_known_to_have_missed_events,
            what_could_not_be_told_is_kept,
            the_log_forgets_what_all_were_told,
            dead_letters_do_not_last_for_ever,
            logged_events_of_a_restricted_person_hold_no_value,
            erased_events_do_not_come_back,
        }
    };
}

/// Used by [`store_suite!`].
#[macro_export]
#[doc(hidden)]
macro_rules! store_suite_cases {
    ($fresh:path; $($case:ident,)*) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                let (store, _guard) = $fresh();
                $crate::store_suite::$case($crate::store_suite::World::over(store)).await;
            }
        )*
    };
}
