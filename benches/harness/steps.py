"""The steps: each runs the chosen peers in turn and stores samples."""
import json
import os
import signal
import statistics as st
import subprocess
import sys
import time

from . import samples
from .peers import CLIENT_LOADS, LOADS, METHOD, PEERS, chosen, exe, wanted
from .process import CLIENT_CPU, SERVER_CPU, Server, child, difference, h2load, pin, rss_kb
from .report import show


def last_json(out):
    return json.loads(out.strip().splitlines()[-1])


def verify(opt):
    """Every server answers every workload with OK and the right length."""
    for peer in chosen(opt, "server"):
        with Server(peer) as s:
            out, _, status = child([exe("probe"), "--port", str(s.port), "--bodies", "tmp/bodies",
                                    "--only", ",".join(PEERS[peer]["does"])], CLIENT_CPU)
        print(f"verify {peer}: {out.strip()}", flush=True)
        if status:
            sys.exit(1)


def run_servers(opt, step, loads, threads, cpus, client_cpus):
    for work, cases in loads.items():
        for case, conns, streams in cases:
            if not wanted(opt, work, case):
                continue
            for rnd in range(opt["rounds"]):
                for peer in chosen(opt, "server", work):
                    load = lambda secs: h2load(s.port, METHOD[work], conns, streams, secs, client_cpus, work)
                    with Server(peer, threads, cpus) as s:
                        load(0.4)  # warm-up
                        a = s.mark()
                        done, rate, cpu, failed = load(opt["secs"])
                        row = difference(a, s.mark(), done, cpu)
                    samples.put(step=step, work=work, case=case, peer=peer, round=rnd, rate=rate, done=done,
                                failed=failed, **row)
            show(step, work, case)


def server(opt):
    """Server CPU on one core, load from the other."""
    run_servers(opt, "server", LOADS, 1, SERVER_CPU, CLIENT_CPU)


def server_mt(opt):
    """The two-thread work-stealing runtime, both cores shared with the load."""
    loads = {"echo": [("8x8", 8, 8)], "ingest": [("8x8", 8, 8)]}
    run_servers(opt, "server_mt", loads, 2, "0,1", "0,1")


def client(opt):
    """Client CPU against the common h2-fixed server."""
    for work, cases in CLIENT_LOADS.items():
        for case, conns, inflight, per_sec in cases:
            if not wanted(opt, work, case):
                continue
            for rnd in range(opt["rounds"]):
                for peer in chosen(opt, "client", work):
                    command = PEERS[peer]["client"] + [
                        "--mode", work, "--conns", str(conns), "--inflight", str(inflight),
                        "--calls", str(max(1, int(per_sec * opt["secs"])))]
                    if peer == "h2-raw-client":
                        command += ["--bodies", "tmp/bodies"]
                    measure(peer, "h2-fixed", command, dict(step="client", work=work, case=case, round=rnd))
            show("client", work, case)


def measure(peer, server_of, command, row):
    """One run of a client that reports itself, against one server."""
    with Server(server_of) as s:
        a = s.mark()
        out, cpu, status = child(command + ["--port", str(s.port)], CLIENT_CPU)
        b = s.mark()
    if status:
        sys.exit(f"bench.py: {' '.join(command)} failed: {out[-300:]}")
    r = last_json(out)
    row.update(difference(a, b, r["units"], cpu), peer=peer, rate=r["rate"], p50=r["p50_us"], p99=r["p99_us"])
    if row["step"] == "client":
        row["cli_us"] = r["cpu_us"]  # without its start
    samples.put(**row)


def probe(opt, step, work, case, args):
    for rnd in range(opt["rounds"]):
        for peer in chosen(opt, "server", work):
            measure(peer, peer, [exe("probe")] + args, dict(step=step, work=work, case=case, round=rnd))
    show(step, work, case)


def chat(opt):
    """Ping-pong on open streams."""
    n = int(8000 * opt["secs"])
    probe(opt, "chat", "chat", "1", ["--mode", "chat", "--calls", str(n)])
    probe(opt, "chat", "chat", "64x1", ["--mode", "chat", "--streams", "64", "--calls", str(n // 16)])


def latency(opt):
    """Latency at a fixed rate."""
    secs = str(max(2, int(2 * opt["secs"])))
    probe(opt, "latency", "echo", "500/s", ["--mode", "rate", "--rate", "500", "--secs", secs])


def tcp(opt):
    """The floor: a 16-byte header and a body over TCP."""
    floor = exe("tcpfloor")
    for case, conns, inflight, calls in [("1", 1, 1, 20000), ("64x1", 1, 64, 600000), ("8x8", 8, 64, 400000)]:
        for rnd in range(opt["rounds"]):
            with Server("tcp-floor", command=[floor, "--mode", "server"]) as s:
                a = s.mark()
                out, cpu, _ = child([floor, "--mode", "client", "--port", str(s.port), "--conns", str(conns),
                                     "--inflight", str(inflight), "--calls", str(int(calls * opt["secs"]))], CLIENT_CPU)
                r = last_json(out)
                row = difference(a, s.mark(), r["units"], cpu)
            samples.put(step="tcp", work="echo", case=case, peer="tcp-floor", round=rnd, rate=r["rate"],
                        p50=r["p50_us"], p99=r["p99_us"], **row)
        show("tcp", "echo", case)


def idle(opt):
    """Memory of idle connections and streams."""
    for case, args, count in [("1000 conns", ["--mode", "idle", "--conns", "1000"], 1000),
                              ("10000 conns", ["--mode", "idle", "--conns", "10000"], 10000),
                              ("10000 streams on 50 conns", ["--mode", "streams", "--conns", "50", "--streams", "10000"], 10000)]:
        print(f"-- idle {case}")
        for peer in chosen(opt, "server", "chat"):
            with Server(peer) as s:
                before = rss_kb(s.p.pid)
                p = subprocess.Popen([exe("probe"), "--port", str(s.port)] + args, preexec_fn=pin(CLIENT_CPU),
                                     stdout=subprocess.PIPE, text=True)
                ready = p.stdout.readline().strip() == "ready"
                time.sleep(0.3)
                after = rss_kb(s.p.pid)
                p.send_signal(signal.SIGTERM)
                p.wait()
                time.sleep(0.5)
                left = rss_kb(s.p.pid)
            each = (after - before) / count
            samples.put(step="idle", work="idle", case=case, peer=peer, round=0, ok=ready, rss0=before, rss1=after,
                        left=left, kb_each=each)
            print(f"  {peer:14} start {before:7} KiB, {each:8.2f} KiB each, kept after close {left:8} KiB"
                  + ("" if ready else "  FAILED"), flush=True)


def inproc(opt):
    """Calls that leave no process."""
    for rnd in range(opt["rounds"]):
        for program in [exe("inproc"), exe("tonic-inproc"), exe("trefoil-inproc")]:
            if os.path.exists(program):
                for line in child([program], SERVER_CPU)[0].strip().splitlines():
                    r = json.loads(line)
                    samples.put(step="inproc", work="inproc", case=r["name"], peer=r["name"], round=rnd, ns=r["ns"])
    rows = samples.load(step="inproc")
    for name in dict.fromkeys(r["peer"] for r in rows):
        ns = [r["ns"] for r in rows if r["peer"] == name]
        print(f"  {name:34} {st.median(ns):9.1f} ns ({min(ns):.1f}-{max(ns):.1f})")
