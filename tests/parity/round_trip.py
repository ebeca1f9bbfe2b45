#!/usr/bin/env python3
"""A detector that was trained here goes to torchvision and comes back.

usage: round_trip.py PRIORSCOPE_CLI [ssd300 | ssdlite320]

Trains 20 steps on a sample dataset, from random weights far enough apart for scores to differ, exports the state dict,
loads it with strict=True into torchvision's model and compares the detections on an image of the network's own size:
same count and labels, boxes within 0.01 px, scores within 2e-5 (detection here folds batch normalisation into the
convolutions, whose rounding SSDLite's hardly trained layers carry through to the scores). Then torchvision saves its
state dict, a new detector takes it, and every weight and detection must be what it was.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import torch
from PIL import Image

from ssd_torchvision import MODELS, check, compare_detections, failures, random_model

BATCH = {"ssd300": 2, "ssdlite320": 8}


def run(*arguments):
    return subprocess.run(arguments, check=True, capture_output=True).stdout


def detections(cli, checkpoint, file, min_score):
    return json.loads(run(cli, "detect", checkpoint, file, "--min-score", str(min_score), "--json"))[0]["detections"]


def round_trip(cli, name, scratch):
    preset, make, size = MODELS[name]
    print(name)
    run(cli, "dataset", "sample", scratch / "shapes", "--images", "60")
    run(cli, "model", "create", preset, "--out", scratch / "fresh.pt")
    classes = list(json.loads(run(cli, "dataset", "stats", scratch / "shapes", "--json"))["classes"])
    torch.save(random_model(make, 0, size, len(classes)).state_dict(), scratch / "start.pth")
    # The preset with torchvision's own priors names COCO's classes; training wants those of the data.
    document = json.loads(torch.load(scratch / "fresh.pt")["spec"])
    document["classes"] = []
    (scratch / "spec.json").write_text(json.dumps(document))
    # A small rate, as at the beginning of a long warm-up: see above for what SSDLite's layers make of rounding.
    run(cli, "train", scratch / "shapes", "--model", scratch / "spec.json", "--split", "train", "--steps", "20",
        "--set", "warmup_steps=500", "--batch-size", str(BATCH[name]), "--weights", scratch / "start.pth", "--out", scratch / "run")
    checkpoint = scratch / "run/checkpoints/last.pt"
    classes = json.loads(torch.load(checkpoint)["spec"])["classes"]
    run(cli, "export", checkpoint, "--format", "state-dict", "--out", scratch / "there.pth")

    model = make(weights=None, weights_backbone=None, num_classes=len(classes) + 1)
    model.load_state_dict(torch.load(scratch / "there.pth"), strict=True)
    source = sorted((scratch / "shapes/JPEGImages").iterdir())[0]
    Image.open(source).convert("RGB").resize((size, size)).save(scratch / "image.png")
    compare_detections(cli, model, checkpoint, scratch / "image.png", classes, score_limit=2e-5)

    torch.save(model.state_dict(), scratch / "back.pth")
    (scratch / "classes.txt").write_text("\n".join(classes))
    report = json.loads(run(cli, "model", "create", preset, "--classes", scratch / "classes.txt", "--weights",
                            scratch / "back.pth", "--out", scratch / "back.pt", "--json"))
    check("weights not taken", len(report["missing"] + report["unexpected"] + report["reshaped"]), 0)
    before, after = (torch.load(file)["model"] for file in (checkpoint, scratch / "back.pt"))
    check("weights that came back changed", sum(not torch.equal(before[key], after[key]) for key in before), 0)
    same = (detections(cli, checkpoint, source, 0.01) == detections(cli, scratch / "back.pt", source, 0.01))
    check("detections that changed", 0 if same else 1, 0)


def main():
    for name in sys.argv[2:] or list(MODELS):
        with tempfile.TemporaryDirectory() as scratch:
            round_trip(sys.argv[1], name, pathlib.Path(scratch))
    for failure in failures:
        print("FAILED:", failure)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
