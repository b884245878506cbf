"""The smallest echo server, built from nothing: CPU seconds, time, crates, size."""
import os
import shutil
import statistics as st
import subprocess

from . import samples
from .process import timed

PEERS = ["trefoil", "tonic"]
# What `cargo build` and `cargo build --release` do, the latter with symbols stripped.
PROFILES = {"dev": "debug", "minimal": "minimal"}
# The highest allowed CPU seconds, of both.
LIMIT = 90


def crates(package, edges):
    """How many crates `cargo tree` names below a package."""
    out = subprocess.run(["cargo", "tree", "--locked", "-p", package, "-e", edges, "--prefix", "none"],
                         capture_output=True, text=True, check=True).stdout
    return len({" ".join(line.split()[:2]) for line in out.splitlines() if line.strip()}) - 1


def build(opt):
    target = os.path.abspath("tmp/build")
    env = {name: value for name, value in os.environ.items() if name != "CARGO_INCREMENTAL"}
    env.update(CARGO_TARGET_DIR=target, CARGO_TERM_COLOR="never")
    subprocess.run(["cargo", "fetch", "-q", "--locked"], check=True)
    for profile, folder in PROFILES.items():
        cpus = {peer: [] for peer in PEERS}
        for rnd in range(opt["rounds"]):
            for peer in PEERS:
                package = f"minimal-{peer}"
                cargo = ["cargo", "build", "--locked", "--profile", profile, "-q", "-p", package]
                if os.path.exists(target):
                    shutil.rmtree(target)
                cpu, wall = timed(cargo, env=env)
                os.utime(f"minimal/{peer}/src/main.rs")
                _, again = timed(cargo, env=env)
                size = os.path.getsize(f"{target}/{folder}/{package}")
                run, with_build = crates(package, "normal"), crates(package, "normal,build")
                samples.put(step="build", work="build", case=profile, peer=peer, round=rnd, cpu=cpu, wall=wall,
                            again=again, normal=run, all=with_build, size=size)
                cpus[peer].append(cpu)
                print(f"  {profile:8} {peer:10} {cpu:6.1f} CPU s, {wall:6.1f} s, rebuild {again:5.1f} s, "
                      f"crates {run} at run time, {with_build} with the build, {size / 1e6:.2f} MB", flush=True)
        ours, tonic = cpus["trefoil"], cpus["tonic"]
        ratio = [a / b for a, b in zip(ours, tonic)]
        print(f"{profile:8} {st.median(ours):6.1f} CPU s, tonic {st.median(tonic):6.1f}, ratio {st.median(ratio):.2f} "
              f"({min(ratio):.2f}-{max(ratio):.2f}), goal {LIMIT}" + ("" if st.median(ours) <= LIMIT else "  missed"))
    shutil.rmtree(target)
