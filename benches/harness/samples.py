"""The samples: one JSON line each."""
import json
import os
import time

RAW = os.environ.get("BENCH_RAW", "results/raw.jsonl")


def start(keep):
    os.makedirs(os.path.dirname(RAW) or ".", exist_ok=True)
    os.makedirs("tmp", exist_ok=True)
    if not keep and os.path.exists(RAW):
        os.unlink(RAW)


def put(**row):
    row["time"] = round(time.time(), 1)
    with open(RAW, "a") as f:
        f.write(json.dumps(row) + "\n")


def load(**wanted):
    """The samples with these values."""
    try:
        with open(RAW) as f:
            rows = [json.loads(line) for line in f]
    except FileNotFoundError:
        return []
    return [r for r in rows if all(r.get(k) == v for k, v in wanted.items())]
