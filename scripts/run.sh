#!/usr/bin/env bash
# Opens Priorscope: scripts/run.sh [--again] [VOC-FOLDER]
# Without a folder it opens the sample dataset, which it writes on the first run. Without a display it performs the same
# steps with priorscope-cli: statistics, prior coverage, training the small preset, evaluation, export, and a
# picture of each workspace. Existing results are kept; --again trains anew. PRIORSCOPE_GUI=OFF builds
# only the command line, without Qt; PRIORSCOPE_TORCH names the folder of a LibTorch from pytorch.org.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
    echo "usage: scripts/run.sh [--again] [VOC-FOLDER]"
}
again=no
folder=
for argument in "$@"; do
    case $argument in
        --again) again=yes ;;
        -h | --help)
            usage
            exit 0
            ;;
        -*)
            usage >&2
            exit 2
            ;;
        *) folder=$argument ;;
    esac
done
if [[ -n $folder ]]; then
    if [[ ! -d $folder ]]; then
        echo "There is no folder $folder" >&2
        exit 2
    fi
    folder=$(cd "$folder" && pwd)
fi

gui=${PRIORSCOPE_GUI:-ON}
programs=(priorscope-cli)
if [[ $gui != OFF ]]; then
    programs+=(priorscope)
fi
"$root/scripts/setup.sh" release "${programs[@]}"
bin=$root/build/release/bin
data=${XDG_DATA_HOME:-$HOME/.local/share}/priorscope

if [[ -z $folder ]]; then
    folder=$data/sample
    if [[ ! -d $folder ]]; then
        echo "Writing the sample dataset to $folder"
        mkdir -p "$data"
        rm -rf "$data/sample.part"
        "$bin/priorscope-cli" dataset sample "$data/sample.part"
        mv "$data/sample.part" "$folder"
    fi
fi

case $gui-${QT_QPA_PLATFORM:-} in
    OFF-* | *-offscreen* | *-minimal* | *-vnc*) display=no ;;
    *) if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then display=yes; else display=no; fi ;;
esac
if [[ $display == yes ]]; then
    exec "$bin/priorscope" "$folder"
fi

if [[ $gui == OFF ]]; then
    echo "Built without the window: doing the same job through priorscope-cli."
else
    echo "There is no display: doing the same job through priorscope-cli. With one, this opens the window."
fi

name=$(basename "$folder")
run=$data/runs/$name/first-run
pictures=$data/pictures/$name
export_file=$run/ssd-tiny-state-dict.pth

# Prints evaluation.json as a table.
printEvaluation() {
    python3 - "$run/evaluation.json" <<'PYTHON'
import json
import sys

with open(sys.argv[1]) as file:
    result = json.load(file)


def figure(value):
    return "   -" if value is None else f"{value:.3f}"


print(f"mAP@0.5 (VOC07) {figure(result['map_voc07'])}   mAP@0.5 (VOC10) {figure(result['map_voc10'])}")
for name, values in result["classes"].items():
    print(f"  {name:<16} {figure(values['ap_voc07'])}   {figure(values['ap_voc10'])}")
PYTHON
}

# The training and validation splits: those of the folder, else all images.
lists=
for candidate in "$folder/ImageSets/Main" "$folder"/VOC20*/ImageSets/Main; do
    if [[ -d $candidate ]]; then
        lists=$candidate
        break
    fi
done
train_split=
val_split=
for pair in "mini_train mini_val" "train val" "trainval test" "train test"; do
    read -r first second <<<"$pair"
    if [[ -n $lists && -s $lists/$first.txt && -s $lists/$second.txt ]]; then
        train_split=$first
        val_split=$second
        break
    fi
done
split_options=()
if [[ -n $train_split ]]; then
    split_options=(--split "$train_split" --val-split "$val_split")
fi

if [[ $again == yes && -e $run ]]; then
    number=1
    while [[ -e $run-$number ]]; do number=$((number + 1)); done
    mv "$run" "$run-$number"
fi

if [[ -e $run/trained ]]; then
    echo "Trained already (scripts/run.sh --again trains anew): $run"
else
    echo
    echo "== Statistics of $folder"
    "$bin/priorscope-cli" dataset stats "$folder"
    echo
    echo "== Coverage by the priors of ssd-tiny"
    "$bin/priorscope-cli" priors coverage "$folder" --priors ssd-tiny ${train_split:+--split "$train_split"}
    echo
    echo "== Training ssd-tiny: about two minutes on two cores for the sample dataset"
    mkdir -p "$(dirname "$run")"
    if [[ -e $run/run.json ]]; then
        "$bin/priorscope-cli" train --resume "$run"
    else
        "$bin/priorscope-cli" train "$folder" --model ssd-tiny "${split_options[@]}" --out "$run"
    fi
    : >"$run/trained"
fi

if [[ ! -s $run/evaluation.json || $run/trained -nt $run/evaluation.json ]]; then
    echo
    echo "== Evaluation"
    "$bin/priorscope-cli" evaluate "$run/checkpoints/last.pt" "$folder" ${val_split:+--split "$val_split"} \
        --json >"$run/evaluation.json.part"
    mv "$run/evaluation.json.part" "$run/evaluation.json"
    printEvaluation
fi

if [[ ! -s $export_file || $run/trained -nt $export_file ]]; then
    echo
    echo "== Export"
    "$bin/priorscope-cli" export "$run/checkpoints/last.pt" --format state-dict --out "$export_file"
fi

if [[ $gui != OFF && (! -d $pictures || $run/trained -nt $pictures || $bin/priorscope -nt $pictures) ]]; then
    echo
    echo "== Pictures of the workspaces"
    rm -rf "$pictures.part"
    mkdir -p "$pictures.part"
    if ! QT_QPA_PLATFORM=offscreen "$bin/priorscope" --render "$pictures.part" "$folder" --run "$run" \
        >"$data/render.log" 2>&1; then
        cat "$data/render.log" >&2
        exit 1
    fi
    rm -rf "$pictures"
    mv "$pictures.part" "$pictures"
    touch "$pictures"
fi

made=("$run")
if [[ $gui != OFF ]]; then
    made+=("$pictures")
fi
echo
echo "== Files"
find "${made[@]}" -type f -printf '%p  %s bytes\n' | sort
echo "$folder  $(find "$folder" -type f | wc -l) files"
