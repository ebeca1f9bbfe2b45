#!/usr/bin/env bash
# Renders the pictures of README.md with the program itself: scripts/readme-pictures.sh PROGRAM
# Shows the sample dataset and the run that scripts/run.sh produced without a display. Called by the build target
# readme-pictures.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program=$1
data=${XDG_DATA_HOME:-$HOME/.local/share}/priorscope
run=$data/runs/sample/first-run
if [[ ! -e $run/checkpoints/last.pt ]]; then
    echo "There is no run to show; make it first: env -u DISPLAY -u WAYLAND_DISPLAY scripts/run.sh" >&2
    exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Once Detect has opened the run, the split is the one that it was validated on; Dataset shows the one before.
render() {
    QT_QPA_PLATFORM=offscreen LANG=C.UTF-8 "$program" --render "$work/$1" --size 1200x750 --image "$1" "$data/sample" \
        --run "$run" >/dev/null
}
render 000008
render 000803
mkdir -p "$root/docs/pictures"
for workspace in dataset train; do
    cp "$work/000008/$workspace-light.png" "$root/docs/pictures/$workspace.png"
done
for workspace in priors detect; do
    cp "$work/000803/$workspace-dark.png" "$root/docs/pictures/$workspace.png"
done
ls "$root"/docs/pictures/*.png
