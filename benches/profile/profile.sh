#!/bin/bash
# profile.sh SERVER LABEL METHOD BODY CONNS STREAMS [SECS]: samples a server under h2load and says which
# layer uses its CPU (see classify.py); `profile.sh trefoil-server t Echo echo 8 8`.
# `cargo xtask bench verify` builds what it needs.
set -e
cd "$(dirname "$0")/.."
for tool in "h2load nghttp2-client" "perf linux-perf" "readelf binutils"; do
  command -v "${tool% *}" >/dev/null || { echo "profile.sh: \`${tool% *}\` is missing (Debian: apt-get install ${tool#* })"; exit 1; }
done
mkdir -p results tmp
bin=${BENCH_TARGET:-../target/bench}/release/$1 label=$2 method=$3 body=$4 c=$5 m=$6 secs=${7:-6}
port=$((53000 + RANDOM % 900))
taskset -c 0 "$bin" --port $port >/dev/null 2>&1 & srv=$!
trap 'kill $srv 2>/dev/null' EXIT
sleep 0.5
load() { taskset -c 1 h2load -t1 -c$c -m$m -D "$1" --warm-up-time=0 -d tmp/bodies/$body.bin -H 'content-type: application/grpc' -H 'te: trailers' http://127.0.0.1:$port/bench.v1.Bench/$method; }
load 1 >/dev/null
load $((secs + 2)) > results/profile-$label.load & gen=$!
sleep 0.7
perf record -q -e cpu-clock -F 2999 -g -p $srv -o tmp/perf-$label.data -- sleep "$secs" >/dev/null 2>&1
wait $gen
load 3 > tmp/sys.load & gen=$!
sleep 0.7
perf stat -p $srv -x, -e raw_syscalls:sys_enter,syscalls:sys_enter_epoll_wait,syscalls:sys_enter_writev,syscalls:sys_enter_write,syscalls:sys_enter_sendto,syscalls:sys_enter_recvfrom,syscalls:sys_enter_read,syscalls:sys_enter_futex,context-switches -- sleep 1.5 2> results/profile-$label.syscalls || true
wait $gen
grep 'finished in' tmp/sys.load >> results/profile-$label.syscalls
perf script -i tmp/perf-$label.data -F ip,sym,dso > tmp/perf-$label.txt 2>/dev/null
python3 profile/classify.py "$bin" tmp/perf-$label.txt > results/profile-$label.txt
cat results/profile-$label.txt results/profile-$label.syscalls
