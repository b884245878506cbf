#!/usr/bin/env bash
# build.sh OUTDIR: installs grpc-go's own interoperability programs. Needs only a Go toolchain (another than go: GO=...; jobs at a time: GO_JOBS=...).
# Leaves in OUTDIR the programs grpc-go-server and grpc-go-client.
set -euo pipefail

version=v1.83.1

fail() {
    echo "interop/peers/grpc-go: $*" >&2
    exit 1
}

[ $# -eq 1 ] || fail "usage: build.sh OUTDIR"
mkdir -p "$1"
out=$(cd "$1" && pwd)
go=${GO:-go}

command -v "$go" >/dev/null || fail "missing: $go (Go 1.25 or newer)"
# The toolchain that is here, no other; no workspace and no -trimpath, for the programs look for TLS files at their source path.
export GOTOOLCHAIN=local GOWORK=off GOFLAGS=-buildvcs=false
minor=$("$go" env GOVERSION | sed -n 's/^go1\.\([0-9]*\).*/\1/p')
[ "${minor:-0}" -ge 25 ] || fail "missing: Go 1.25 or newer ($go is $("$go" env GOVERSION))"

# A folder of its own, for the programs are called client and server; Go's cache makes a second time quick.
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
GOBIN=$bin "$go" install -p "${GO_JOBS:-2}" "google.golang.org/grpc/interop/"{client,server}"@$version"
for program in client server; do
    mv "$bin/$program" "$out/grpc-go-$program"
done
