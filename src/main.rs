//! The `lykta` command.

fn main() {}
