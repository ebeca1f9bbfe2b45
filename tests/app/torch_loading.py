"""When torch and OpenCV's image codecs are loaded, according to the dynamic linker: torch never for commands that need
no network, and in the window in the background, before it is needed; the codecs when an image is written, or read that
is neither JPEG nor PNG.

usage: torch_loading.py PRIORSCOPE_CLI PRIORSCOPE
"""
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TORCH = "libtorch_cpu.so"
CODECS = "libopencv_imgcodecs.so"


def environment(folder):
    """LD_DEBUG writes a line for each library that a process opens, to linker.PID in the folder."""
    folder.mkdir()
    return dict(os.environ, LD_DEBUG="files", LD_DEBUG_OUTPUT=str(folder / "linker"), QT_QPA_PLATFORM="offscreen",
                XDG_CONFIG_HOME=str(folder), XDG_DATA_HOME=str(folder), XDG_STATE_HOME=str(folder))


def loaded(folder, library=TORCH):
    """Whether any process has started the library's initialisation."""
    lines = "".join(file.read_text(errors="replace") for file in folder.glob("linker.*")).splitlines()
    return any("calling init" in line and library in line for line in lines)


def main():
    cli, window = sys.argv[1:3]
    failures = []
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        dataset = str(scratch / "shapes")
        subprocess.run([cli, "dataset", "sample", dataset, "--images", "12"], check=True, capture_output=True)
        commands = [
            (["--version"], ()),
            (["train", "--help"], ()),
            (["dataset", "stats", dataset], ()),
            (["priors", "coverage", dataset, "--priors", "ssd-tiny"], ()),
            (["augment", dataset, "--model", "ssd-tiny", "--set", "augmentation=ssd"], ()),
            # Controls: this command encodes images, and the next one needs a network. (Debian's libtorch needs OpenCV.)
            (["dataset", "sample", str(scratch / "more"), "--images", "12"], (CODECS,)),
            (["model", "create", "ssd-tiny", "--out", str(scratch / "model.pt")], (TORCH,)),
        ]
        for number, (command, expected) in enumerate(commands):
            folder = scratch / f"command-{number}"
            subprocess.run([cli, *command], env=environment(folder), check=True, capture_output=True)
            found = tuple(library for library in (TORCH, CODECS) if loaded(folder, library))
            print(f"{' '.join(command[:2])}: loaded {found}")
            if TORCH in found:
                found = (TORCH,)
            if found != expected:
                failures.append(command)

        folder = scratch / "window"
        process = subprocess.Popen([window, dataset], env=environment(folder), stderr=subprocess.DEVNULL)
        limit = time.monotonic() + 60
        while not loaded(folder) and time.monotonic() < limit and process.poll() is None:
            time.sleep(0.1)
        print(f"window: torch {'is' if loaded(folder) else 'is not'} loaded")
        if not loaded(folder):
            failures.append("window")
        process.send_signal(signal.SIGTERM)
        if process.wait(60) != 0:
            failures.append("window's end")
    if failures:
        print("not as expected:", failures)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
