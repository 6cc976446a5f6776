#!/bin/sh
# Runs the consumer's tests against a mock server that knows what expectations.json says. When every request came, and no
# other, contracts/front-desk-greeter.json is written.
set -eu
cd "$(dirname "$0")"

# The master server, which starts mock servers, on any free port
log=$(mktemp)
contract mock start --host 127.0.0.1 --port 0 --output contracts > "$log" &
master=$!
trap 'kill "$master" 2>/dev/null || true; wait "$master" 2>/dev/null || true; rm -f "$log"' EXIT
port=
while [ -z "$port" ]; do
    kill -0 "$master"
    port=$(sed -n 's/^listening on .*://p' "$log")
    [ -n "$port" ] || sleep 0.1
done

# "Mock server ID started on port N"
started=$(contract mock create --port "$port" --file expectations.json)
mock=$(echo "$started" | cut -d ' ' -f 3)

./greeting_client.sh "http://127.0.0.1:${started##* }"

contract mock verify --port "$port" --mock-server-id "$mock"
contract check contracts
