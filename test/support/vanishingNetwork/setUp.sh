#!/usr/bin/env bash
# Two hosts in network namespaces of their own, on one wire: the server's runs `server.ts`, the client's this script,
# which then runs the program given. Begun with `unshare -n`, so that everything is gone when it ends.
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
ip link set lo up
# A lost segment is sent again so often before the connection fails; the usual 15 take a quarter of an hour.
echo 3 > /proc/sys/net/ipv4/tcp_retries2
ip link add here type veth peer name there
unshare -n sleep 120 &
other=$!
trap 'kill $other $server 2>/dev/null || true' EXIT
server=
for _ in $(seq 50); do
	[ "$(readlink /proc/$other/ns/net)" != "$(readlink /proc/self/ns/net)" ] && break
	sleep 0.05
done
ip link set there netns $other
ip addr add 10.9.0.1/24 dev here
ip link set here up
nsenter -t $other -n ip addr add 10.9.0.2/24 dev there
nsenter -t $other -n ip link set there up
nsenter -t $other -n "$1" "$folder/server.ts" &
server=$!
"$1" "$2"
