"""The build plugin beside prost-build: the time to generate googleapis, and to compile a thousand messages."""
import os
import statistics as st
import subprocess
import sys

from . import samples
from .peers import exe
from .process import timed

PACKAGES = "../target/corpus-packages/npm/node_modules/google-proto-files"
# The highest allowed ratio.
LIMIT = 1.3
FIELDS = ["string", "int32", "int64", "bool", "bytes", "double", "repeated string", "map<string, int32>",
          "repeated M{}", "M{}"]


def googleapis(opt):
    """All of googleapis, from one descriptor set."""
    if not os.path.isdir(PACKAGES):
        sys.exit("bench codegen: googleapis is missing; `cargo xtask corpus` fetches it")
    folder = os.path.abspath("tmp/codegen")
    os.makedirs(folder, exist_ok=True)
    names = sorted(os.path.relpath(os.path.join(root, name), PACKAGES)
                   for top in ["google", "grafeas"] for root, _, files in os.walk(os.path.join(PACKAGES, top))
                   for name in files if name.endswith(".proto"))
    names = [name for name in names if not name.startswith("google/protobuf/")]
    with open(f"{folder}/files", "w") as f:
        f.write("\n".join(names))
    protoc = subprocess.run([exe("bench-codegen"), "protoc"], check=True, capture_output=True, text=True).stdout.strip()
    out = f"--descriptor_set_out={folder}/google.binpb"
    subprocess.run([protoc, "-I.", "--include_imports", "--include_source_info", out, f"@{folder}/files"], check=True,
                   cwd=PACKAGES, stderr=subprocess.DEVNULL)
    print(f"googleapis, {len(names)} files", flush=True)
    for rnd in range(opt["rounds"]):
        for who in ["trefoil", "prost"]:
            cpu, wall = timed([exe("bench-codegen"), who, f"{folder}/google.binpb", f"{folder}/{who}"],
                              stderr=subprocess.DEVNULL)
            samples.put(step="codegen", work="googleapis", case="generate", peer=who, round=rnd, cpu=cpu, wall=wall)
            print(f"  {who:10} {wall:6.1f} s, {cpu:6.1f} CPU s", flush=True)


def thousand(opt):
    """A thousand messages: generated, then compiled again with everything below them built."""
    # Fields lead to the first message of ten: long chains of types are a test of rustc and not of ours.
    lines = ['syntax = "proto3";', "package thousand.v1;"]
    for i in range(1000):
        fields = [f"  {kind.format(i // 10 * 10)} field_{j} = {j + 1};" for j, kind in enumerate(FIELDS)]
        lines += [f"message M{i} {{", *fields, "}"]
    root = os.path.abspath("..")
    manifests = {
        "trefoil": (f'trefoil = {{ path = "{root}" }}', f'trefoil-build = {{ path = "{root}/crates/trefoil-build" }}',
                    'fn main() -> trefoil_build::Result { trefoil_build::compile("proto") }',
                    "trefoil::include_protos!();"),
        "prost": ('prost = "0.14.4"', 'prost-build = "0.14.4"\nprotox = "0.10"',
                  'fn main() { let set = protox::compile(["proto/m.proto"], ["proto"]).unwrap();'
                  " prost_build::compile_fds(set).unwrap(); }",
                  'include!(concat!(env!("OUT_DIR"), "/thousand.v1.rs"));'),
    }
    for who, (dependency, build_dependency, build, lib) in manifests.items():
        folder = os.path.abspath(f"tmp/codegen/thousand-{who}")
        for path, text in {
            "Cargo.toml": f'[package]\nname = "thousand-{who}"\nedition = "2024"\n[workspace]\n[dependencies]\n{dependency}\n'
                          f"[build-dependencies]\n{build_dependency}\n",
            "build.rs": build, "src/lib.rs": lib, "proto/m.proto": "\n".join(lines),
        }.items():
            os.makedirs(os.path.dirname(f"{folder}/{path}"), exist_ok=True)
            with open(f"{folder}/{path}", "w") as f:
                f.write(text)
    env = dict(os.environ, CARGO_TARGET_DIR=os.path.abspath("tmp/codegen/target"), CARGO_INCREMENTAL="0")
    print("a thousand messages, compiled", flush=True)
    for who in manifests:
        subprocess.run(["cargo", "build", "-q"], check=True, env=env, cwd=f"tmp/codegen/thousand-{who}")
    for rnd in range(opt["rounds"]):
        for who in manifests:
            folder = f"tmp/codegen/thousand-{who}"
            os.utime(f"{folder}/src/lib.rs")
            cpu, wall = timed(["cargo", "build", "-q"], env=env, cwd=folder)
            samples.put(step="codegen", work="thousand", case="compile", peer=who, round=rnd, cpu=cpu, wall=wall)
            print(f"  {who:10} {wall:6.1f} s, {cpu:6.1f} CPU s", flush=True)


def goals(rounds):
    """One line a case: trefoil's wall time over prost's in the same round. Reports; fails nothing."""
    for work in ["googleapis", "thousand"]:
        wall = {(row["peer"], row["round"]): row["wall"] for row in samples.load(step="codegen", work=work)}
        ratio = [wall["trefoil", rnd] / wall["prost", rnd] for rnd in range(rounds)]
        middle = st.median(ratio)
        print(f"{work:12} {middle:5.2f} of prost ({min(ratio):.2f}-{max(ratio):.2f}), goal {LIMIT:.2f}"
              + ("" if middle <= LIMIT else "  missed"))


def codegen(opt):
    googleapis(opt)
    thousand(opt)
    goals(opt["rounds"])
