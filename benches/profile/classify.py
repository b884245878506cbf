#!/usr/bin/env python3
"""classify.py BINARY PERF-SCRIPT: CPU share by layer, by innermost source
crate (inlined frames resolved), and the top symbols."""
import collections
import os
import re
import subprocess
import sys

exe, script = os.path.abspath(sys.argv[1]), sys.argv[2]
samples, cur = [], []
for line in open(script):
    line = line.rstrip()
    if not line:
        if cur:
            samples.append(cur)
        cur = []
        continue
    m = re.match(r"\s*([0-9a-f]+) (.*) \((.*)\)$", line)
    if m:
        cur.append((int(m[1], 16), m[2], m[3]))
if cur:
    samples.append(cur)

mine = [s for s in samples if s[0][2].endswith(os.path.basename(exe)) and not s[0][2].startswith("[")]


def slide():
    """perf script prints file offsets; addr2line wants virtual addresses."""
    for l in subprocess.run(["readelf", "-lW", exe], capture_output=True, text=True).stdout.splitlines():
        q = l.split()
        if q and q[0] == "LOAD" and "E" in q[6:-1]:
            return int(q[1], 16) - int(q[2], 16)
    return 0


base = slide()
addrs = sorted({s[0][0] - base for s in mine})
frames = {}
if addrs:
    p = subprocess.run(["addr2line", "-aifCe", exe], input="\n".join(hex(a) for a in addrs), capture_output=True, text=True)
    key, buf = None, []
    for l in p.stdout.splitlines():
        if re.match(r"^0x[0-9a-f]+$", l):
            if key is not None:
                frames[key] = buf
            key, buf = int(l, 16), []
        else:
            buf.append(l)
    frames[key] = buf


def crate(path):
    m = re.search(r"crates/(trefoil-[a-z0-9]+)/src/", path)
    if m:
        return m[1]
    m = re.search(r"registry/src/[^/]+/([^/]+)/(.*)", path)
    if not m:
        return None
    name, rest = re.sub(r"-\d.*", "", m[1]), m[2]
    if name == "h2":
        for k, v in (("src/hpack", "h2: hpack"), ("src/codec", "h2: codec/framing"), ("src/frame", "h2: codec/framing")):
            if rest.startswith(k):
                return v
        return "h2: streams, flow control"
    if name == "tokio":
        return "tokio: net/io" if re.match(r"src/(net|io|runtime/io)", rest) else "tokio: scheduler, sync, time"
    return name


def where(stack):
    ip, sym, dso = stack[0]
    if dso.startswith("[") or "vmlinux" in dso or dso.endswith(".ko"):
        names = " ".join(s for _, s, _ in stack)
        for call in ("writev", "sendto", "recvfrom", "epoll_wait", "futex", "nanosleep"):
            if call in names or (call == "recvfrom" and "__libc_recv" in names):
                # the loopback delivery and the wake-up of the peer happen inside the send
                if call in ("writev", "sendto") and "sock_def_readable" in names:
                    return "kernel: send, waking the peer"
                if call in ("writev", "sendto") and "softirq" in names:
                    return "kernel: send, loopback delivery"
                return "kernel: " + call
        if "page_fault" in names:
            return "kernel: page faults"
        return "kernel: entry/other"
    if "libc" in dso:
        if re.search(r"malloc|free|realloc|calloc|arena|tcache|unlink_chunk|consolidate", sym):
            return "malloc/free"
        if re.search(r"mem(cpy|move|set|cmp|chr)", sym):
            return "memcpy/memcmp"
        return "libc: " + sym[:30]
    f = frames.get(ip - base, [])
    for loc in f[1::2]:
        c = crate(loc)
        if c:
            return c
        if "/peers/" in loc or "/out/" in loc:
            return "service + generated code"
    if f and re.search(r"alloc::|malloc|free", f[0]):
        return "malloc/free"
    for s in f[0::2]:
        if "drop" in s:
            return "std: drop glue"
    return "std/other"


count = collections.Counter(where(s) for s in samples)
n = sum(count.values())
kern = sum(v for k, v in count.items() if k.startswith("kernel"))
print(f"samples {n}, kernel {kern/n:.1%}, user {1-kern/n:.1%}")
for k, v in count.most_common(40):
    print(f"{v/n:7.2%}  {k}")
print("\ntop symbols (self)")
for (s, d), v in collections.Counter((re.sub(r"::h[0-9a-f]{16}$", "", s[0][1]), os.path.basename(s[0][2])) for s in samples).most_common(45):
    print(f"{v/n:7.2%}  {s[:110]}  [{d}]")
