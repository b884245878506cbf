#!/usr/bin/env bash
# build.sh OUTDIR: builds the Dubbo Java peer. Needs only a JDK (17 or newer) and Maven.
# Leaves in OUTDIR the launchers dubbo-java-server and dubbo-java-client, and what they need in dubbo-java/.
set -euo pipefail

fail() {
    echo "interop/peers/dubbo-java: $*" >&2
    exit 1
}

[ $# -eq 1 ] || fail "usage: build.sh OUTDIR"
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"

if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java javac=$JAVA_HOME/bin/javac; else java=java javac=javac; fi
command -v "$javac" >/dev/null && command -v "$java" >/dev/null || fail "missing: a JDK, 17 or newer ($javac)"
version=$("$javac" -version 2>&1) || fail "missing: a JDK, 17 or newer ($javac does not work)"
major=${version#javac }
major=${major%%[.-]*}
[ "$major" -ge 17 ] 2>/dev/null || fail "missing: a JDK, 17 or newer ($javac is $version)"
command -v mvn >/dev/null || fail "missing: Maven (mvn)"

# Built again only when something it comes from has changed.
home=$out/dubbo-java
stamp=$home/built
inputs=$(echo "$version" && find build.sh pom.xml src ../../proto -type f | LC_ALL=C sort | while read -r file; do cksum "$file"; done)
if [ ! -f "$home/build/peer.jar" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$inputs" ]; then
    rm -rf "$home"
    mkdir -p "$home"
    mvn -q -B -ntp -Dstyle.color=never -Dpeer.build="$home/build" package >"$home/build.log" 2>&1 ||
        { cat "$home/build.log" >&2; fail "Maven failed, as said above"; }
    echo "$inputs" >"$stamp"
fi

# Dubbo puts the address of a network card in place of every loopback address it is given, by name or by number, and
# takes a name it does not know as it stands. This hosts file, which only this JVM reads, gives it such a name; it must
# name the machine too, because Dubbo looks that up.
echo "127.0.0.1 localhost lo.peer $(hostname)" >"$home/hosts"

# Dubbo keeps caches under user.home. Groups and versions that are not served are refused only with the switch
# that is read from nowhere but the environment, and has dots in its name (so that only env can set it).
for program in server client; do
    cat >"$out/dubbo-java-$program" <<END
#!/bin/sh
here=\$(cd "\$(dirname "\$0")" && pwd)/dubbo-java || exit 1
if [ -n "\${JAVA_HOME:-}" ]; then java=\$JAVA_HOME/bin/java; else java=java; fi
exec env 'dubbo.rpc.tri.resolve-fallback-to-default=false' "\$java" \\
    -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m -Xshare:auto \\
    -Djava.net.preferIPv4Stack=true -Djdk.net.hosts.file="\$here/hosts" \\
    -Dfile.encoding=UTF-8 -Duser.home="\$here" \\
    -Ddubbo.application.logger=jdk \\
    -cp "\$here/build/peer.jar:\$here/build/lib/*" trefoil.interop.peer.$(echo "${program^}") "\$@"
END
    chmod +x "$out/dubbo-java-$program"
done
