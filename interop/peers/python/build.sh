#!/usr/bin/env bash
# build.sh OUTDIR: builds the Python gRPC peer. Needs only a Python 3 with venv (another than python3: PYTHON=...).
# Leaves in OUTDIR the launchers grpcio-server and grpcio-client, and what they need in grpcio/ and grpcio-venv/.
set -euo pipefail

fail() {
    echo "interop/peers/python: $*" >&2
    exit 1
}

[ $# -eq 1 ] || fail "usage: build.sh OUTDIR"
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"
protos=../../proto
proto=trefoil/interop/v1/interop.proto
python=${PYTHON:-python3}

command -v "$python" >/dev/null || fail "missing: $python (Python 3.10 or newer)"
version=$("$python" -c 'import sys; print(*sys.version_info[:3], sep="."); sys.exit(sys.version_info < (3, 10))' 2>/dev/null) ||
    fail "missing: Python 3.10 or newer ($python is ${version:-no working Python})"

# The venv and the generated code are made again only when something they come from has changed.
stamp=$out/grpcio-venv/.built
inputs=$(echo "$version" && cat build.sh requirements.txt "$protos/$proto")
if [ ! -x "$out/grpcio-venv/bin/python" ] || [ ! -d "$out/grpcio" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$inputs" ]; then
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        fail "missing: the venv module of $python (on Debian the package python3-venv)"
    rm -rf "$out/grpcio-venv" "$out/grpcio"
    mkdir "$out/grpcio"
    "$python" -m venv "$out/grpcio-venv"
    "$out/grpcio-venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        --no-deps --only-binary :all: -r requirements.txt
    "$out/grpcio-venv/bin/python" -m grpc_tools.protoc -I "$protos" \
        --python_out="$out/grpcio" --grpc_python_out="$out/grpcio" "$proto"
    echo "$inputs" >"$stamp"
fi

# The programs lie beside the generated code, where Python finds it without any settings.
for program in server client; do
    cp "$program.py" "$out/grpcio/"
    cat >"$out/grpcio-$program" <<EOF
#!/bin/sh
here=\$(cd "\$(dirname "\$0")" && pwd) || exit 1
exec "\$here/grpcio-venv/bin/python" -Es "\$here/grpcio/$program.py" "\$@"
EOF
    chmod +x "$out/grpcio-$program"
done
