//! Compiles the generated parser.

fn main() {
    let parser = "src/parser.c";
    cc::Build::new()
        .std("c11")
        .include("src")
        .flag_if_supported("-Wno-unused-parameter")
        .file(parser)
        .compile("tree-sitter-dip");
    println!("cargo:rerun-if-changed={parser}");
}
