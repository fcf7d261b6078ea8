//! The suite that every store must pass. A store's tests call [`crate::store_suite!`] with a function
//! that opens a fresh store; each case becomes a test of its own.

mod areas;
mod changes;
mod concurrency;
mod evidence;
mod limits;
mod reading;
mod world;

pub use areas::*;
pub use changes::*;
pub use concurrency::*;
pub use evidence::*;
pub use limits::*;
pub use reading::*;
pub use world::World;

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
            every_version_is_kept,
            every_change_tells_an_event,
            everything_asked_is_in_the_trail,
            a_refusal_changes_nothing,
            versions_never_go_back_in_time,
            many_writers_pass_neither_limit_nor_default,
            a_rule_that_panics_hurts_nobody_else,
            a_write_that_fails_takes_no_other_down,
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
