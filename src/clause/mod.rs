//! The clause layer.
