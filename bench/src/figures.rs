//! The figures taken, and what is made of several rounds of them.

// Counts and nanoseconds here are far below the 2^52 up to which a float counts exactly.
#![allow(clippy::cast_precision_loss)]

use std::time::Duration;

/// What one thing did in one window of time.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Figures {
    /// Requests, or the like, a second.
    pub per_second: f64,
    /// Half of them took at most this long; not known where one thread does nothing else.
    pub p50: Option<Duration>,
    /// All but one in a hundred took at most this long.
    pub p99: Option<Duration>,
    /// Microseconds of CPU each: the server's own, without whoever asks.
    pub cpu_micros: f64,
}

impl Figures {
    /// From how long each took, in nanoseconds.
    pub fn timed(mut nanos: Vec<u64>, elapsed: Duration, cpu: Duration) -> Self {
        nanos.sort_unstable();
        Self {
            p50: percentile(&nanos, 50),
            p99: percentile(&nanos, 99),
            ..Self::counted(nanos.len(), elapsed, cpu)
        }
    }

    /// From how many there were.
    pub fn counted(count: usize, elapsed: Duration, cpu: Duration) -> Self {
        let count = count as f64;
        Self {
            per_second: count / elapsed.as_secs_f64(),
            p50: None,
            p99: None,
            cpu_micros: cpu.as_secs_f64() * 1e6 / count.max(1.0),
        }
    }

    /// The same, counted by what each request was about rather than by requests.
    pub fn for_each_of(self, count: usize) -> Self {
        let count = count.max(1) as f64;
        Self {
            per_second: self.per_second * count,
            cpu_micros: self.cpu_micros / count,
            ..self
        }
    }

    /// The medians of several rounds, each figure by itself.
    pub fn medians(rounds: &[Self]) -> Self {
        let of = |figure: fn(&Self) -> f64| median(rounds.iter().map(figure).collect());
        let times = |figure: fn(&Self) -> Option<Duration>| {
            let all: Option<Vec<f64>> = rounds
                .iter()
                .map(|round| figure(round).map(|time| time.as_secs_f64()))
                .collect();
            all.map(|all| Duration::from_secs_f64(median(all)))
        };
        Self {
            per_second: of(|round| round.per_second),
            p50: times(|round| round.p50),
            p99: times(|round| round.p99),
            cpu_micros: of(|round| round.cpu_micros),
        }
    }
}

/// The median of the rounds' own ratios: a slow minute slows both sides of a round.
pub fn ratio(ours: &[Figures], floor: &[Figures]) -> f64 {
    let pairs = ours.iter().zip(floor);
    median(pairs.map(|(o, f)| o.per_second / f.per_second).collect())
}

/// The time that this percentage of the sorted ones do not exceed (nearest rank, so one that was
/// really taken).
fn percentile(sorted: &[u64], percent: usize) -> Option<Duration> {
    let rank = (sorted.len() * percent).div_ceil(100);
    let nanos = sorted.get(rank.saturating_sub(1))?;
    Some(Duration::from_nanos(*nanos))
}

/// The middle one; of an even number the mean of the middle two; zero of none.
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    let half = figures.len() / 2;
    match (figures.get(half), figures.len() % 2) {
        (None, _) => 0.0,
        (Some(middle), 1) => *middle,
        (Some(upper), _) => f64::midpoint(*upper, figures[half - 1]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(per_second: f64) -> Figures {
        Figures {
            per_second,
            ..Figures::counted(1, Duration::from_secs(1), Duration::ZERO)
        }
    }

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let nanos: Vec<u64> = (1..=200).collect();
        assert_eq!(percentile(&nanos, 50), Some(Duration::from_nanos(100)));
        assert_eq!(percentile(&nanos, 99), Some(Duration::from_nanos(198)));
        assert_eq!(percentile(&[7], 99), Some(Duration::from_nanos(7)));
        assert_eq!(percentile(&[], 99), None);
    }

    #[test]
    #[allow(clippy::float_cmp)] // These are exact.
    fn medians_and_ratios() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), 2.5);
        assert_eq!(median(vec![]), 0.0);
        let ours = [rate(50.0), rate(10.0), rate(60.0)];
        let floor = [rate(100.0), rate(100.0), rate(100.0)];
        assert_eq!(ratio(&ours, &floor), 0.5);
        assert_eq!(Figures::medians(&ours).per_second, 50.0);
    }

    #[test]
    fn cpu_time_is_shared_by_the_requests() {
        let figures = Figures::timed(
            vec![30, 10, 20, 40],
            Duration::from_secs(2),
            Duration::from_micros(100),
        );
        assert!((figures.cpu_micros - 25.0).abs() < 1e-9);
        assert!((figures.per_second - 2.0).abs() < 1e-9);
        assert_eq!(figures.p50, Some(Duration::from_nanos(20)));
        assert_eq!(figures.p99, Some(Duration::from_nanos(40)));
    }
}
