#!/usr/bin/env python3
"""A state dict and a safetensors file hold the checkpoint's weights and spec, by Python's own readers.

usage: export_weights.py PRIORSCOPE_CLI

The safetensors file is read here by the format's definition: eight bytes of length, a JSON header, raw tensors.
Wrong combinations of options must end with 2 and one line, and leave no file.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import torch

from export_torchscript import cli, fail

TYPES = {"F32": torch.float32, "I64": torch.int64}


def read_safetensors(file):
    data = file.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8:8 + length])
    body = data[8 + length:]
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        flat = torch.frombuffer(bytearray(body[begin:end]), dtype=TYPES[entry["dtype"]])
        tensors[name] = flat.reshape(entry["shape"])
    return tensors, metadata


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        checkpoint = folder / "model.pt"
        cli(program, "model", "create", "ssd-tiny", "--out", checkpoint)
        saved = torch.load(checkpoint)
        spec = json.loads(saved["spec"])
        for form, name in (("state-dict", "w.pth"), ("safetensors", "w.safetensors")):
            report = cli(program, "export", checkpoint, "--format", form, "--out", folder / name)
            if report["verified"]["tensors"] != len(saved["model"]):
                fail(f"{form}: {report} for {len(saved['model'])} tensors")
        state = torch.load(folder / "w.pth")
        tensors, metadata = read_safetensors(folder / "w.safetensors")
        if list(state) != list(saved["model"]) or set(tensors) != set(state):
            fail("the names are not the checkpoint's")
        for name, tensor in saved["model"].items():
            if not torch.equal(state[name], tensor) or not torch.equal(tensors[name], tensor):
                fail(f"{name} differs")
        with zipfile.ZipFile(folder / "w.pth") as archive:
            entry = next(n for n in archive.namelist() if n.endswith("/priorscope.json"))
            if json.loads(archive.read(entry))["spec"] != spec or json.loads(metadata["spec"]) != spec:
                fail("the spec did not travel with the weights")
        for wrong in (["--format", "state-dict", "--outputs", "nms"], ["--format", "safetensors", "--batch", "N"],
                      ["--format", "onnx", "--top-k", "5"], ["--format", "onnx", "--outputs", "nms", "--min-score", "1"],
                      ["--format", "onnx", "--batch", "3"], ["--format", "pdf"]):
            out = folder / "wrong"
            done = subprocess.run([program, "export", checkpoint, *wrong, "--out", out], capture_output=True, text=True)
            if done.returncode != 2 or done.stderr.count("\n") != 1 or out.exists():
                fail(f"{wrong} ended with {done.returncode}: {done.stderr}")
        before = checkpoint.read_bytes()
        done = subprocess.run([program, "export", checkpoint, "--format", "onnx", "--out", checkpoint], capture_output=True)
        if done.returncode != 2 or checkpoint.read_bytes() != before:
            fail("an export may not replace its checkpoint")
        print(f"{len(state)} tensors, all equal; wrong options end with 2")


if __name__ == "__main__":
    main()
