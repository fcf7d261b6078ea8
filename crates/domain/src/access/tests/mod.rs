mod changing;
mod deciding;
mod people;
mod relations;
mod seeing;
mod table;
mod viewing;
