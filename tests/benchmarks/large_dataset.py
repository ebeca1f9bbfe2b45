#!/usr/bin/env python3
"""Writes a Pascal VOC dataset of any size for measurements: by default 1,000,000 images with 5,000,000 boxes.

usage: large_dataset.py FOLDER [--images N] [--boxes-an-image N] [--classes N] [--seed N]

Annotations are files of their own; images are hard links to a few small JPEG files of 500 × 375 px, one for each 60,000,
so that a million take 4 GB of annotations and next to nothing besides. Splits train (80 %), val and test (10 % each). The
same arguments give the same bytes. A folder that exists is refused.
"""
import argparse
import pathlib
import random
import sys

SIDES = (500, 375)
LINKS = 60000  # ext4 allows 65,000


def jpeg():
    """A grey picture of 500 × 375 px."""
    from io import BytesIO

    from PIL import Image
    data = BytesIO()
    Image.new("RGB", SIDES, (124, 116, 104)).save(data, "JPEG", quality=60)
    return data.getvalue()


def box(draw):
    """Edges as VOC writes them: most objects are small, some large."""
    width = max(4, int(SIDES[0] * draw.betavariate(1.1, 4.0)))
    height = max(4, int(SIDES[1] * draw.betavariate(1.1, 4.0)))
    x = draw.randrange(1, SIDES[0] - width + 2)
    y = draw.randrange(1, SIDES[1] - height + 2)
    return x, y, x + width - 1, y + height - 1


def annotation(stem, boxes, classes, draw):
    objects = "".join(
        "\t<object>\n\t\t<name>class{:02d}</name>\n\t\t<pose>{}</pose>\n\t\t<truncated>{}</truncated>\n"
        "\t\t<difficult>{}</difficult>\n\t\t<bndbox><xmin>{}</xmin><ymin>{}</ymin><xmax>{}</xmax><ymax>{}</ymax></bndbox>\n"
        "\t</object>\n".format(min(int(draw.expovariate(4.0 / classes)), classes - 1) + 1,
                               draw.choice(("Frontal", "Left", "Right", "Unspecified")), int(draw.random() < 0.2),
                               int(draw.random() < 0.1), *box(draw))
        for _ in range(boxes))
    return (f"<annotation>\n\t<folder>VOC</folder>\n\t<filename>{stem}.jpg</filename>\n\t<size><width>{SIDES[0]}</width>"
            f"<height>{SIDES[1]}</height><depth>3</depth></size>\n{objects}</annotation>\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--images", type=int, default=1000000)
    parser.add_argument("--boxes-an-image", type=int, default=5)
    parser.add_argument("--classes", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.folder.exists():
        sys.exit(f"{arguments.folder} exists")
    for name in ("Annotations", "JPEGImages", "ImageSets/Main"):
        (arguments.folder / name).mkdir(parents=True)
    draw = random.Random(arguments.seed)
    picture = jpeg()
    lists = {"train": [], "val": [], "test": []}
    for number in range(arguments.images):
        stem = f"{number:07d}"
        (arguments.folder / f"Annotations/{stem}.xml").write_text(
            annotation(stem, arguments.boxes_an_image, arguments.classes, draw))
        image = arguments.folder / f"JPEGImages/{stem}.jpg"
        if number % LINKS == 0:
            image.write_bytes(picture)
            original = image
        else:
            image.hardlink_to(original)
        lists["train" if number % 10 < 8 else "val" if number % 10 == 8 else "test"].append(stem)
    for name, stems in lists.items():
        (arguments.folder / f"ImageSets/Main/{name}.txt").write_text("".join(stem + "\n" for stem in stems))


if __name__ == "__main__":
    main()
