//! OS Places, key servers and webhooks, held against a little server on loopback that plays them; and a stream, held
//! against a real server of NATS.

mod answers;
mod events;
mod faults;
mod json_lines;
mod key_server;
mod nats;
mod nats_process;
mod nats_tls;
mod pages;
mod secrets;
mod server;
mod setting;
mod webhook;
