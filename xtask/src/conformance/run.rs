//! Putting one case after the other.

use std::net::SocketAddr;
use std::path::Path;

use jiff::civil::Date;

use super::answer::Answer;
use super::case::{Case, Expect, Request};
use super::expectation::difference_from;
use super::fixtures::Fixtures;
use super::program::Program;
use super::seeds::{Plan, Seeds};
use super::server::Server;
use super::tokens::Tokens;
use super::wire::send;

/// How often at most a request is sent until there is one too many.
const MANY: usize = 2000;
/// That there is one too many.
const TOO_MANY_REQUESTS: u16 = 429;

/// What went wrong with a case.
pub enum Wrong {
    /// It could not be put, so nothing is known about it.
    NotPut(String),
    /// This came out otherwise first.
    Differs(String),
}

/// What cases have in common.
pub struct Run<'a> {
    program: &'a Program,
    seeds: Seeds<'a>,
    tokens: Tokens<'a>,
}

impl<'a> Run<'a> {
    /// Begins a run over these fixtures.
    ///
    /// # Errors
    /// The server does not start.
    pub fn new(program: &'a Program, fixtures: &Path, today: Date) -> Result<Self, String> {
        let fixtures = Fixtures::of(fixtures.to_owned(), today);
        Ok(Self {
            program,
            seeds: Seeds::new(program, fixtures)?,
            tokens: Tokens::new(program),
        })
    }

    /// Puts a case to a server of its own.
    ///
    /// # Errors
    /// It could not be put, or something came out otherwise.
    pub fn put(&mut self, case: &Case) -> Result<(), Wrong> {
        let content = case.content.as_ref();
        let content = content.map_err(|why| Wrong::NotPut(why.clone()))?;
        let folder = self.seeds.fresh(&Plan::of(content));
        let folder = folder.map_err(|why| Wrong::NotPut(format!("seeding: {why}")))?;
        let limited = content.preconditions.rate.is_some();
        let server = Server::start(self.program, folder.path(), limited);
        let server = server.map_err(|why| Wrong::NotPut(format!("starting: {why}")))?;
        for (index, (request, expected)) in content.exchanges().enumerate() {
            let token = self.tokens.of(&content.auth, request, expected);
            let token = token.map_err(|why| Wrong::NotPut(format!("token: {why}")))?;
            let insists = index == 0 && limited;
            let answer = if insists {
                insist(server.address, request, token.as_deref())
            } else {
                send(server.address, request, token.as_deref())
            };
            check(index, expected, answer)?;
        }
        Ok(())
    }
}

fn check(index: usize, expected: &Expect, answer: Result<Answer, String>) -> Result<(), Wrong> {
    let wrong = match answer {
        Ok(answer) => difference_from(expected, &answer),
        Err(why) => Some(why),
    };
    match wrong {
        None => Ok(()),
        Some(wrong) if index == 0 => Err(Wrong::Differs(wrong)),
        Some(wrong) => Err(Wrong::Differs(format!("then {index}: {wrong}"))),
    }
}

/// Sends the same until it is too often, and gives back that answer.
fn insist(to: SocketAddr, request: &Request, token: Option<&str>) -> Result<Answer, String> {
    let mut last = 0;
    for _ in 0..MANY {
        let answer = send(to, request, token)?;
        if answer.status == TOO_MANY_REQUESTS {
            return Ok(answer);
        }
        last = answer.status;
    }
    Err(format!(
        "status {last} even after {MANY} requests, want {TOO_MANY_REQUESTS}"
    ))
}
