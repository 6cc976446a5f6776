#!/bin/sh
# Starts the provider, asks it everything that the contracts of its consumers need, and stops it. The contracts come from
# the broker that PACT_BROKER_BASE_URL names, else from the folder contracts. Options are passed on to contract-verify.
#
# With a broker and PROVIDER_VERSION (and PROVIDER_BRANCH) the results are published too.
set -eu
cd "$(dirname "$0")"

# Put the command that starts your provider in place of these lines
TIME_OF_DAY=$(mktemp)
export TIME_OF_DAY
log=$(mktemp)
./greeting_service.py "$TIME_OF_DAY" > "$log" 2> "$log.requests" &
provider=$!
trap 'kill "$provider" 2>/dev/null || true; wait "$provider" 2>/dev/null || true; rm -f "$log" "$log.requests" "$TIME_OF_DAY"' EXIT
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
