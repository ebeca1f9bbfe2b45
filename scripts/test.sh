#!/usr/bin/env bash
# Builds everything and runs every test: scripts/test.sh [ctest options]
# Tests that need real data use PRIORSCOPE_TEST_DATA (a folder with VOCdevkit, BCCD, cases and reference). If it is
# unset and ../shared/data exists beside the working copy, that is unpacked to build/test-data, again whenever it is
# newer; otherwise those tests are skipped with a message.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ ${PRIORSCOPE_GUI:-ON} == OFF ]]; then
    echo "The tests are written with Qt Test: run them without PRIORSCOPE_GUI=OFF" >&2
    exit 2
fi
scripts/setup.sh dev

if [[ -z ${PRIORSCOPE_TEST_DATA:-} && -x ../shared/data/unpack.sh ]]; then
    newer=$(find -L ../shared/data ../shared/cases ../shared/reference -type f -newer build/test-data/unpacked \
        -print -quit 2>/dev/null || true)
    if [[ ! -e build/test-data/unpacked || -n $newer ]]; then
        rm -rf build/test-data build/test-data.part
        ../shared/data/unpack.sh build/test-data.part
        mv build/test-data.part build/test-data
        touch build/test-data/unpacked
    fi
    PRIORSCOPE_TEST_DATA=$PWD/build/test-data
fi
if [[ -n ${PRIORSCOPE_TEST_DATA:-} ]]; then
    export PRIORSCOPE_TEST_DATA
    echo "Tests on real data use $PRIORSCOPE_TEST_DATA"
else
    echo "PRIORSCOPE_TEST_DATA is not set: tests on real data will skip"
fi

# Other versions of clang-format break lines differently: one of them decides.
formatter=$(clang-format --version | sed -n 's/.*version \([0-9]*\).*/\1/p')
if [[ $formatter == 14 ]]; then
    mapfile -t sources < <(find core widgets app tests resources -name '*.cpp' -o -name '*.hpp')
    if ! clang-format --dry-run --Werror "${sources[@]}" 2>build/format.log; then
        head -n 20 build/format.log >&2
        echo "Not formatted as .clang-format says; run: clang-format -i FILE" >&2
        exit 1
    fi
else
    echo "The format is not checked: the sources are formatted by clang-format 14 (Debian 12), this is $formatter"
fi

ctest --preset dev -LE long -j "$(nproc)" "$@"
if [[ $# -gt 0 ]]; then
    exit
fi

# Once more in another language and at another end of the day, in turn; without what compares figures alone.
# scripts/languages.sh runs the whole suite in each.
languages=(de_DE.UTF-8 tr_TR.UTF-8 ar_EG.UTF-8)
zones=(LATE-14 EARLY+12)
turn=$(git rev-list --count HEAD 2>/dev/null || echo 0)
export LC_ALL=${languages[turn % 3]} TZ=${zones[turn % 2]}
echo "The tests once more with LC_ALL=$LC_ALL and TZ=$TZ"
exec ctest --preset dev -LE 'long|figures' -j "$(nproc)"
