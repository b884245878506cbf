"""Whether trefoil is where it wants to be beside tonic."""
import statistics as st

from . import samples
from .report import ratios

# (workload, case) -> the highest allowed ratio of server CPU; every other case: LIMIT.
GOALS = {("echo", "8x8"): 0.85}
LIMIT = 1.0


def goals(_):
    """One line a case, and one line that says whether the goals hold. Reports; fails nothing."""
    rows = samples.load(step="server")
    missed, judged = [], 0
    print(f"\n{'case':14}{'trefoil us':>12}{'tonic us':>12}{'ratio':>8}{'rounds':>16}{'goal':>8}")
    for work, case in dict.fromkeys((r["work"], r["case"]) for r in rows):
        ratio = ratios("server", work, case, "trefoil")
        if not ratio:
            continue
        judged += 1
        goal = GOALS.get((work, case), LIMIT)
        middle, spread = round(st.median(ratio), 2), f"{min(ratio):.2f}-{max(ratio):.2f}"
        mid = lambda peer: st.median(r["srv_us"] for r in rows if (r["work"], r["case"], r["peer"]) == (work, case, peer))
        print(f"{work + ' ' + case:14}{mid('trefoil'):12.2f}{mid('tonic'):12.2f}{middle:8.2f}{spread:>16}{goal:8.2f}"
              + ("" if middle <= goal else "  missed"))
        if middle > goal:
            missed.append(f"{work} {case} {middle:.2f} > {goal:.2f}")
    foreign = [r["foreign"] for r in rows]
    if foreign:
        print(f"other processes used {st.median(foreign):.2f} cores (median), {max(foreign):.2f} at most")
    if not judged:
        print("goals: nothing measured (they need both trefoil and tonic)")
    elif missed:
        print("goals: MISSED: " + "; ".join(missed))
    elif judged == len(dict.fromkeys((r["work"], r["case"]) for r in rows)) and ("echo", "8x8") in {(r["work"], r["case"]) for r in rows}:
        print("goals: hold (echo 8x8 <= 0.85, none above 1.00)")
    else:
        print("goals: hold for the cases that were run")
