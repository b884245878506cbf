#!/usr/bin/env python3
"""Interleaved benchmark of RPC servers and clients on loopback.

usage: bench.py [--rounds N] [--secs S] [--peers a,b] [--only echo/8x8,up] [--keep] [step...]
steps: verify server goals server_mt client chat latency tcp idle inproc build codegen report summary

`cargo xtask bench` builds the peers first and calls this. Every sample is one JSON line in
results/raw.jsonl, which a run starts afresh unless --keep is given. Within a step the peers
are run in turn (A B C, A B C, ...), so that ratios survive a noisy machine.
"""
import os
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
os.chdir(ROOT)

from harness import build, codegen, goals, report, samples, steps, tools  # noqa: E402

STEPS = {
    "verify": steps.verify,
    "server": steps.server,
    "server_mt": steps.server_mt,
    "client": steps.client,
    "chat": steps.chat,
    "latency": steps.latency,
    "tcp": steps.tcp,
    "idle": steps.idle,
    "inproc": steps.inproc,
    "build": build.build,
    "codegen": codegen.codegen,
    "goals": goals.goals,
    "report": report.report,
    "summary": report.summary,
}
READERS = {"goals", "report", "summary"}
VALUES = {
    "--rounds": int,
    "--secs": float,
    "--peers": lambda v: v.split(","),
    "--only": lambda v: v.split(","),
}


def options(argv):
    opt, chosen = dict(rounds=5, secs=1.0, peers=["trefoil", "tonic"], only=None, keep=False), []
    argv = list(argv)
    while argv:
        arg = argv.pop(0)
        if arg in ("-h", "--help"):
            sys.exit(__doc__)
        if arg == "--keep":
            opt["keep"] = True
        elif arg in VALUES and argv:
            opt[arg[2:]] = VALUES[arg](argv.pop(0))
        elif arg in STEPS:
            chosen.append(arg)
        else:
            sys.exit(f"bench.py: what is `{arg}`?\n\n{__doc__}")
    if not chosen:
        chosen = ["verify", "server", "goals"]
        # The default run: what the goals are about.
        opt["only"] = opt["only"] or ["echo", "ingest", "up", "down"]
    return opt, chosen


def main():
    opt, chosen = options(sys.argv[1:])
    if not READERS.issuperset(chosen):
        tools.need("h2load", "nghttp2-client")
        tools.files()
        samples.start(opt["keep"])
    for name in chosen:
        STEPS[name](opt)


if __name__ == "__main__":
    main()
