#!/usr/bin/env python3
"""Deterministic per-RPC costs of each server (immune to a noisy machine):
heap calls, bytes copied and I/O system calls through an LD_PRELOAD shim, and
user-space instructions through callgrind. Costs are differences between a
long and a short run, so start-up and connection set-up cancel out.

usage: count.py [--calls] [--instr] [peer,...] [workload,...]

`cargo xtask bench verify` builds what it needs."""
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
os.chdir(ROOT)
sys.path.insert(0, ROOT)

from harness.peers import METHOD, PEERS  # noqa: E402
from harness.process import free_port, pin  # noqa: E402
from harness.tools import need  # noqa: E402

NAMES = ["malloc", "malloc_bytes", "realloc", "free", "copies", "copy_bytes", "writes", "reads", "epolls"]


def wait(port, p):
    for _ in range(1500):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.02)
    p.kill()
    raise RuntimeError("no listener")


def drive(port, method, body, n, conns, streams):
    cmd = ["h2load", "-t1", f"-c{conns}", f"-m{streams}", f"-n{n}", "-d", f"tmp/bodies/{body}.bin", "-H", "content-type: application/grpc",
           "-H", "te: trailers", f"http://127.0.0.1:{port}/bench.v1.Bench/{method}"]
    out = subprocess.run(cmd, capture_output=True, text=True).stdout
    assert f"{n} succeeded" in out, out[-500:]


def calls(peer, work, conns, streams, n):
    port, path = free_port(), os.path.abspath(f"tmp/count-{os.getpid()}")
    if os.path.exists(path):
        os.unlink(path)
    env = dict(os.environ, LD_PRELOAD=os.path.abspath("tmp/shim.so"), COUNT_FILE=path)
    p = subprocess.Popen(PEERS[peer]["server"] + ["--port", str(port)], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=pin("0"))
    try:
        wait(port, p)
        read = lambda: struct.unpack("9Q", open(path, "rb").read(72))
        drive(port, METHOD[work], work, 200, conns, streams)
        time.sleep(0.2)
        a = read()
        drive(port, METHOD[work], work, 200, conns, streams)
        time.sleep(0.2)
        b = read()
        drive(port, METHOD[work], work, 200 + n, conns, streams)
        time.sleep(0.2)
        c = read()
        return {k: ((z - y) - (y - x)) / n for k, x, y, z in zip(NAMES, a, b, c)}
    finally:
        p.kill()
        p.wait()


def instr(peer, work, conns, streams, n, keep=None):
    total = []
    for k in (300, 300 + n):
        port, out = free_port(), f"tmp/callgrind-{peer}-{work}-{k}.out"
        cmd = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}"] + PEERS[peer]["server"] + ["--port", str(port)]
        p = subprocess.Popen(cmd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        wait(port, p)
        drive(port, METHOD[work], work, k, conns, streams)
        time.sleep(0.3)
        p.send_signal(signal.SIGTERM)
        err = p.communicate()[1]
        total.append(int(re.search(r"Collected : (\d+)", err)[1]))
    return (total[1] - total[0]) / n


def main():
    a = sys.argv[1:]
    flags = [x for x in a if x.startswith("--")] or ["--calls", "--instr"]
    a = [x for x in a if not x.startswith("--")]
    peers = a[0].split(",") if a else ["trefoil", "tonic"]
    works = a[1].split(",") if len(a) > 1 else ["echo", "ingest", "down", "up"]
    need("h2load", "nghttp2-client")
    os.makedirs("results", exist_ok=True)
    if "--instr" in flags:
        need("valgrind", "valgrind")
    if "--calls" in flags:
        need("gcc", "gcc")
        subprocess.run(["gcc", "-O2", "-fno-builtin", "-fno-tree-loop-distribute-patterns", "-shared", "-fPIC", "-o", "tmp/shim.so", "counts/shim.c", "-ldl"], check=True)
    for w in works:
        size = {"echo": 2000, "ingest": 300, "down": 60, "up": 60, "blob": 20}[w]
        for peer in peers:
            if w not in PEERS[peer]["does"]:
                continue
            row = dict(peer=peer, work=w, case="8x8" if w not in ("down", "up") or "--wide" in flags else "1x1")
            cs = (8, 8) if w not in ("down", "up") or "--wide" in flags else (1, 1)
            if "--calls" in flags:
                row.update(calls(peer, w, *cs, size))
            if "--instr" in flags:
                row["instructions"] = instr(peer, w, *cs, size)
            print(json.dumps({k: round(v, 2) if isinstance(v, float) else v for k, v in row.items()}), flush=True)
            with open("results/counts.jsonl", "a") as f:
                f.write(json.dumps(row) + "\n")


main()
