#!/usr/bin/env bash
# The whole test suite in each of the languages that setup.sh makes, with time zones at both ends of the day:
# scripts/languages.sh [ctest options]. Takes four times as long as scripts/test.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh dev
if [[ -z ${PRIORSCOPE_TEST_DATA:-} && -e build/test-data/unpacked ]]; then
    export PRIORSCOPE_TEST_DATA=$PWD/build/test-data
fi
failed=()
for each in "C UTC0" "de_DE.UTF-8 LATE-14" "tr_TR.UTF-8 EARLY+12" "ar_EG.UTF-8 LATE-14"; do
    read -r language zone <<<"$each"
    if LC_ALL=$language TZ=$zone ctest --preset dev -LE long "$@" >"build/tests-$language.log" 2>&1; then
        echo "$language, TZ=$zone: passed"
    else
        echo "$language, TZ=$zone: failed (log: build/tests-$language.log)"
        failed+=("$language")
    fi
done
[[ ${#failed[@]} -eq 0 ]]
