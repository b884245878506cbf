fn main() -> trefoil_build::Result {
    trefoil_build::compile("proto")
}
