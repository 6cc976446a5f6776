// A line of a test: where an expectation was written. Failures are reported there.
#pragma once

namespace tally {

struct Place {
    const char* file = "";
    int line = 0;

    // As a default argument, the line of the call.
    static constexpr Place here(const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
        return Place{file, line};
    }
};

}  // namespace tally
