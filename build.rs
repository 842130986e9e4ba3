//! Links the program at a fixed address where the system's linker is GNU's: the tables of minify-html hold
//! 60,000 pointers over ten megabytes, and to relocate them is most of the time that a start takes.

fn main() {
    let target = |key: &str| std::env::var(key).unwrap_or_default();
    if target("CARGO_CFG_TARGET_OS") == "linux" && target("CARGO_CFG_TARGET_ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
