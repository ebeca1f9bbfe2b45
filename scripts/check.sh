#!/usr/bin/env bash
# Run this before a pull request, in addition to scripts/test.sh: scripts/check.sh [tidy] [memory] [threads]
#   tidy     clang-tidy on every source; needs clang 19 and LibTorch headers that it can parse: those of Debian 13
#            (scripts/in-debian.sh trixie scripts/check.sh tidy)
#   memory   all tests under the address and undefined behaviour sanitizers; leaks in those that do not load torch, at
#            whose thread-local memory the search for leaks crashes
#   threads  the thread sanitizer on the tests that load neither torch nor OpenMP (ctest -L threads)
# Without arguments, all three. Each takes an hour or more on two cores the first time; logs are in build/check-*.log.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
    echo "usage: scripts/check.sh [tidy] [memory] [threads]"
}
parts=()
for argument in "$@"; do
    case $argument in
        tidy | memory | threads) parts+=("$argument") ;;
        -h | --help)
            usage
            exit 0
            ;;
        *)
            usage >&2
            exit 2
            ;;
    esac
done
if [[ ${#parts[@]} -eq 0 ]]; then
    parts=(tidy memory threads)
fi

failed=()
finish() {
    local part=$1 status=$2 started=$3
    local taken=$((SECONDS - started))
    if [[ $status -eq 0 ]]; then
        echo "$part: clean, after $taken s"
    else
        echo "$part: not clean, after $taken s (log: build/check-$part.log)"
        failed+=("$part")
    fi
}

# Precompiled headers save clang-tidy most of its time: torch's are parsed once, not for every source.
tidy() {
    local headers=({core/CMakeFiles/priorscope_torch,widgets/CMakeFiles/priorscope_widgets,app/cli/CMakeFiles/priorscope_cli,app/gui/CMakeFiles/priorscope_app}.dir/cmake_pch.hxx.pch)
    scripts/setup.sh tidy "${headers[@]}" || return 1
    local generated status=0
    mapfile -t generated < <(ninja -C build/tidy -t targets all | sed -n -e 's/^\([a-z_0-9]*_autogen\): phony.*/\1/p' \
        -e 's/^\(.*\.moc\): CUSTOM_COMMAND.*/\1/p')
    ninja -C build/tidy "${generated[@]}" >>build/tidy.log || return 1
    : >build/check-tidy.log
    tidy_sources other | tidied || status=1
    # It takes 40 % of the time where torch's headers are read, whose every function it looks at.
    tidy_sources torch | tidied --checks=-performance-unnecessary-value-param || status=1
    return $status
}

# Separated by zero bytes: the sources of ours that are compiled with torch's headers, or the others.
tidy_sources() {
    python3 - "$1" <<'PYTHON'
import json
import sys

ours = ("/core/", "/widgets/", "/app/", "/tests/")
with open("build/tidy/compile_commands.json") as file:
    commands = {entry["file"]: entry["command"] for entry in json.load(file)}
for source, command in sorted(commands.items()):
    if any(part in source for part in ours) and "/build/" not in source:
        if ("torch/csrc" in command) == (sys.argv[1] == "torch"):
            print(source, end="\0")
PYTHON
}

tidied() {
    xargs -0 -n 1 -P "$(nproc)" clang-tidy -p build/tidy --quiet "$@" >>build/check-tidy.log 2>/dev/null
}

tests_under() {
    local preset=$1 part=$2 target=$3
    shift 3
    scripts/setup.sh "$preset" ${target:+"$target"} || return 1
    ctest --preset "$preset" "$@" >"build/check-$part.log" 2>&1
}

if [[ -z ${PRIORSCOPE_TEST_DATA:-} && -e build/test-data/unpacked ]]; then
    export PRIORSCOPE_TEST_DATA=$PWD/build/test-data
fi
memory() {
    tests_under asan-ubsan memory "" -LE long || return 1
    ctest --preset leaks -L threads >>build/check-memory.log 2>&1
}

for part in "${parts[@]}"; do
    started=$SECONDS
    status=0
    case $part in
        tidy) tidy || status=$? ;;
        memory) memory || status=$? ;;
        threads) tests_under tsan threads threads_tests -L threads || status=$? ;;
    esac
    finish "$part" "$status" "$started"
done
[[ ${#failed[@]} -eq 0 ]]
