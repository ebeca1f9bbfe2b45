#!/usr/bin/env python3
"""Trains on copies of the sample dataset, each changed in one thing that must not matter, and compares.

dataset_copies.py CLI [--steps N] [--images N] [--seeds N] [--work FOLDER]

Where the pixels and boxes behind a copy are those of the original, metrics.csv must equal that of the untouched run but
for times: a repeated <filename>, a swapped or doubled <size>, the same file names in three split folders. Pictures that
are stored turned and shown upright by EXIF are other files: their mAP must lie within the spread of the seeds of the
untouched run, widened by its own width. Ends with 0 where all is so.
"""
import argparse
import csv
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from kill_runs import rows_of


def change_annotations(folder, change):
    for file in (folder / "Annotations").glob("*.xml"):
        file.write_text(change(file.read_text()))


def repeated_filename(original, folder):
    shutil.copytree(original, folder)
    first = sorted((folder / "JPEGImages").iterdir())[0].name
    change_annotations(folder, lambda text: re.sub(r"<filename>.*?</filename>", f"<filename>{first}</filename>", text))
    return "train", "val"


def sizes(text):
    return [int(re.search(rf"<{name}>(\d+)</{name}>", text).group(1)) for name in ("width", "height")]


def with_size(text, width, height):
    text = re.sub(r"<width>\d+</width>", f"<width>{width}</width>", text)
    return re.sub(r"<height>\d+</height>", f"<height>{height}</height>", text)


def swapped_size(original, folder):
    shutil.copytree(original, folder)
    change_annotations(folder, lambda text: with_size(text, *reversed(sizes(text))))
    return "train", "val"


def doubled_size(original, folder):
    shutil.copytree(original, folder)
    change_annotations(folder, lambda text: with_size(text, *(2 * side for side in sizes(text))))
    return "train", "val"


def same_names(original, folder):
    for split, name in (("train", "train"), ("val", "valid"), ("test", "test")):
        (folder / name / "images").mkdir(parents=True)
        (folder / name / "labels").mkdir()
        ids = (original / "ImageSets" / "Main" / f"{split}.txt").read_text().split()
        for number, image in enumerate(ids, 1):
            source = next((original / "JPEGImages").glob(f"{image}.*"))
            target = folder / name / "images" / f"{number:05}{source.suffix}"
            shutil.copy(source, target)
            text = (original / "Annotations" / f"{image}.xml").read_text()
            text = re.sub(r"<filename>.*?</filename>", f"<filename>{target.name}</filename>", text)
            (folder / name / "labels" / f"{number:05}.xml").write_text(text)
    return "train", "valid"


def turned_by_exif(original, folder):
    """Stored turned to the left; EXIF's 6 shows them turned to the right, as they were labelled."""
    shutil.copytree(original, folder)
    for file in (folder / "JPEGImages").iterdir():
        image = Image.open(file).transpose(Image.Transpose.ROTATE_90)
        exif = Image.Exif()
        exif[0x0112] = 6
        image.save(file, quality=98, subsampling=0, exif=exif)
    return "train", "val"


def best_map(run):
    with open(run / "metrics.csv", newline="") as file:
        return [float(row["map_voc07"]) for row in csv.DictReader(file) if row["kind"] == "evaluation"][-1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli")
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--images", type=int, default=240)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--work")
    arguments = parser.parse_args()
    work = Path(arguments.work or tempfile.mkdtemp(prefix="priorscope-copies-"))
    original = work / "untouched"
    subprocess.run([arguments.cli, "dataset", "sample", str(original), "--images", str(arguments.images), "--seed", "4"],
                   check=True, capture_output=True)

    def train(folder, name, split, val_split, seed=1):
        run = work / "runs" / name
        done = subprocess.run(
            [arguments.cli, "train", str(folder), "--model", "ssd-tiny", "--split", split, "--val-split", val_split,
             "--steps", str(arguments.steps), "--seed", str(seed), "--out", str(run)], capture_output=True, text=True)
        if done.returncode != 0:
            return None, done.stderr.strip().splitlines()[-1]
        found = [line for line in done.stderr.splitlines() if line.startswith("Found")]
        return run, found[0] if found else "no finding"

    spread = []
    for seed in range(1, arguments.seeds + 1):
        run, _ = train(original, f"untouched-{seed}", "train", "val", seed)
        spread.append(best_map(run))
        print(f"untouched, seed {seed}: mAP {spread[-1]:.4f}", flush=True)
    reference = rows_of(work / "runs" / "untouched-1")
    failures = 0
    for copy in (repeated_filename, swapped_size, doubled_size, same_names, turned_by_exif):
        folder = work / copy.__name__
        run, said = train(folder, copy.__name__, *copy(original, folder))
        if run is None:
            verdict, right = f"refused: {said}", False
        elif copy is turned_by_exif:
            width = max(spread) - min(spread)
            right = min(spread) - width <= best_map(run) <= max(spread) + width
            verdict = f"mAP {best_map(run):.4f}, seeds {min(spread):.4f} to {max(spread):.4f}; {said}"
        else:
            right = rows_of(run) == reference
            verdict = f"metrics.csv {'equal' if right else 'DIFFERENT'}, mAP {best_map(run):.4f}; {said}"
        failures += not right
        print(f"{copy.__name__}: {verdict}", flush=True)
    if not arguments.work and failures == 0:
        shutil.rmtree(work)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
