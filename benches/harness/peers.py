"""What is compared, and under which loads."""
import os
import sys

TARGET = os.path.join(os.environ.get("BENCH_TARGET", "../target/bench"), "release")
UNARY, ALL = ["echo", "ingest", "blob"], ["echo", "ingest", "blob", "down", "up", "chat"]


def exe(name):
    return os.path.join(TARGET, name)


# server / client: command prefix. does: the workloads it knows.
PEERS = {
    "trefoil": dict(server=[exe("trefoil-server")], client=[exe("trefoil-client")], does=ALL),
    "tonic": dict(server=[exe("tonic-server")], client=[exe("tonic-client")], does=ALL),
    "connectrpc": dict(server=[exe("connectrpc-server")], client=[exe("connectrpc-client")], does=ALL),
    "volo": dict(server=[exe("volo-server")], client=[exe("volo-client")], does=ALL),
    # Limits: they decode nothing and answer with ready bytes.
    "hyper-fixed": dict(server=[exe("hyperfixed")], does=ALL),
    "h2-fixed": dict(server=[exe("h2fixed")], does=ALL),
    "h2-raw-client": dict(client=[exe("probe")], does=UNARY),
}
METHOD = dict(echo="Echo", ingest="Ingest", blob="Blob", down="Down", up="Up")
# workload -> [(label, connections, streams on each)]
LOADS = {
    "echo": [("1", 1, 1), ("64x1", 1, 64), ("8x8", 8, 8)],
    "ingest": [("1", 1, 1), ("64x1", 1, 64), ("8x8", 8, 8)],
    "blob": [("1", 1, 1), ("8x8", 8, 8)],
    "down": [("1", 1, 1), ("8x8", 8, 8)],
    "up": [("1", 1, 1), ("8x8", 8, 8)],
}
# Client runs: workload -> [(label, connections, in flight in total, calls for each second)]
CLIENT_LOADS = {
    "echo": [("1", 1, 1, 6000), ("64x1", 1, 64, 40000), ("8x8", 8, 64, 30000)],
    "ingest": [("1", 1, 1, 2500), ("8x8", 8, 64, 5000)],
    "blob": [("1", 1, 1, 100)],
    "down": [("1", 1, 1, 600)],
    "up": [("1", 1, 1, 600)],
    "chat": [("1", 1, 1, 8)],
}


def chosen(opt, side, work=None):
    """The peers of this run that have this side (`server` or `client`) and know the workload."""
    unknown = [name for name in opt["peers"] if name not in PEERS]
    if unknown:
        sys.exit(f"bench.py: no peer `{unknown[0]}`: {', '.join(PEERS)}")
    return [n for n in opt["peers"] if side in PEERS[n] and (not work or work in PEERS[n]["does"])]


def wanted(opt, work, case):
    """Whether --only asks for this case, by `echo` or by `echo/8x8`."""
    return not opt["only"] or work in opt["only"] or f"{work}/{case}" in opt["only"]
