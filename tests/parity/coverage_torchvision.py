#!/usr/bin/env python3
"""Compares the priors and their coverage with torchvision's default boxes and IoU over the same annotations.

usage: coverage_torchvision.py PRIORSCOPE_CLI [VOC_FOLDER SPLIT]

Without a folder it takes trainval of PRIORSCOPE_TEST_DATA/VOCdevkit/VOC2007, or skips (exit 77) where that is unset.
Needs torch and torchvision. The presets ssd300-voc and ssd300-coco are built with torchvision's DefaultBoxGenerator;
mean best IoU and recall must agree with `priorscope-cli priors coverage`. Ends with 1 where they do not.
"""
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import torch
from torchvision.models.detection.anchor_utils import DefaultBoxGenerator
from torchvision.models.detection.image_list import ImageList
from torchvision.ops import box_iou

SKIPPED = 77
RATIOS = [[2], [2, 3], [2, 3], [2, 3], [2], [2]]
GRIDS = [38, 19, 10, 5, 3, 1]
SIDE = 300


def default_boxes(generator):
    """[priors, 4] boundary coordinates in pixels of the input."""
    image = torch.zeros(1, 3, SIDE, SIDE)
    maps = [torch.zeros(1, 1, grid, grid) for grid in GRIDS]
    return generator(ImageList(image, [(SIDE, SIDE)]), maps)[0]


def preset_boxes(name):
    if name == "ssd300-coco":
        scales = [0.07, 0.15, 0.33, 0.51, 0.69, 0.87, 1.05]
        return default_boxes(DefaultBoxGenerator(RATIOS, scales=scales, steps=[8, 16, 32, 64, 100, 300]))
    # The last extra prior has side 1: sqrt(0.9 * s) = 1. Nothing is clipped.
    scales = [0.1, 0.2, 0.375, 0.55, 0.725, 0.9, 1 / 0.9]
    return default_boxes(DefaultBoxGenerator(RATIOS, scales=scales, clip=False))


def read_objects(folder, split):
    """[objects, 4] in pixels of the stretched input; difficult objects are left out."""
    boxes = []
    for name in (folder / "ImageSets/Main" / f"{split}.txt").read_text().split():
        root = ElementTree.parse(folder / "Annotations" / f"{name}.xml").getroot()
        width, height = (float(root.findtext(f"size/{side}")) for side in ("width", "height"))
        for item in root.iter("object"):
            if item.findtext("difficult") == "1":
                continue
            x0, y0, x1, y1 = (float(item.findtext(f"bndbox/{key}")) for key in ("xmin", "ymin", "xmax", "ymax"))
            boxes.append([(x0 - 1) / width, (y0 - 1) / height, x1 / width, y1 / height])
    return torch.tensor(boxes, dtype=torch.float64).float() * SIDE


def main():
    program = sys.argv[1]
    if len(sys.argv) > 3:
        folder, split = Path(sys.argv[2]), sys.argv[3]
    elif "PRIORSCOPE_TEST_DATA" in os.environ:
        folder, split = Path(os.environ["PRIORSCOPE_TEST_DATA"]) / "VOCdevkit" / "VOC2007", "trainval"
    else:
        print("skipped: PRIORSCOPE_TEST_DATA is not set, so there are no real annotations to compare on")
        return SKIPPED
    objects = read_objects(folder, split)
    failed = False
    for name in ("ssd300-voc", "ssd300-coco"):
        priors = preset_boxes(name)
        best = torch.cat([box_iou(chunk, priors).max(dim=1).values for chunk in objects.split(500)])
        command = [program, "priors", "coverage", str(folder), "--priors", name, "--split", split, "--json"]
        ours = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        expected = {"mean_best_iou": best.double().mean().item()}
        expected.update({key: (best >= float(key)).double().mean().item() for key in ours["recall"]})
        got = {"mean_best_iou": ours["mean_best_iou"], **ours["recall"]}
        if (ours["priors"], ours["objects"]) != (len(priors), len(objects)):
            failed = True
        for key, value in expected.items():
            # One object may fall to the other side of a threshold by rounding.
            agrees = abs(got[key] - value) <= (1e-6 if key == "mean_best_iou" else 1.5 / len(objects))
            failed = failed or not agrees
            print(f"{name:<12} {key:<14} torchvision {value:.7f}  priorscope {got[key]:.7f}  {'' if agrees else 'DIFFER'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
