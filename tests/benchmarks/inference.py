#!/usr/bin/env python3
"""Detection with ssd300-vgg16 and ssdlite320 beside torchvision's, the same weights and images, in one run.

usage: inference.py PRIORSCOPE_CLI INFERENCE_BENCHMARK [--rounds 3] [--runs 10]

Both take images of the network's size that are in memory and give detections: normalisation, network, decoding, NMS,
each with two threads, in turns. torchvision runs in fp32 as it comes. Prints the median seconds a batch and the ratio
(below 1: ours is faster) for batches of 1 and 8, in fp32 and, where the CPU multiplies it, bf16.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import torch
from PIL import Image
from torchvision.transforms.functional import to_tensor

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "parity"))
from ssd_torchvision import CLASSES, MODELS, picture, random_model  # noqa: E402


def torchvision_runs(model, images, runs):
    seconds = []
    with torch.no_grad():
        for _ in range(runs + 2):
            start = time.perf_counter()
            model(images)
            seconds.append(time.perf_counter() - start)
    return seconds[2:]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("benchmark")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--runs", type=int, default=10)
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    flags = pathlib.Path("/proc/cpuinfo").read_text()
    precisions = ["fp32"] + (["bf16"] if "avx512_bf16" in flags or "amx_bf16" in flags else [])
    for name, (preset, make, size) in MODELS.items():
        with tempfile.TemporaryDirectory() as scratch:
            scratch = pathlib.Path(scratch)
            model = random_model(make, 0, size).eval()
            torch.save(model.state_dict(), scratch / "weights.pth")
            (scratch / "classes.txt").write_text("".join(f"class{i}\n" for i in range(CLASSES)))
            subprocess.run([arguments.cli, "model", "create", preset, "--classes", scratch / "classes.txt", "--weights",
                            scratch / "weights.pth", "--out", scratch / "model.pt"], check=True,
                           stdout=subprocess.DEVNULL)
            files = [scratch / f"{i}.png" for i in range(8)]
            for file in files:
                picture(size, size).save(file)
            for batch in (1, 8):
                images = [to_tensor(Image.open(file)) for file in files[:batch]]
                theirs, ours = [], {precision: [] for precision in precisions}
                for _ in range(arguments.rounds):
                    theirs += torchvision_runs(model, images, arguments.runs)
                    for precision in precisions:
                        printed = subprocess.run([arguments.benchmark, scratch / "model.pt", str(batch),
                                                  str(arguments.runs), precision, *files[:batch]], check=True,
                                                 capture_output=True).stdout
                        ours[precision] += json.loads(printed)
                base = statistics.median(theirs)
                for precision in precisions:
                    value = statistics.median(ours[precision])
                    print(f"{name} batch {batch} {precision}: {value * 1e3:.1f} ms, torchvision {base * 1e3:.1f} ms, "
                          f"ratio {value / base:.2f}", flush=True)


if __name__ == "__main__":
    main()
