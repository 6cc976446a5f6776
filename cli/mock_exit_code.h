// The exit codes of `contract mock`: those that scripts written for Pact's stand-alone mock server know.
#pragma once

namespace tally::cli {

enum class MockExitCode {
    ok = 0,
    could_not_start = 1,  // start: no port
    mismatch = 2,         // verify; also wrong usage of any command
    unknown_server = 3,   // verify, shutdown
    not_listed = 10,      // list: the master server cannot be asked
    not_created = 20,     // create: no contract, or the master server cannot be asked
    not_shut_down = 30,   // shutdown, shutdown-master
    not_verified = 40,    // verify: the master server cannot be asked
};

inline int to_int(MockExitCode code) {
    return static_cast<int>(code);
}

}  // namespace tally::cli
