#!/usr/bin/env python3
"""Which folder of core includes which, and whether it may.

includes.py SOURCE_ROOT

Prints a table with a row for each folder of core: the number of includes of each other folder. Ends with 1 where a
folder includes one that it may not use (MAY_USE, transitively), or where core includes Qt, widgets or app, or widgets
includes app.
"""
import collections
import re
import sys
from pathlib import Path

MAY_USE = {
    "base": [],
    "geometry": ["base"],
    "image": ["geometry"],
    "dataset": ["image"],
    "formats": ["dataset"],
    "priors": ["dataset"],
    "detection": ["image"],
    "evaluation": ["dataset", "detection"],
    "augmentation": ["dataset"],
    "project": ["formats", "priors"],
    "archive": ["base"],
    "compute": ["base"],
    "model": ["priors", "detection", "compute"],
    "checkpoint": ["model", "archive"],
    "interchange": ["checkpoint"],
    "training": ["augmentation", "evaluation", "formats", "interchange"],
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)


def reachable(folder):
    found = set()
    waiting = list(MAY_USE[folder])
    while waiting:
        other = waiting.pop()
        if other not in found:
            found.add(other)
            waiting += MAY_USE[other]
    return found


def sources(folder):
    return sorted(file for file in folder.rglob("*") if file.suffix in (".cpp", ".hpp"))


def includes_of(file):
    return INCLUDE.findall(file.read_text(encoding="utf-8"))


def check_core(root, problems):
    counts = collections.defaultdict(collections.Counter)
    for file in sources(root / "core"):
        parts = file.relative_to(root).parts
        for include in includes_of(file):
            if re.match(r"(widgets|app)/|Q[A-Z]|Qt", include):
                problems.append(f"{file}: core includes {include}")
            target = include.split("/")
            # What stands in core itself joins the halves and the precompiled header: it is part of no folder.
            if len(parts) == 2 or target[0] != "core" or len(target) < 3 or target[1] == parts[1]:
                continue
            if parts[1] not in MAY_USE:
                problems.append(f"{file}: core/{parts[1]} is in no table")
                continue
            counts[parts[1]][target[1]] += 1
            if target[1] not in reachable(parts[1]):
                problems.append(f"{file}: core/{parts[1]} may not include {include}")
    return counts


def check_above(root, problems):
    for file in sources(root / "widgets"):
        problems += [f"{file}: widgets includes {include}" for include in includes_of(file)
                     if include.startswith("app/")]
    for file in sources(root / "app" / "cli"):
        problems += [f"{file}: the command line includes {include}" for include in includes_of(file)
                     if re.match(r"widgets/|Q[A-Z]|Qt", include)]


def main():
    root = Path(sys.argv[1])
    for folder in MAY_USE:
        if folder in reachable(folder):
            sys.exit(f"MAY_USE has a circle through {folder}")
    problems = []
    counts = check_core(root, problems)
    check_above(root, problems)
    names = [name for name in MAY_USE if (root / "core" / name).is_dir()]
    width = max(map(len, names))
    print(" " * width + "  includes, from row to column")
    print(" " * width + "".join(f" {name[:5]:>5}" for name in names))
    for row in names:
        cells = "".join(f" {counts[row][column] or '.':>5}" for column in names)
        print(f"{row:<{width}}{cells}")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
