//! What is chosen and what is shown: the standard's rules row by row, and what must hold for any records.

mod builder;
mod display;
mod letters;
mod marks;
mod messages;
mod properties;
mod states;
