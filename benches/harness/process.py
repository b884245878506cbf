"""Server and load processes, and what the kernel says about them."""
import os
import re
import resource
import socket
import subprocess
import sys
import threading
import time

from .peers import PEERS

SERVER_CPU, CLIENT_CPU = "0", "1"


def cpu_ns(pid):
    """CPU time of all threads, in ns (finer than the 10 ms of utime and stime)."""
    total = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/schedstat") as f:
            total += int(f.read().split()[0])
    return total


def timed(command, **options):
    """CPU seconds and seconds of a command with all that it starts."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.time() - start


def ticks(pid):
    """User and system seconds, in steps of 10 ms."""
    with open(f"/proc/{pid}/stat") as f:
        part = f.read().rsplit(")", 1)[1].split()
    return int(part[11]) / 100, int(part[12]) / 100


def switches(pid):
    """Voluntary context switches of all threads."""
    total = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/status") as f:
            total += int(re.search(r"\nvoluntary_ctxt_switches:\s+(\d+)", f.read())[1])
    return total


def rss_kb(pid):
    with open(f"/proc/{pid}/status") as f:
        return int(re.search(r"VmRSS:\s+(\d+)", f.read())[1])


def busy():
    """Busy CPU seconds of the whole machine so far."""
    with open("/proc/stat") as f:
        v = [int(x) for x in f.readline().split()[1:]]
    return (sum(v[:3]) + sum(v[5:8])) / 100


def pin(cpus):
    there = os.sched_getaffinity(0)
    chosen = {int(c) for c in cpus.split(",")} & there or there
    return lambda: os.sched_setaffinity(0, chosen)


def free_port():
    """A fresh port: volo listens without SO_REUSEADDR."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """A server process on its own port, ended by its own pid."""

    def __init__(self, peer, threads=1, cpus=SERVER_CPU, command=None):
        self.port = free_port()
        command = (command or PEERS[peer]["server"]) + ["--port", str(self.port), "--threads", str(threads)]
        if not os.path.exists(command[0]):
            sys.exit(f"bench.py: {command[0]} is not built; `cargo xtask bench --peers {peer}` builds it")
        self.p = subprocess.Popen(command, preexec_fn=pin(cpus), stdout=subprocess.DEVNULL)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.02)
        self.p.kill()
        self.p.wait()
        sys.exit(f"bench.py: {peer} does not listen")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.p.kill()
        self.p.wait()

    def mark(self):
        pid = self.p.pid
        return dict(ns=cpu_ns(pid), ticks=ticks(pid), cs=switches(pid), busy=busy(), wall=time.time())


def difference(a, b, units, client_cpu):
    """What the server spent on each unit between two marks."""
    ns, wall = b["ns"] - a["ns"], b["wall"] - a["wall"]
    user, system = b["ticks"][0] - a["ticks"][0], b["ticks"][1] - a["ticks"][1]
    return dict(
        srv_us=ns / 1e3 / units,
        srv_user=user / max(user + system, 1e-9),
        srv_util=ns / 1e9 / wall,
        srv_cs=(b["cs"] - a["cs"]) / units,
        cli_us=client_cpu * 1e6 / units,
        foreign=(b["busy"] - a["busy"] - ns / 1e9 - client_cpu) / wall,
    )


def child(command, cpus, timeout=90):
    """Runs a load generator: its output, its CPU seconds and how it ended."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    p = subprocess.Popen(command, preexec_fn=pin(cpus), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    timer = threading.Timer(timeout, p.kill)
    timer.start()
    out = p.communicate()[0]
    timer.cancel()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return out, cpu, p.returncode


def h2load(port, method, conns, streams, secs, cpus, body):
    """Requests answered, requests a second, CPU seconds of h2load, requests failed."""
    command = ["h2load", "-t1", f"-c{conns}", f"-m{streams}", "-D", f"{int(secs * 1000)}ms", "--warm-up-time=0",
               "-d", f"tmp/bodies/{body}.bin", "-H", "content-type: application/grpc", "-H", "te: trailers",
               f"http://127.0.0.1:{port}/bench.v1.Bench/{method}"]
    out, cpu, status = child(command, cpus)
    done = re.search(r"requests: (\d+) total, (\d+) started, (\d+) done, (\d+) succeeded, (\d+) failed", out)
    rate = re.search(r"finished in [\d.]+\w+, ([\d.]+) req/s", out)
    if status or not done or int(done[4]) == 0:
        sys.exit("bench.py: h2load failed: " + out[-600:])
    return int(done[4]), float(rate[1]), cpu, int(done[5])
