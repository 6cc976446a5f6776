#!/bin/sh
# Builds and runs the consumer's tests. Afterwards contracts/ has what they need of the provider, and nothing else.
#
#   ./record_contracts.sh           writes contracts/front-desk-greeter.json
#   ./record_contracts.sh --check   leaves it alone, and fails where the tests would record something else
#
# Where Tally is installed neither in /usr nor in /usr/local, the variable CMAKE_PREFIX_PATH names its folder.
set -eu
cd "$(dirname "$0")"

cmake -S . -B build
cmake --build build
export TALLY_CONTRACT_DIR="$PWD/contracts"
contract record "$@" -- ctest --test-dir build --output-on-failure
contract check contracts
