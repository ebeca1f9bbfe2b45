"""When torch is loaded, according to the dynamic linker: never for commands that need no network, and in the window
in the background, before it is needed.

usage: torch_loading.py PRIORSCOPE_CLI PRIORSCOPE
"""
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LIBRARY = "libtorch_cpu.so"


def environment(folder):
    """LD_DEBUG writes a line for each library that a process opens, to linker.PID in the folder."""
    folder.mkdir()
    return dict(os.environ, LD_DEBUG="files", LD_DEBUG_OUTPUT=str(folder / "linker"), QT_QPA_PLATFORM="offscreen",
                XDG_CONFIG_HOME=str(folder), XDG_DATA_HOME=str(folder), XDG_STATE_HOME=str(folder))


def loaded(folder):
    """Whether any process has started the library's initialisation."""
    lines = "".join(file.read_text(errors="replace") for file in folder.glob("linker.*")).splitlines()
    return any("calling init" in line and LIBRARY in line for line in lines)


def main():
    cli, window = sys.argv[1:3]
    failures = []
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        dataset = str(scratch / "shapes")
        subprocess.run([cli, "dataset", "sample", dataset, "--images", "12"], check=True, capture_output=True)
        commands = [
            (["--version"], False),
            (["train", "--help"], False),
            (["dataset", "stats", dataset], False),
            (["priors", "coverage", dataset, "--priors", "ssd-tiny"], False),
            # A control: this command needs a network.
            (["model", "create", "ssd-tiny", "--out", str(scratch / "model.pt")], True),
        ]
        for number, (command, expected) in enumerate(commands):
            folder = scratch / f"command-{number}"
            subprocess.run([cli, *command], env=environment(folder), check=True, capture_output=True)
            print(f"{' '.join(command[:2])}: torch {'is' if loaded(folder) else 'is not'} loaded")
            if loaded(folder) != expected:
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
