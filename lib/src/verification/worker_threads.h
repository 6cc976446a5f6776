#pragma once

#include <cstddef>
#include <functional>

namespace tally::verification {

// Does `task` for 0 to count - 1, in at most `jobs` threads, and returns when all are done. What is started
// first has the smaller number.
void do_in_threads(std::size_t jobs, std::size_t count, const std::function<void(std::size_t)>& task);

}  // namespace tally::verification
