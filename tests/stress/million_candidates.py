#!/usr/bin/env python3
"""A million detections in Detect: what they take, and what they show.

usage: million_candidates.py PRIORSCOPE_CLI BROWSE_CANDIDATES [--images 5000] [--candidates 1000000]

Makes a dataset of links to a few of the sample's images, and saved detections of it in VOC's form: on every image the
same number, in a grid of boxes that do not overlap, so that no NMS suppresses any, with scores that are spread evenly over
the hundredths (0.005, 0.015, …): how many lie over a threshold follows by hand. browse_candidates opens both in the window,
opens the gallery of each cause, scrolls, and moves the sliders. Prints memory and times, and fails where a candidate is
lost, a slider counts wrongly, a gallery is empty or the window does not answer.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

COLUMNS, ROWS = 20, 10
SIDE = 300  # of the grid, in pixels
CLASSES = ("circle", "square")


def annotation(name, width, height):
    objects = "".join(
        f"<object><name>{label}</name><bndbox><xmin>{x}</xmin><ymin>{y}</ymin><xmax>{x + 40}</xmax><ymax>{y + 40}</ymax>"
        "</bndbox></object>" for label, x, y in (("circle", 21, 31), ("square", 121, 91)))
    return (f"<annotation><filename>{name}.jpg</filename><size><width>{width}</width><height>{height}</height>"
            f"<depth>3</depth></size>{objects}</annotation>\n")


def write_dataset(cli, folder, images):
    from PIL import Image

    subprocess.run([cli, "dataset", "sample", folder / "sample", "--images", "10"], check=True, stdout=subprocess.DEVNULL)
    sources = sorted((folder / "sample" / "JPEGImages").iterdir())
    sizes = [Image.open(source).size for source in sources]
    data = folder / "data"
    for part in ("Annotations", "JPEGImages", "ImageSets/Main"):
        (data / part).mkdir(parents=True)
    names = [f"{i:06}" for i in range(images)]
    for i, name in enumerate(names):
        os.link(sources[i % len(sources)], data / "JPEGImages" / f"{name}.jpg")
        (data / "Annotations" / f"{name}.xml").write_text(annotation(name, *sizes[i % len(sources)]))
    (data / "ImageSets" / "Main" / "val.txt").write_text("\n".join(names) + "\n")
    return data, names


def write_detections(folder, names, each):
    """Of each image the k-th has the score (k mod 100 + 0.5) / 100."""
    detections = folder / "detections"
    detections.mkdir()
    cell = SIDE // COLUMNS
    boxes = []
    for k in range(each):
        x, y = (k % COLUMNS) * cell + 1, (k // COLUMNS % ROWS) * cell + 1
        boxes.append((CLASSES[k % 2], f"{(k % 100 + 0.5) / 100:.3f} {x} {y} {x + cell - 2} {y + cell - 2}\n"))
    for label in CLASSES:
        lines = [line for of, line in boxes if of == label]
        with open(detections / f"comp4_det_val_{label}.txt", "w") as out:
            for name in names:
                out.writelines(f"{name} {line}" for line in lines)
    return detections


def expected(each, images, percent):
    return images * sum(k % 100 >= percent for k in range(each))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("browse")
    parser.add_argument("--images", type=int, default=5000)
    parser.add_argument("--candidates", type=int, default=1_000_000)
    arguments = parser.parse_args()
    each = arguments.candidates // arguments.images
    if not 0 < each <= COLUMNS * ROWS:
        parser.error(f"an image can have 1 to {COLUMNS * ROWS} candidates")
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        data, names = write_dataset(arguments.cli, folder, arguments.images)
        detections = write_detections(folder, names, each)
        own = dict(os.environ, HOME=scratch, XDG_DATA_HOME=scratch + "/data", XDG_CACHE_HOME=scratch + "/cache",
                   XDG_CONFIG_HOME=scratch + "/config", XDG_RUNTIME_DIR=scratch)
        own.setdefault("QT_QPA_PLATFORM", "offscreen")
        done = subprocess.run([arguments.browse, data, detections], env=own, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"FAILED: the window ended with {done.returncode}: {done.stdout}{done.stderr}")
        told = json.loads(done.stdout)
    print(json.dumps(told, indent=1))
    problems = []
    if told["candidates"] != each * arguments.images:
        problems.append(f"{told['candidates']} candidates, the file has {each * arguments.images}")
    for percent, counted in told["counted"].items():
        wanted = expected(each, arguments.images, int(percent))
        if counted != wanted:
            problems.append(f"{counted} detections from a score of {percent} %, the file has {wanted}")
    if told["gallery_rows"] == 0:
        problems.append("no gallery shows a row")
    if problems:
        sys.exit("FAILED: " + "; ".join(problems))


if __name__ == "__main__":
    main()
