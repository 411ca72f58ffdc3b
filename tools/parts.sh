# Sourced by the chores that have several parts: each part runs, is timed, and has its line in the closing summary,
# so that one failure does not hide the next. A part whose tool cannot be had is skipped loudly; under CI=true it fails.

part_lines=()
parts_failed=0

# What tools/setup could only put beside the repository's own files.
export PATH="$PWD/.pinpoint/tools/bin:$PWD/.pinpoint/node/bin:$PATH"

# The whole workspace, with the features that the faces have in tests and in no package: the generator, and the stories'
# world. Each call names the same ones, so that all of it is looked at, and nothing is compiled twice.
workspace=(--workspace --features pinpoint-uniffi/cli,pinpoint-uniffi/testing,pinpoint-cli/testing)

have() { command -v "$1" >/dev/null 2>&1; }

# npm_in PACKAGE ARGS...: npm in a package whose dependencies are those of its lock file; npm keeps a copy of the one it installed last.
npm_in() {
  local package=$1
  shift
  [ "$package/node_modules/.package-lock.json" -nt "$package/package-lock.json" ] || npm --prefix "$package" ci || return
  npm --prefix "$package" "$@"
}

# install_tool CRATE VERSION BINARY [SUBCOMMAND]: a program of cargo's, compiled once into .pinpoint/tools.
install_tool() {
  local root=$PWD/.pinpoint/tools
  "$root/bin/$3" "${@:4}" --version 2>/dev/null | grep -qF " $2" && return
  echo "installing $1 $2, once; this takes minutes"
  cargo install --quiet --locked --root "$root" "$1@$2"
}

# part NAME COMMAND...
part() {
  local name=$1 start=$SECONDS status=0
  shift
  printf -- '--- %s\n' "$name"
  "$@" || status=$?
  if [ "$status" -eq 0 ]; then
    part_lines+=("$(printf 'ok       %-28s %4d s' "$name" $((SECONDS - start)))")
  else
    part_lines+=("$(printf 'FAILED   %-28s %4d s   exit %d' "$name" $((SECONDS - start)) "$status")")
    parts_failed=1
  fi
}

# skip NAME REASON
skip() {
  printf -- '--- %s\n!!! SKIPPED: %s\n' "$1" "$2" >&2
  part_lines+=("$(printf 'SKIPPED  %-28s          %s' "$1" "$2")")
  if [ "${CI:-}" = true ]; then parts_failed=1; fi
}

# part_on CHORES NAME COMMAND...: a part that first has `tools/setup CHORES` bring its tools, or is skipped with setup's last words.
part_on() {
  local chores=$1 name=$2 start=$SECONDS said said_last
  shift
  said=$(mktemp)
  # shellcheck disable=SC2086 # a list of words
  if tools/setup $chores 2>&1 | tee "$said"; then
    [ $((SECONDS - start)) -lt 5 ] || part_lines+=("$(printf 'ok       %-28s %4d s' "setup $chores" $((SECONDS - start)))")
    part "$@"
  else
    said_last=$(sed -n '$s/^setup: //p' "$said")
    skip "$name" "${said_last:-tools/setup $chores failed}"
  fi
  rm -f "$said"
}

# parts_end TITLE: the summary. Its status is that of the whole chore.
parts_end() {
  printf '\n%s (%d s)\n' "$1" "$SECONDS"
  printf '  %s\n' "${part_lines[@]}"
  return "$parts_failed"
}
