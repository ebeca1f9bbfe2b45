#!/usr/bin/env python3
"""Post-processing of one image beside torchvision's, from the same predictions, in one run.

usage: postprocessing.py POSTPROCESSING_BENCHMARK [--rounds 5] [--runs 20]

SSD300's 8,732 priors and VOC's 20 classes. Made-up predictions, from which 1,300 to 150,000 scores lie above the floor of
0.01. Both start from probabilities and offsets (torchvision's softmax is left out of its time) and end with the detections:
at most 400 candidates a class, NMS at 0.45, 200 an image. One thread for ours, two for torchvision's; in turns. Prints the
medians and the ratio, and the largest differences of scores and boxes. Needs torch and torchvision.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import tempfile
import time
from unittest import mock

import torch
import torchvision

CLASSES = 20
SIZE = 300


def predictions(ssd, mean, objects=8):
    """Logits, of which background's are raised by `mean`, with boxes pulled to a few objects."""
    torch.manual_seed(1)
    features = [torch.zeros(1, 1, side, side) for side in (38, 19, 10, 5, 3, 1)]
    images = torchvision.models.detection.image_list.ImageList(torch.zeros(1, 3, SIZE, SIZE), [(SIZE, SIZE)])
    anchors = ssd.anchor_generator(images, features)
    count = anchors[0].shape[0]
    logits = torch.randn(count, CLASSES + 1)
    logits[:, 0] += mean
    near = torch.randint(0, count, (objects,))
    overlap = torchvision.ops.box_iou(anchors[0], anchors[0][near])
    best, which = overlap.max(dim=1)
    on_object = best > 0.4
    logits[on_object, 1 + which[on_object] % CLASSES] += 4.0 + 4.0 * best[on_object]
    return anchors, logits, torch.randn(count, 4) * 0.3


def torchvision_runs(ssd, anchors, scores, offsets, runs):
    heads = {"bbox_regression": offsets[None], "cls_logits": scores[None]}
    seconds = []
    with torch.no_grad(), mock.patch("torchvision.models.detection.ssd.F.softmax", lambda values, dim: values):
        for _ in range(runs):
            started = time.perf_counter()
            found = ssd.postprocess_detections(heads, anchors, [(SIZE, SIZE)])
            seconds.append(time.perf_counter() - started)
    return seconds, found[0]


def differences(found, own):
    """Number of detections that differ in label, and the largest differences of scores and boxes (fractions)."""
    boxes = torch.tensor([each[2:] for each in own])
    labels = torch.tensor([each[0] for each in own])
    scores = torch.tensor([each[1] for each in own])
    if len(own) != len(found["labels"]):
        return len(own) - len(found["labels"]), 1.0, 1.0
    return (int((labels != found["labels"]).sum()), float((scores - found["scores"]).abs().max()),
            float((boxes - found["boxes"] / SIZE).abs().max()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--runs", type=int, default=20)
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    ssd = torchvision.models.detection.ssd300_vgg16(weights=None, weights_backbone=None, num_classes=CLASSES + 1).eval()
    print("scores above the floor, torchvision ms, Priorscope ms, ratio, labels that differ, score, box")
    for mean in (8.2, 7.0, 5.0, 3.0, 0.0):
        anchors, logits, offsets = predictions(ssd, mean)
        scores = torch.softmax(logits, dim=1)
        edges = anchors[0] / SIZE
        centers = torch.cat([(edges[:, :2] + edges[:, 2:]) / 2, edges[:, 2:] - edges[:, :2]], dim=1)
        with tempfile.TemporaryDirectory() as folder:
            for name, values in (("scores", scores), ("offsets", offsets), ("priors", centers)):
                (pathlib.Path(folder) / f"{name}.f32").write_bytes(values.contiguous().numpy().tobytes())
            theirs, ours = [], []
            for _ in range(arguments.rounds):
                seconds, found = torchvision_runs(ssd, anchors, scores, offsets, arguments.runs)
                theirs += seconds
                told = json.loads(subprocess.run(
                    [arguments.program, folder, str(len(scores)), str(CLASSES), str(arguments.runs)], check=True,
                    stdout=subprocess.PIPE).stdout)
                ours += told["seconds"]
        wrong, score, box = differences(found, told["detections"])
        above = int((scores[:, 1:] > 0.01).sum())
        slow, fast = statistics.median(theirs), statistics.median(ours)
        print(f"{above:>8,} {1000 * slow:8.2f} {1000 * fast:8.3f} {slow / fast:7.1f} {wrong:4d} {score:.1e} {box:.1e}",
              flush=True)


if __name__ == "__main__":
    main()
