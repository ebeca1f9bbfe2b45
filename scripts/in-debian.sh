#!/usr/bin/env bash
# Runs a command of this project in a minimal chroot of a Debian release: scripts/in-debian.sh RELEASE COMMAND [ARGUMENT...]
# For example: scripts/in-debian.sh trixie scripts/test.sh
# If needed, debootstrap creates the chroot below PRIORSCOPE_ROOTS (by default in the user's cache), with
# this machine's own package source. The command runs in it on a copy of the working tree, whose build folder is
# kept for the next call; PRIORSCOPE_TEST_DATA, or ../shared, is visible there as well, and so are PRIORSCOPE_GUI and
# PRIORSCOPE_TORCH. Must be run as root.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if [[ $# -lt 2 ]]; then
    echo "usage: scripts/in-debian.sh RELEASE COMMAND [ARGUMENT...]   (bookworm, trixie, …)" >&2
    exit 2
fi
if [[ $(id -u) -ne 0 ]]; then
    echo "in-debian.sh changes the root folder and mounts: run it as root" >&2
    exit 1
fi
release=$1
shift
roots=${PRIORSCOPE_ROOTS:-${XDG_CACHE_HOME:-$HOME/.cache}/priorscope/roots}
target=$roots/$release

missing=()
for tool in debootstrap rsync; do
    command -v "$tool" >/dev/null || missing+=("$tool")
done
if [[ ${#missing[@]} -gt 0 ]]; then
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" >/dev/null
fi

if [[ ! -e $target/.complete ]]; then
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
    rm -rf "$target"
    mkdir -p "$target"
    echo "Making a root of $release in $target"
    if ! debootstrap --variant=minbase "$release" "$target" "$mirror" >"$roots/$release.log" 2>&1; then
        tail -n 20 "$roots/$release.log" >&2
        exit 1
    fi
    # The chroot needs whatever this machine's apt needs to reach its source (a proxy, a certificate).
    for part in apt.conf.d auth.conf.d; do
        if [[ -d /etc/apt/$part ]]; then
            cp -r --update=none "/etc/apt/$part/." "$target/etc/apt/$part/" 2>/dev/null ||
                cp -rn "/etc/apt/$part/." "$target/etc/apt/$part/"
        fi
    done
    touch "$target/.complete"
fi

mkdir -p "$target/work/priorscope" "$target/work/shared" "$target/work/test-data" "$target/work/libtorch"
rsync -a --delete --exclude=/build --exclude=/.git/worktrees "$root/" "$target/work/priorscope/"
torch=${PRIORSCOPE_TORCH:-}
if [[ -n $torch ]]; then
    torch=$(cd "$torch" && pwd)
fi

# The mounts are visible only to this command, and disappear with it.
exec unshare --mount --propagation private bash -euo pipefail -c '
    target=$1
    shared=$2
    test_data=$3
    torch=$4
    gui=$5
    shift 5
    mount -t proc proc "$target/proc"
    mount -t tmpfs tmpfs "$target/dev/shm" 2>/dev/null || true
    if [[ -d $shared ]]; then
        mount --rbind "$shared" "$target/work/shared"
    fi
    given=(PRIORSCOPE_GUI="$gui")
    if [[ -n $test_data ]]; then
        mount --bind "$test_data" "$target/work/test-data"
        given+=(PRIORSCOPE_TEST_DATA=/work/test-data)
    fi
    if [[ -n $torch ]]; then
        mount --bind "$torch" "$target/work/libtorch"
        given+=(PRIORSCOPE_TORCH=/work/libtorch)
    fi
    exec chroot "$target" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
        LANG=C.UTF-8 TERM="${TERM:-dumb}" DEBIAN_FRONTEND=noninteractive "${given[@]}" \
        bash -c "cd /work/priorscope && exec \"\$@\"" in-debian "$@"
' in-debian "$target" "$root/../shared" "${PRIORSCOPE_TEST_DATA:-}" "$torch" "${PRIORSCOPE_GUI:-ON}" "$@"
