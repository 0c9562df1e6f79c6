#!/usr/bin/env bash
# The hook as its users have it: pre-commit installs the last commit of this repository and checks an archive with it.
# Takes minutes, Python and the package registries, so it is no part of .ci/run.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

python3 -m venv "$place/python"
"$place/python/bin/pip" install --quiet pre-commit
export PATH="$place/python/bin:$PATH" PRE_COMMIT_HOME="$place/hooks"

git init --quiet "$place/archive"
cd "$place/archive"
git config user.name Archivist
git config user.email archivist@dip.example
cat > .pre-commit-config.yaml <<END
repos:
  - repo: $root
    rev: $(git -C "$root" rev-parse HEAD)
    hooks:
      - id: dip-check
      - id: dip-fmt
END
echo 'name = "archive"' > dip.toml
echo 'person silva "Ana Silva" { office "Minister of Transport" of PT }' > people.dip
cat > talks.dip <<'END'
document readout "Talks in Lisbon" { kind: readout; date: 2024-03-12 }
meeting lisbon "Talks in Lisbon" {
  date: 2024-03-12
  source: readout
  attendee silva for PT
  attendee "the Minister of Transport" for CZ
  statement by silva discussed "night trains"
}
END
pre-commit install
git add .
git commit --quiet --message "An archive without a fault"

echo 'topic   trains   "Trains"  { note: "by night" }' > topics.dip
git add topics.dip
if git commit --quiet --message "A topic, typed in a hurry"; then
  echo "a record that is not laid out was let through" >&2
  exit 1
fi
echo 'topic trains "Trains" { note: "by night" }' | cmp - topics.dip
git add topics.dip
git commit --quiet --message "A topic"

git rm --quiet people.dip
if git commit --quiet --message "A person is gone" 2>&1 | tee "$place/said"; then
  echo "a commit that breaks another file was let through" >&2
  exit 1
fi
grep --quiet 'talks.dip:5:' "$place/said"
echo "pre-commit: the hook installs, lets a good commit through, lays out one typed in a hurry and stops a bad one"
