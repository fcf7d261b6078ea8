//! What the documentation says of this interface.
