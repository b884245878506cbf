"""Tables of the samples."""
import statistics as st
import sys

from . import samples

STEPS = [
    ("server", "server CPU"),
    ("server_mt", "server CPU, two-thread runtime"),
    ("client", "client CPU"),
    ("chat", "server CPU"),
    ("latency", "server CPU"),
]


def measured(step):
    return "cli_us" if step == "client" else "srv_us"


def ratios(step, work, case, peer, base="tonic"):
    """The peer's CPU over the base's, of each round both ran in."""
    key = measured(step)
    rows = samples.load(step=step, work=work, case=case)
    below = {r["round"]: r[key] for r in rows if r["peer"] == base}
    return [r[key] / below[r["round"]] for r in rows if r["peer"] == peer and r["round"] in below]


def spread(values, form):
    return f"{st.median(values):{form}} ({min(values):{form}}-{max(values):{form}})"


def table(step, work, case):
    rows = samples.load(step=step, work=work, case=case)
    key, out = measured(step), []
    for peer in dict.fromkeys(r["peer"] for r in rows):
        mine = [r for r in rows if r["peer"] == peer]
        mid = lambda name: st.median(r[name] for r in mine)
        ratio = ratios(step, work, case, peer)
        row = [peer, spread([r[key] for r in mine], ".2f"), f"{st.median(ratio):.2f}" if ratio else "-",
               spread([r["rate"] for r in mine], ",.0f"), f"{mid('srv_util'):.2f}", f"{mid('srv_user'):.0%}",
               f"{mid('srv_cs'):.3f}", f"{mid('foreign'):.2f}"]
        if "p50" in mine[0]:
            row += [f"{mid('p50'):.0f}", f"{mid('p99'):.0f}"]
        out.append(row)
    side = "client" if step == "client" else "server"
    head = ["peer", f"{side} CPU us/unit med (min-max)", "x tonic", "units/s med (min-max)",
            "srv util", "user", "ctx sw/unit", "foreign CPU"]
    if out and len(out[0]) > len(head):
        head += ["p50 us", "p99 us"]
    return head, out


def show(step, work, case):
    head, out = table(step, work, case)
    print(f"\n**{step} / {work} / {case}**\n")
    for row in [head, ["---"] * len(head)] + out:
        print("| " + " | ".join(row) + " |")
    sys.stdout.flush()


def report(_):
    """Every cell of every case."""
    for case in dict.fromkeys((r["step"], r["work"], r["case"]) for r in samples.load() if "srv_us" in r):
        show(*case)


def summary(_):
    """One line a case: CPU us per unit and the ratio to tonic, of each peer."""
    for step, what in STEPS:
        rows = samples.load(step=step)
        peers = list(dict.fromkeys(r["peer"] for r in rows))
        if not peers:
            continue
        print(f"\n**{step}: {what}, us per unit, median (ratio to tonic)**\n")
        print("| case | " + " | ".join(peers) + " |\n|" + " --- |" * (len(peers) + 1))
        for work, case in dict.fromkeys((r["work"], r["case"]) for r in rows):
            lines = {line[0]: line for line in table(step, work, case)[1]}
            cell = lambda n: f"{lines[n][1].split()[0]} ({lines[n][2]})" if n in lines else ""
            print(f"| {work} {case} | " + " | ".join(cell(n) for n in peers) + " |")
