# Runs in a network namespace of its own: $1 is Node, $2 this folder. The server gets another one.
set -e
ip link set lo up
# An established connection is given up after seconds instead of a quarter of an hour.
echo 4 > /proc/sys/net/ipv4/tcp_retries2
ip link add outer type veth peer name inner
unshare -n sleep 120 &
inside=$!
trap 'kill $inside $server 2> /dev/null' EXIT
sleep 0.3
ip link set inner netns $inside
ip addr add 10.9.0.1/24 dev outer
ip link set outer up
nsenter -t $inside -n ip addr add 10.9.0.2/24 dev inner
nsenter -t $inside -n ip link set inner up
nsenter -t $inside -n ip link set lo up
nsenter -t $inside -n "$1" "$2/server.ts" &
server=$!
sleep 1
"$1" --import "$2/../vscodeStub/register.ts" "$2/client.ts"
