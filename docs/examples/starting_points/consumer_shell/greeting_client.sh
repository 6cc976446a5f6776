#!/bin/sh
# Stands for the tests of your client, in whatever language: put the command that runs them in its place.
# $1 is where the service is.
set -eu

body=$(curl -sS "$1/greeting?name=Ada")
[ "$body" = '{"text":"Good morning, Ada"}' ] || { echo "unexpected greeting: $body" >&2; exit 1; }

status=$(curl -sS -w '\n%{http_code}' "$1/greeting" | tail -n 1)
[ "$status" = 400 ] || { echo "a greeting without a name: $status" >&2; exit 1; }
