//! A record as a row, and back. The same columns stand in `contact_detail` and in
//! `contact_detail_version`; a new column goes into [`columns`], [`values_of`] and [`read`], here only.

mod insert;
mod read;

pub use insert::values_of;
pub use read::read;

use contactable_domain::time::as_instant;
use jiff::civil::Date;

/// Every column, in the order of [`values_of`] and [`read`]; a literal, so that statements are too.
macro_rules! columns {
    () => {
        concat!(
            "target_id, area, created_at, id, ",
            $crate::row::contents!()
        )
    };
}
pub(crate) use columns;

/// The columns beside the key.
macro_rules! contents {
    () => {
        "target_kind, channel, usage, relationship, value, description, address_line_1, \
         address_line_2, address_line_3, address_line_4, postcode, uprn, is_overseas, \
         overseas_address, is_default, valid_until, created_by, created_by_name, \
         created_by_email, ended_at, ended_by, ended_by_name, ended_by_email, version, \
         recorded_at, recorded_by, recorded_by_name, recorded_by_email, normal, extension, kind, \
         region, address_line_5, country, paf_key, team, is_preferred, valid_from, verified_how, \
         verified_at, failure, failed_means, failure_evidence, failed_at, supersedes, \
         end_reason, superseded_by, item"
    };
}
pub(crate) use contents;

/// As many parameters as there are [`columns`].
macro_rules! parameters {
    () => {
        concat!("$1, $2, $3, $4, ", $crate::row::content_parameters!())
    };
}
pub(crate) use parameters;

/// Those of the columns beside the key.
macro_rules! content_parameters {
    () => {
        "$5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, \
         $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, \
         $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52"
    };
}
pub(crate) use content_parameters;

/// A day as it is kept.
pub fn day_micros(day: Date) -> i64 {
    as_instant(day).as_microsecond()
}

#[cfg(test)]
mod tests {
    #[test]
    fn there_is_a_parameter_for_every_column() {
        assert_eq!(
            columns!().split(',').count(),
            parameters!().split(',').count()
        );
    }
}
