#!/usr/bin/env bash
# A whole run, as its users see it: an invented export of 100 children with 60 events each, built twice,
# on one worker and on all; peak memory; supervision packs of the same children; and the same pages set by a loop over the typst command line,
# where one is on the PATH. Run it on a quiet machine: [PROFILE=release] benches/whole-run.sh [CHILDREN]
set -euo pipefail
cd "$(dirname "$0")/.."
children="${1:-100}"
profile="${PROFILE:-dev}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cargo build --quiet --profile "$profile"
folder="$profile"
[ "$profile" = dev ] && folder=debug
program="${CARGO_TARGET_DIR:-target}/$folder/casebinder"
settings="$work/casebinder.toml"
# Every category belongs, so that every event is a row.
cat > "$settings" <<'TOML'
as_at = "2026-06-30"
[chronology]
significant = ["move", "referral", "school change", "achievement", "health", "police", "visit", "call", "concern", "hospital"]
TOML
"$program" sample --children "$children" --events 60 --seed 7 -o "$work/export" > "$work/said"

seconds() { # prints wall seconds of a command
  local before after
  before=$(date +%s.%N); "$@" > "$work/said" 2> "$work/told"; after=$(date +%s.%N)
  echo "$after - $before" | bc
}
build() { "$program" build "$work/export" --only chronology -o "$work/out-$1" --config "$settings" --jobs "$1" -q; }

echo "cores: $(nproc), memory: $(awk '/MemTotal/ {printf "%d MiB", $2/1024}' /proc/meminfo)"
one=$(seconds build 1)
all=$(seconds build "$(nproc)")
again=$(seconds build "$(nproc)")
rows=$((children * 60))
echo "one worker:     $one s, $(echo "$rows / $one" | bc) rows/s"
echo "$(nproc) workers:      $all s, $(echo "$rows / $all" | bc) rows/s, $(echo "scale=2; $one / $all" | bc) times one"
echo "again:          $again s, $(echo "$all / $again" | bc) times quicker"
if [ -x /usr/bin/time ]; then
  rm -rf "$work/out-$(nproc)"
  /usr/bin/time -f "peak memory:    %M KiB" "$program" build "$work/export" --only chronology -o "$work/out-$(nproc)" --config "$settings" -q
fi
# Supervision packs of the same children, 20 to a worker, against the page rate of the chronologies.
pages() { grep -o '"pages": *[0-9]*' "$1/manifest.json" | grep -o '[0-9]*' | paste -sd+ | bc; }
packs=$(seconds "$program" build "$work/export" --only supervision-pack -o "$work/packs" --config "$settings" --jobs "$(nproc)" -q)
of_chronologies=$(pages "$work/out-$(nproc)")
of_packs=$(pages "$work/packs")
echo "chronologies:   $of_chronologies pages, $(echo "$of_chronologies / $all" | bc) pages/s"
echo "packs:          $of_packs pages in $packs s, $(echo "$of_packs / $packs" | bc) pages/s"
if command -v typst > /dev/null; then
  mkdir "$work/typst"
  WRITE="$work/typst" cargo bench --quiet --profile "$profile" --bench pages
  cd "$work/typst/layouts"
  loop() {
    for seed in $(seq 0 19); do
      cp "data-$seed.json" data.json
      typst compile --root . --font-path fonts --ignore-system-fonts --pdf-standard a-2a,ua-1 main.typ out.pdf
    done
  }
  took=$(seconds loop)
  echo "typst $(typst --version | cut -d' ' -f2) in a loop: $took s for 20 documents, $(echo "1200 / $took" | bc) rows/s"
fi
