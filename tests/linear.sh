#!/usr/bin/env bash
# Ten times the records take `dip fmt` at most twelve times the instructions. Needs valgrind, so it is no part of .ci/run.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

cargo build --locked --release --manifest-path "$root/Cargo.toml"
instructions() {
  for _ in $(seq "$1"); do cat "$root"/examples/*/*.dip; done > "$place/archive.dip"
  valgrind --tool=callgrind --callgrind-out-file=/dev/null \
    "$root/target/release/dip" fmt "$place/archive.dip" 2>&1 | sed -n 's/.*Collected : //p'
}
few=$(instructions 4)
many=$(instructions 40)
echo "dip fmt: $few instructions, and $many for ten times the records"
[ "$many" -le $((few * 12)) ]
