#!/usr/bin/env bash
# build.sh OUTDIR: builds the dubbo-go peer. Needs only a Go toolchain (another than go: GO=...; jobs at a time: GO_JOBS=...); no protoc.
# Leaves in OUTDIR the programs dubbo-go-server and dubbo-go-client; the generated code goes to pb/, outside of git.
set -euo pipefail

fail() {
    echo "interop/peers/dubbo-go: $*" >&2
    exit 1
}

[ $# -eq 1 ] || fail "usage: build.sh OUTDIR"
mkdir -p "$1"
out=$(cd "$1" && pwd)
go=${GO:-go}

command -v "$go" >/dev/null || fail "missing: $go (Go 1.25 or newer)"
# The toolchain that is here, no other; and this module alone, whatever workspace or flags surround it.
export GOTOOLCHAIN=local GOWORK=off GOFLAGS="-mod=readonly -buildvcs=false"
minor=$("$go" env GOVERSION | sed -n 's/^go1\.\([0-9]*\).*/\1/p')
[ "${minor:-0}" -ge 25 ] || fail "missing: Go 1.25 or newer ($go is $("$go" env GOVERSION))"

cd "$(dirname "${BASH_SOURCE[0]}")"
protos=../../proto
proto=trefoil/interop/v1/interop.proto

# Go's own cache decides what to build again; only the generated code needs a stamp of what it comes from.
inputs=$(cat go.mod gen/main.go "$protos/$proto")
if [ "$(cat pb/.built 2>/dev/null)" != "$inputs" ]; then
    tools=$(mktemp -d)
    trap 'rm -rf "$tools"' EXIT
    "$go" build -p "${GO_JOBS:-2}" -o "$tools/" ./gen google.golang.org/protobuf/cmd/protoc-gen-go
    rm -rf pb
    "$tools/gen" "$tools/protoc-gen-go" "$protos" "$proto" pb
    echo "$inputs" >pb/.built
fi
"$go" build -p "${GO_JOBS:-2}" -o "$out/dubbo-go-server" ./server
"$go" build -p "${GO_JOBS:-2}" -o "$out/dubbo-go-client" ./client
