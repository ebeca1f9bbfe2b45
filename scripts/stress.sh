#!/usr/bin/env bash
# The long forms of the stress tests, over an hour on two cores: scripts/stress.sh [KILLS]
# KILLS kills (100 by default) of runs over five seeds, as many of runs with options drawn at random, half as many in
# the window; the memory of a long run; every write of a run hits a full disk; training on copies of a dataset with
# irrelevant differences; random use of the window; a million candidates in Detect.
# The short forms run with scripts/test.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
kills=${1:-100}

scripts/setup.sh dev
bin=$PWD/build/dev/bin
/usr/bin/python3 tests/stress/kill_runs.py "$bin/priorscope-cli" --kills "$kills" --seeds 5
/usr/bin/python3 tests/stress/kill_runs.py "$bin/priorscope-cli" --kills "$kills" --draw-options
/usr/bin/python3 tests/stress/kill_runs.py "$bin/priorscope-cli" --window "$bin/window_run" --kills $((kills / 2)) --seeds 5
/usr/bin/python3 tests/stress/kill_edits.py "$bin/edit_layouts" --kills "$kills"
/usr/bin/python3 tests/stress/kill_labels.py "$bin/edit_labels" "$bin/priorscope-cli" --kills "$kills"
/usr/bin/python3 tests/stress/lost_display.py "$bin/priorscope-cli" "$bin/window_run" --times 10
/usr/bin/python3 tests/stress/flat_memory.py "$bin/priorscope-cli"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$bin/priorscope-cli" dataset sample "$scratch/shapes" >/dev/null
for seed in 1 2; do  # a quarter of an hour each
    HOME=$scratch XDG_DATA_HOME=$scratch/data XDG_RUNTIME_DIR=$scratch xvfb-run -a -s "-screen 0 1440x900x24" \
        "$bin/random_window" "$scratch/shapes" "$seed" 900
done
/usr/bin/python3 tests/stress/full_disk.py "$bin/priorscope-cli" build/dev/tests/stress/libfull_disk.so
/usr/bin/python3 tests/stress/dataset_copies.py "$bin/priorscope-cli"
QT_QPA_PLATFORM=offscreen /usr/bin/python3 tests/stress/million_candidates.py "$bin/priorscope-cli" "$bin/browse_candidates"
PRIORSCOPE_LONG_TESTS=1 QTEST_FUNCTION_TIMEOUT=7200000 "$bin/presets_train_test"
PRIORSCOPE_FUZZ_FILES=20000 "$bin/annotation_fuzz"
"$bin/document_readers_fuzz" 20000
ctest --preset dev -L long
