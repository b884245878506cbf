#!/usr/bin/env python3
"""layers.py SHORT.out LONG.out CALLS: user instructions per RPC by layer
(source file of each, inlining resolved), as the difference of two callgrind
runs that count.py --instr leaves behind in tmp/."""
import collections
import re
import subprocess
import sys


def layer(file, fn):
    if "malloc" in file:
        return "malloc/free"
    if re.search(r"mem(move|cpy|set|cmp|chr)", file + fn) and "sysdeps" in file:
        return "memcpy and kin"
    m = re.search(r"registry/src/[^/]+/([^/]+)/(.*)", file)
    if m:
        name, rest = re.sub(r"-\d.*", "", m[1]), m[2]
        if name == "h2":
            for k, v in (("src/hpack", "h2 hpack"), ("src/codec", "h2 framing"), ("src/frame", "h2 framing")):
                if rest.startswith(k):
                    return v
            return "h2 streams and flow control"
        if name in ("http", "http-body", "http-body-util"):
            return {"http": "http (HeaderMap, Uri)"}.get(name, "http-body")
        if name == "tokio":
            return "tokio net/io" if re.match(r"src/(net|io|runtime/io)", rest) else "tokio scheduler, sync, time"
        if name in ("prost", "buffa", "pilota", "linkedbytes", "faststr"):
            return "protobuf runtime"
        if name in ("tower", "tower-layer", "tower-service", "axum", "axum-core", "matchit", "motore"):
            return "tower/axum/motore"
        return name
    m = re.search(r"crates/(trefoil-[a-z0-9]+)/src/", file)
    if m:
        return m[1]
    if "/out/" in file or "peers/" in file:
        return "service + generated code"
    if "/rustc/" in file:
        if re.search(r"/(alloc|hashbrown)/", file) or "hashbrown" in file:
            return "std: alloc, collections"
        return "std: core, sync, ptr (inlined)"
    return "other"


def totals(path):
    out = subprocess.run(["callgrind_annotate", "--threshold=100", "--auto=no", path], capture_output=True, text=True).stdout
    t = collections.Counter()
    for l in out.splitlines():
        m = re.match(r"\s*([\d,]+) +\([ \d.]+%\) +(\S.*)$", l)
        if m and ":" in m[2]:
            file, fn = m[2].split(":", 1)
            t[layer(file, fn)] += int(m[1].replace(",", ""))
    return t


a, b, n = totals(sys.argv[1]), totals(sys.argv[2]), int(sys.argv[3])
d = {k: (b[k] - a[k]) / n for k in b}
total = sum(d.values())
print(f"{total:10.0f}  instructions per RPC")
for k, v in sorted(d.items(), key=lambda x: -x[1]):
    if abs(v) >= total / 400:
        print(f"{v:10.0f}  {v/total:6.1%}  {k}")
