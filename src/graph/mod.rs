//! The graph layer.
