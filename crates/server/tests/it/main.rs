//! Whole-app tests: the service as it is wired, on a frozen clock with seeded ids; and the program
//! itself, started, stopped and killed.

mod command_line;
mod configuration;
mod contactability;
mod contactability_command;
mod deployed_paths;
mod endings;
mod every_operation;
mod history;
mod marks;
mod openapi;
mod preferences;
mod program;
mod random_requests;
mod refusals;
mod replacement;
mod specified_paths;
mod stopping;
mod sweeping;
mod teams;
mod test_app;
mod timeline;
mod tokens;
mod value_commands;
mod values;
mod views;
