//! The same request again and again, about random ones of many subjects.

use std::sync::Arc;

use super::{Ask, Load};
use crate::Failure;
use crate::http::Request;
use crate::random::Random;
use crate::subject::Subject;

/// A request, and about whom it is made.
#[derive(Clone)]
pub struct About {
    pub request: Request,
    pub subjects: Arc<[Subject]>,
}

impl Load for About {
    fn asker(&self, _connection: usize, random: Random) -> Result<Box<dyn Ask>, Failure> {
        let any = *self.subjects.first().ok_or("no targets")?;
        let About { request, subjects } = self.clone();
        Ok(Box::new(Asker {
            request,
            subjects,
            any,
            random,
        }))
    }

    fn targets(&self) -> usize {
        self.request.targets()
    }
}

struct Asker {
    request: Request,
    subjects: Arc<[Subject]>,
    /// One of them.
    any: Subject,
    random: Random,
}

impl Ask for Asker {
    fn request(&mut self) -> &[u8] {
        let next = || *self.random.pick(&self.subjects).unwrap_or(&self.any);
        self.request.about_each(next)
    }
}
