//! The text layer.
