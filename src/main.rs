//! The `treatylint` program: see [`treatylint::cli`].

/// Texts are cut into many small lists on all cores at once; this allocator made the corpus a tenth faster.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    treatylint::cli::main()
}
