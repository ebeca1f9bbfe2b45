#!/usr/bin/env python3
"""Where the processor time of a training step goes, by part.

usage: step_parts.py PRIORSCOPE_CLI VOC2007_FOLDER [--models ssd300-vgg16:4,ssdlite320-mobilenet-v3-large:8] [--steps 30]
       [--precision fp32]

Trains from random weights on the split mini_train with two threads under perf (Debian's linux-perf), and sorts the
samples by library and function. Starting, which is the same for any number of steps, is left out: a run of one step is
subtracted.
"""
import argparse
import collections
import re
import subprocess
import tempfile

# The first that fits counts. (part, library, function)
PARTS = [(part, re.compile(library), re.compile(function)) for part, library, function in [
    ("Winograd: products (OpenBLAS)", "blas", ""),
    ("Winograd: transforms", "priorscope_torch", r"transform(Input|Results|Gradient|Tap)|[a-z]+(Tiles|OfTiles)\b"),
    ("depthwise convolutions", "priorscope_torch", "addProducts|addDots|depthwise"),
    ("normalisation with activation", "priorscope_torch",
     "::gradients|sumGradients|passOn|moments|channelMoments|channelGradients"),
    ("other convolutions (oneDNN)", r"JIT|dnnl|perf-\d+\.map", ""),
    ("torch: activations, pooling, loss, optimiser", "torch|c10|sleef|pthreadpool|XNNPACK", ""),
    ("memory: pages, copies, allocation", r"kernel|libc\.so|malloc", ""),
    ("threads that wait for another", "gomp", ""),
    ("reading and augmenting images", "jpeg|priorscope_core|opencv", ""),
    ("the rest", "", "")]]


def samples(cli, folder, model, batch, precision, steps):
    """Processor seconds by part, of a whole run."""
    with tempfile.TemporaryDirectory() as scratch:
        record = f"{scratch}/perf.data"
        subprocess.run(["perf", "record", "-q", "-F", "199", "-o", record, cli, "train", folder, "--model", model, "--split",
                        "mini_train", "--batch-size", str(batch), "--precision", precision, "--steps", str(steps),
                        "--threads", "2", "--checkpoint-every", "1000000", "--out", f"{scratch}/run"],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        lines = subprocess.run(["perf", "script", "-i", record, "-F", "dso,sym,ip"], check=True, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.splitlines()
    seconds = collections.Counter()
    for line in lines:
        place = re.match(r"\s*[0-9a-f]+ (.*) \((.*)\)$", line)
        if place:
            function, library = place.groups()
            part = next(part for part, of_library, of_function in PARTS
                        if of_library.search(library) and of_function.search(function))
            seconds[part] += 1 / 199
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("folder")
    parser.add_argument("--models", default="ssd300-vgg16:4,ssdlite320-mobilenet-v3-large:8")
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--precision", default="fp32")
    arguments = parser.parse_args()
    for model, batch in (each.split(":") for each in arguments.models.split(",")):
        run = [arguments.cli, arguments.folder, model, int(batch), arguments.precision]
        whole = samples(*run, arguments.steps + 1)
        whole.subtract(samples(*run, 1))
        total = sum(whole.values())
        print(f"{model}, batch {batch}, {arguments.precision}: {total / arguments.steps:.3f} s of processor time a step")
        for part, _, _ in PARTS:
            print(f"  {part}: {whole[part] / arguments.steps * 1000:.0f} ms, {whole[part] / total:.1%}")


if __name__ == "__main__":
    main()
