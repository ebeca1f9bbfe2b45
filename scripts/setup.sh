#!/usr/bin/env bash
# Prepares a Debian 12 or 13 machine and builds: scripts/setup.sh PRESET [TARGET...]
# Installs only missing packages (as root, or through sudo), configures build/PRESET and builds the
# targets, all of them by default. Fast and quiet if there is nothing to do; logs are in build/*.log.
# PRIORSCOPE_GUI=OFF builds only core and priorscope-cli, without Qt. PRIORSCOPE_TORCH=FOLDER builds with a LibTorch
# from pytorch.org instead of the package.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ $# -lt 1 ]]; then
    echo "usage: scripts/setup.sh PRESET [TARGET...]   (presets: dev release asan-ubsan tsan tidy)" >&2
    exit 2
fi
preset=$1
shift
mkdir -p build

gui=${PRIORSCOPE_GUI:-ON}
if [[ $gui != ON && $gui != OFF ]]; then
    echo "PRIORSCOPE_GUI is ON or OFF, not $gui" >&2
    exit 2
fi
torch=${PRIORSCOPE_TORCH:-}
if [[ -n $torch ]]; then
    if [[ ! -e $torch/share/cmake/Torch/TorchConfig.cmake ]]; then
        echo "PRIORSCOPE_TORCH: $torch has no share/cmake/Torch; give the folder libtorch of the unpacked archive" >&2
        exit 2
    fi
    torch=$(cd "$torch" && pwd)
fi

# README.md, under Dependencies, tells what each is for.
packages=(
    g++ cmake ninja-build ccache git ca-certificates tar xz-utils python3
    libopenblas0-pthread libonnx-dev libprotobuf-dev
    libopencv-dev libjpeg-dev libpng-dev libpugixml-dev libicu-dev libzip-dev libsqlite3-dev libsimdjson-dev
    nlohmann-json3-dev libcli11-dev
)
if [[ -z $torch ]]; then
    packages+=(libtorch-dev)
fi
if [[ $gui == ON ]]; then
    packages+=(
        qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools linguist-qt6 qt6-qpa-plugins
        libgl-dev libqcustomplot-dev libspdlog-dev qt6-translations-l10n
        fonts-inter fonts-dejavu-core fonts-wqy-zenhei
    )
fi
if [[ $preset != release ]]; then
    packages+=(
        locales clang-format mold xvfb xauth python3-torch python3-torchvision python3-onnx python3-opencv python3-pil
    )
fi
# Debian 12 has no ONNX Runtime: tests that need it are left out there.
debian=$(sed -n 's/^VERSION_ID="\?\([0-9]*\).*/\1/p' /etc/os-release)
if [[ $preset != release && ${debian:-0} -ge 13 ]]; then
    packages+=(libonnxruntime-dev)
fi
if [[ $preset == tidy ]]; then
    packages+=(clang clang-tidy)
fi
# A node that did not come from Debian brings its own npm.
if [[ $preset != release ]] && ! command -v node >/dev/null; then
    packages+=(nodejs npm)
fi

# Runs a command with its output in a log, and shows the end of that log if it fails.
logged() {
    local log=$1
    shift
    if ! "$@" >>"$log" 2>&1; then
        tail -n 40 "$log" >&2
        echo "failed: $* (whole log: $log)" >&2
        exit 1
    fi
}

as_root() {
    if [[ $(id -u) -eq 0 ]]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

installPackages() {
    local missing=() package
    local installed
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')
    for package in "${packages[@]}"; do
        grep -qxF "$package" <<<"$installed" || missing+=("$package")
    done
    if [[ ${#missing[@]} -gt 0 ]]; then
        if [[ $(id -u) -ne 0 ]] && ! command -v sudo >/dev/null; then
            echo "These packages are missing: ${missing[*]}" >&2
            echo "Run this script as root, install sudo, or have them installed." >&2
            exit 1
        fi
        echo "Installing ${#missing[@]} packages (log: build/setup.log)"
        : >build/setup.log
        # The package lists of a fresh machine are empty or outdated.
        if ! as_root apt-get install -y --no-install-recommends "${missing[@]}" >>build/setup.log 2>&1; then
            logged build/setup.log as_root apt-get update
            logged build/setup.log as_root apt-get install -y --no-install-recommends "${missing[@]}"
        fi
    fi

    # The reference BLAS is about sixty times slower than OpenBLAS.
    local name chosen fast
    for name in libblas.so.3 liblapack.so.3; do
        name=$name-$(uname -m)-linux-gnu
        chosen=$(update-alternatives --query "$name" 2>/dev/null | sed -n 's/^Value: //p')
        fast=$(update-alternatives --list "$name" 2>/dev/null | grep openblas | head -n 1 || true)
        if [[ -n $fast && $chosen != *openblas* ]]; then
            echo "Choosing OpenBLAS for $name"
            logged build/setup.log as_root update-alternatives --set "$name" "$fast"
        fi
    done
}

# The tests also run in languages that write numbers, letters and digits in other ways.
makeLocales() {
    local name made
    made=$(locale -a)
    for name in de_DE tr_TR ar_EG; do
        if ! grep -qix "$name.utf-\?8" <<<"$made"; then
            logged build/setup.log as_root localedef -i "$name" -f UTF-8 "$name.UTF-8"
        fi
    done
}

# The tests run ONNX exports in ONNX Runtime and in its WebAssembly; without them these tests are skipped.
installNodePackages() {
    local version=1.30.0 name told missing=()
    for name in onnxruntime-node onnxruntime-web; do
        told=build/node/node_modules/$name/package.json
        if [[ ! -e $told ]] || ! grep -q "\"version\": \"$version\"" "$told"; then
            missing+=("$name@$version")
        fi
    done
    if [[ ${#missing[@]} -eq 0 ]]; then
        return
    fi
    echo "Installing ${missing[*]} (log: build/node.log)"
    # Scripts of packages are not run; what they would fetch is for GPUs.
    if ! timeout 300 npm install --ignore-scripts --no-audit --no-fund --fetch-retries 0 --prefix build/node \
        "${missing[@]}" >build/node.log 2>&1; then
        echo "npm's registry gave no ${missing[*]}: the tests that need them are skipped (log: build/node.log)"
    fi
}

build() {
    local log=build/$preset.log jobs memory
    # Compiling a torch unit takes up to 2 GB.
    memory=$(awk '/^MemAvailable/ { print int($2 / 1500000) }' /proc/meminfo)
    jobs=$(nproc)
    if [[ $memory -lt $jobs ]]; then
        jobs=$((memory > 1 ? memory : 1))
    fi

    : >"$log"
    # Changing the choice of Qt or torch recreates the build folder: cached paths do not follow it.
    local choice="GUI=$gui TORCH=$torch" fresh=()
    if [[ -e build/$preset/choice && $(<"build/$preset/choice") != "$choice" ]]; then
        fresh=(--fresh)
    fi
    if [[ ${#fresh[@]} -gt 0 || ! -e build/$preset/build.ninja || CMakePresets.json -nt build/$preset/build.ninja ]]; then
        logged "$log" cmake --preset "$preset" "${fresh[@]}" -DPRIORSCOPE_GUI="$gui" -DPRIORSCOPE_TORCH="$torch"
        echo "$choice" >"build/$preset/choice"
    fi
    if [[ $(cmake --build --preset "$preset" ${1:+--target "$@"} -- -n 2>&1) == *"no work to do"* ]]; then
        return
    fi
    echo "Building $preset with $jobs processes (log: $log); the first time takes some minutes"
    if [[ -t 1 ]]; then
        if ! cmake --build --preset "$preset" -j "$jobs" ${1:+--target "$@"} 2>&1 | tee -a "$log" |
            { grep --line-buffered -o '^\[[0-9]*/[0-9]*\]' || true; } |
            while read -r step; do printf '\r%s ' "$step"; done; then
            printf '\n'
            grep -A 30 -m 1 '^FAILED' "$log" >&2 || tail -n 40 "$log" >&2
            echo "The build failed (whole log: $log)" >&2
            exit 1
        fi
        printf '\r\033[K'
    elif ! cmake --build --preset "$preset" -j "$jobs" ${1:+--target "$@"} >>"$log" 2>&1; then
        grep -A 30 -m 1 '^FAILED' "$log" >&2 || tail -n 40 "$log" >&2
        echo "The build failed (whole log: $log)" >&2
        exit 1
    fi
}

installPackages
if [[ $preset != release ]]; then
    makeLocales
    installNodePackages
fi
build "$@"
