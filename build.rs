//! Rebuilds the program when a page of knowledge changes: the pages are built into it.

fn main() {
    println!("cargo::rerun-if-changed=rules");
}
