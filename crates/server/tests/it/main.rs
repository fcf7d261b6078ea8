//! Whole-app tests: the service as it is wired, on a frozen clock with seeded ids; and the program
//! itself, started, stopped and killed.

mod command_line;
mod configuration;
mod deployed_paths;
mod every_operation;
mod openapi;
mod program;
mod random_requests;
mod refusals;
mod specified_paths;
mod stopping;
mod test_app;
mod tokens;
mod value_commands;
mod values;
