//! Whether there is generated code to compile: `cargo xtask corpus` says where.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(corpus)");
    println!("cargo::rerun-if-env-changed=TREFOIL_CORPUS");
    if let Some(folder) = std::env::var_os("TREFOIL_CORPUS") {
        println!("cargo::rerun-if-changed={}", folder.display());
        println!("cargo::rustc-cfg=corpus");
    }
}
