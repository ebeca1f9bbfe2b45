#!/usr/bin/env python3
"""Does augmentation help a small detector? ssd-tiny with the sets mirror, ssd and strong, at its recipe's length (five
seeds) and at four times that (three).

usage: augmentation_sets.py PRIORSCOPE_CLI RESULTS_FOLDER NAME=DATASET... [--sets mirror,ssd,strong] [--threads N]

Each dataset has the splits train, val and test. What is told is mAP@0.5 (VOC07) of the run's best checkpoint, which
was chosen by the split val: mean and standard deviation over the seeds on val, and on test. Results stand in the folder's
NAME.json as SET-LENGTH-SEED; a run that has one is not repeated, so that the script may be stopped and called again.
Some hours on two cores; two calls with a dataset and a thread each are faster than one with two threads.
"""
import argparse
import json
import pathlib
import shutil
import statistics
import subprocess
import sys

STEPS = 1400  # of ssd-tiny's recipe
PLAN = {1: range(1, 6), 4: range(1, 4)}  # seeds by multiple of the length
METRIC = "map_voc07"


def output_of(command):
    """What a command prints; what it says of a failure ends the script."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"failed: {command}")
    return done.stdout


def evaluated(cli, run, dataset, split):
    return json.loads(output_of([cli, "evaluate", run, dataset, "--split", split, "--json"]))[METRIC]


def trained(arguments, name, dataset, chosen, times, seed):
    """The figures of one run, from the results if they have them."""
    file = arguments.results / f"{name}.json"
    results = json.loads(file.read_text()) if file.exists() else {}
    key = f"{chosen}-{times}-{seed}"
    if key not in results:
        run = arguments.results / f"{name}-{key}.run"
        shutil.rmtree(run, ignore_errors=True)
        output_of([arguments.cli, "train", dataset, "--model", "ssd-tiny", "--split", "train", "--val-split", "val",
                   "--set", f"augmentation={chosen}", "--seed", str(seed), "--steps", str(times * STEPS),
                   "--threads", str(arguments.threads), "--out", run])
        results[key] = {split: evaluated(arguments.cli, run, dataset, split) for split in ("val", "test")}
        part = file.with_suffix(".part")
        part.write_text(json.dumps(results, indent=1) + "\n")
        part.rename(file)
        shutil.rmtree(run)
    return results[key]


def spread(values):
    deviation = statistics.stdev(values) if len(values) > 1 else 0.0
    return f"{statistics.mean(values):.3f} ± {deviation:.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("results", type=pathlib.Path)
    parser.add_argument("datasets", nargs="+")
    parser.add_argument("--sets", default="mirror,ssd,strong")
    parser.add_argument("--threads", type=int, default=0)
    arguments = parser.parse_args()
    arguments.results.mkdir(parents=True, exist_ok=True)
    for times, seeds in PLAN.items():
        for name, dataset in (each.split("=", 1) for each in arguments.datasets):
            for chosen in arguments.sets.split(","):
                figures = [trained(arguments, name, dataset, chosen, times, seed) for seed in seeds]
                print(f"{name}, {times * STEPS} steps, {chosen}: "
                      f"val {spread([each['val'] for each in figures])}, "
                      f"test {spread([each['test'] for each in figures])} ({len(figures)} seeds)", flush=True)


if __name__ == "__main__":
    main()
