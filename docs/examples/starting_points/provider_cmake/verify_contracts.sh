#!/bin/sh
# Starts the provider, asks it everything that the contracts of its consumers need, and stops it. The contracts come from
# the broker that PACT_BROKER_BASE_URL names, else from the folder contracts. Options are passed on to contract-verify.
#
# With a broker and PROVIDER_VERSION (and PROVIDER_BRANCH) the results are published too.
set -eu
cd "$(dirname "$0")"

# Put the commands that build and start your provider in place of these lines
cmake -S . -B build
cmake --build build
export TIME_OF_DAY="$PWD/build/time_of_day"
log=$(mktemp)
build/greeting_service "$TIME_OF_DAY" > "$log" &
provider=$!
trap 'kill "$provider" 2>/dev/null || true; wait "$provider" 2>/dev/null || true; rm -f "$log"' EXIT
url=
while [ -z "$url" ]; do
    kill -0 "$provider"
    url=$(sed -n 's/^listening on //p' "$log")
    [ -n "$url" ] || sleep 0.1
done

if [ -n "${PACT_BROKER_BASE_URL:-}" ]; then
    set -- --broker-url "$PACT_BROKER_BASE_URL" --provider-name greeter "$@"
    if [ -n "${PROVIDER_VERSION:-}" ]; then
        set -- "$@" --publish --provider-version "$PROVIDER_VERSION"
        [ -z "${PROVIDER_BRANCH:-}" ] || set -- "$@" --provider-branch "$PROVIDER_BRANCH"
    fi
else
    set -- contracts "$@"
fi
contract-verify "$@" --provider-url "$url" --state-command ./states.sh
