"""The table, and its place in docs/benchmarks.md."""

import datetime
import math
import os
import platform
import statistics
import subprocess
import time

def marks(name):
    return (
        f"<!-- {name}: written by Benchmarks/{name}; what is between the marks is replaced -->",
        f"<!-- end of {name} -->",
    )


def machine():
    model = platform.machine()
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    with open("/proc/meminfo", encoding="utf-8") as file:
        memory = int(file.readline().split()[1]) / (1 << 20)
    system = "Linux"
    with open("/etc/os-release", encoding="utf-8") as file:
        for line in file:
            if line.startswith("PRETTY_NAME="):
                system = line.split("=", 1)[1].strip().strip('"')
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {system}"


def commit():
    def git(*arguments):
        return subprocess.run(["git", *arguments], capture_output=True, text=True).stdout.strip()

    sources = ["Sources", "Package.swift", "Makefile"]
    changed = git("status", "--porcelain", "--untracked-files=no", "--", *sources)
    return (git("rev-parse", "--short", "HEAD") or "unknown") + (" with changes" if changed else "")


def table(results, ours, input_bytes):
    """Medians; the spread is that of wall time: highest less lowest, as a share of the median."""
    header = [
        "", "wall s", "spread", "MB/s", "CPU s", "wall / ours", "CPU / ours", "peak MB",
        "index / input", "p50 ms", "p95 ms",
    ]
    rows = [header, ["---"] + ["---:"] * (len(header) - 1)]

    def median(result, name):
        return statistics.median(run[name] for run in result["runs"])

    for name, result in results.items():
        walls = [run["wall"] for run in result["runs"]]
        wall, cpu = median(result, "wall"), median(result, "cpu")
        row = [name, f"{wall:.2f}", f"{(max(walls) - min(walls)) / wall * 100:.0f} %"]
        row += [f"{input_bytes / 1e6 / wall:.1f}", f"{cpu:.2f}"]
        if ours in results:
            row += [f"{wall / median(results[ours], 'wall'):.2f}"]
            row += [f"{cpu / median(results[ours], 'cpu'):.2f}"]
        else:
            row += ["–", "–"]
        row += [f"{median(result, 'memory') / 1e6:.0f}"]
        row += [f"{median(result, 'index') / input_bytes:.2f}"]
        times = sorted(result.get("times", []))
        if times:
            row += [f"{statistics.median(times):.3f}", f"{times[len(times) * 95 // 100]:.3f}"]
        else:
            row += [f"{result[name]:.3f}" if name in result else "–" for name in ("p50", "p95")]
        rows.append(row)
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def write(path, name, text):
    """Replaces what is between the marks of a name; the rest of the file stays."""
    begin, end = marks(name)
    old = ""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            old = file.read()
    section = f"{begin}\n{text}\n{end}"
    if begin in old and end in old:
        before, rest = old.split(begin, 1)
        new = before + section + rest.split(end, 1)[1]
    else:
        new = (old.rstrip("\n") + "\n\n" if old else "# Benchmarks\n\n") + section + "\n"
    with open(path, "w", encoding="utf-8") as file:
        file.write(new)


def others():
    """Other processes that run or wait to run now; twenty looks within two seconds."""
    looks = []
    for _ in range(20):
        with open("/proc/loadavg", encoding="utf-8") as file:
            looks.append(int(file.read().split()[3].split("/")[0]) - 1)
        time.sleep(0.1)
    return statistics.mean(looks)


def percentile(times, share):
    """The smallest time that so many of the times do not pass."""
    return sorted(times)[max(0, math.ceil(len(times) * share) - 1)]


def section(results, notes, ours, corpus, versions):
    documents, size = corpus["documents"], corpus["bytes"]
    rounds = "one round" if corpus["rounds"] == 1 else f"medians of {corpus['rounds']} rounds"
    lines = [
        f"- {datetime.date.today().isoformat()}, commit {commit()}",
        f"- {machine()}",
        f"- {corpus['name']}: {documents:,} documents, {size / 1e6:.1f} MB",
        f"- {corpus['threads']} threads, {rounds}; the spread is that of the wall time",
        f"- just before a contender {corpus['load']:.1f} other processes ran or waited to run, in the"
        " median; where that is not near 0, rely on the CPU time",
        *(f"- {version}" for version in versions),
        "",
        table(results, ours, size),
    ]
    for note in notes:
        lines += ["", note]
    return "\n".join(lines)
