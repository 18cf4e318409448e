//! The `treatylint` program: see [`treatylint::cli`].

fn main() -> std::process::ExitCode {
    treatylint::cli::main()
}
