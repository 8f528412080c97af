#!/usr/bin/env bash
# Runs this module's tests on emulated aarch64, with the Java that Raspberry Pi OS (trixie) has: the loops that C2 makes for NEON.
# Usage: inference/bench/aarch64.sh [FOLDER]     needs qemu-user and mmdebstrap; FOLDER (default: ~/.cache/mando/aarch64) keeps the Java machine, 0.4 GB
# A time measured here says nothing about a Pi. Left out is what needs Jazzer, which has no agent for this processor.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(realpath -m "${1:-$HOME/.cache/mando/aarch64}")
root=$folder/root
if [ ! -f "$folder/java/release" ]; then
    # What an earlier run left unfinished; nothing else that may lie in this folder.
    rm -rf "$root" "$folder/java"
    mkdir -p "$folder/java/bin"
    # Packages are unpacked only: nothing of them has to run here.
    mmdebstrap --quiet --variant=extract --architectures=arm64 --include=openjdk-25-jre-headless,libstdc++6 trixie "$root"
    ln -s usr/lib "$root/lib"
    # The emulator finds a path below its root, but the kernel follows links.
    find "$root/usr/lib/jvm" -type l -lname '/*' -printf '%p\t%l\n' | while IFS=$'\t' read -r link target; do
        ln -sfn "$root$target" "$link"
    done
    cat > "$folder/java/bin/java" <<END
#!/bin/sh
# cortex-a72: a Raspberry Pi 4's, with vectors of 128 bits.
exec qemu-aarch64 -cpu cortex-a72 -L $root $root/usr/lib/jvm/java-25-openjdk-arm64/bin/java "\$@"
END
    chmod +x "$folder/java/bin/java"
    cp "$root/usr/lib/jvm/java-25-openjdk-arm64/release" "$folder/java/release"
fi
"$folder/java/bin/java" -version
mvn -pl inference -Djvm="$folder/java/bin/java" test-compile surefire:test@default-test surefire:test@vectors-of-64-bits
