#!/usr/bin/env python3
"""Detection beside ONNX Runtime on the exported network, every preset, two threads each, in one run.

usage: detection_onnxruntime.py PRIORSCOPE_CLI INFERENCE_BENCHMARK ONNXRUNTIME_NODE [--models NAME,...] [--rounds 5]
       [--batches 1,8] [--seconds 2] [--disturbed 1] [--images FOLDER]

ONNXRUNTIME_NODE is the folder of the npm package, which `scripts/setup.sh dev` installs:
build/node/node_modules/onnxruntime-node. Ours goes from images of the network's size in memory to detections: normalisation, network,
decoding, NMS. ONNX Runtime runs the export with the heads' raw outputs, the network alone. Random weights and 20 classes, by
which nearly every prior is a candidate of every class; or NAME=CHECKPOINT, trained weights, with eight JPEG photographs from
--images. fp32. They take turns; a process of either runs for about --seconds. Rounds in which other programs took more than the share
--disturbed of the cores are repeated, up to ten times as many. Prints medians, their ratio and the ratio of the fastest runs
(below 1: ours is faster), and the rounds that count.
"""
import argparse
import json
import os
import pathlib
import resource
import statistics
import struct
import subprocess
import tempfile
import time
import zlib

MODELS = {"ssd300-vgg16": 300, "ssdlite320-mobilenet-v3-large": 320, "ssd300-mobilenet-v2": 300, "ssd300-resnet18": 300,
          "ssd-tiny": 160, "ssd300-resnet34": 300, "ssd300-resnet50": 300, "ssd512-vgg16": 512}


def picture(side, number):
    """A PNG file of a few smooth shades."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes(value for x in range(side) for value in (
        (x * 255 // side + 31 * number) % 256, (y * 255 // side) % 256, (x * y * (number + 3) // side) % 256))
        for y in range(side))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def photographs(folder, side, scratch):
    """The first eight of a folder at the network's size, as PNG files."""
    from PIL import Image
    files = []
    for i, source in enumerate(sorted(folder.glob("*.jpg"))[:8]):
        files.append(scratch / f"{i}.png")
        Image.open(source).convert("RGB").resize((side, side), Image.BILINEAR).save(files[-1])
    return files


def processor_seconds():
    """Of all programs, and of those that this one ran."""
    fields = pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    busy = sum(int(ticks) for i, ticks in enumerate(fields) if i not in (3, 4))  # but idle and waiting for disks
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return busy / os.sysconf("SC_CLK_TCK"), used.ru_utime + used.ru_stime


def seconds_of(command):
    """Seconds of each run, and the share of the cores that other programs took meanwhile."""
    started, (all_before, own_before) = time.perf_counter(), processor_seconds()
    printed = subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout
    elapsed, (all_after, own_after) = time.perf_counter() - started, processor_seconds()
    others = (all_after - all_before) - (own_after - own_before)
    return json.loads(printed), others / elapsed / os.cpu_count()


def paired(ours, theirs, rounds, disturbed):
    """Runs of both, in turns, and the number of rounds that they are from."""
    own, other, counted = [], [], 0
    for _ in range(10 * rounds):
        first, beside_first = ours()
        second, beside_second = theirs()
        if max(beside_first, beside_second) <= disturbed:
            own += first
            other += second
            counted += 1
        if counted == rounds:
            break
    return own, other, counted


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("benchmark")
    parser.add_argument("onnxruntime", type=pathlib.Path)
    parser.add_argument("--models", default=",".join(MODELS))
    parser.add_argument("--batches", default="1,8")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--disturbed", type=float, default=1.0)
    parser.add_argument("--images", type=pathlib.Path)
    arguments = parser.parse_args()
    script = pathlib.Path(__file__).resolve().parent / "onnxruntime_runs.js"
    for word in arguments.models.split(","):
        model, _, trained = word.partition("=")
        side = MODELS[model]
        with tempfile.TemporaryDirectory() as scratch:
            scratch = pathlib.Path(scratch)
            checkpoint, network = scratch / "model.pt", scratch / "model.onnx"
            (scratch / "classes.txt").write_text("".join(f"class{i}\n" for i in range(20)))
            if trained:
                checkpoint = pathlib.Path(trained)
            else:
                subprocess.run([arguments.cli, "model", "create", model, "--classes", scratch / "classes.txt", "--out",
                                checkpoint], check=True, stdout=subprocess.DEVNULL)
            subprocess.run([arguments.cli, "export", checkpoint, "--format", "onnx", "--outputs", "raw", "--batch", "N",
                            "--out", network], check=True, stdout=subprocess.DEVNULL)
            files = [scratch / f"{i}.png" for i in range(8)]
            if arguments.images:
                files = photographs(arguments.images, side, scratch)
            else:
                for i, file in enumerate(files):
                    file.write_bytes(picture(side, i))
            for batch in map(int, arguments.batches.split(",")):
                def ours(runs):
                    return seconds_of([arguments.benchmark, checkpoint, batch, runs, "fp32", *files[:batch]])

                def theirs(runs):
                    return seconds_of(["node", script, arguments.onnxruntime.resolve(), network, side, batch, runs])
                runs = max(3, int(arguments.seconds / min(theirs(3)[0])))
                own, other, counted = paired(lambda: ours(runs), lambda: theirs(runs), arguments.rounds,
                                             arguments.disturbed)
                if not counted:
                    print(f"{model} batch {batch}: every round was disturbed", flush=True)
                    continue
                medians = statistics.median(own), statistics.median(other)
                print(f"{word} batch {batch}: {medians[0] * 1e3:.1f} ms, ONNX Runtime {medians[1] * 1e3:.1f} ms, "
                      f"ratio {medians[0] / medians[1]:.2f}, of the fastest {min(own) / min(other):.2f} "
                      f"({min(own) * 1e3:.1f} and {min(other) * 1e3:.1f} ms), {counted} rounds", flush=True)


if __name__ == "__main__":
    main()
