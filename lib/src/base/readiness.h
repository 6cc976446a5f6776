// Waiting for a file descriptor of somebody else's, as libraries give them out for that.
#pragma once

#include <chrono>

namespace tally {

enum class Readiness { to_read, to_read_or_write };

// False when nothing happened before `deadline`. A descriptor that is broken is ready: who uses it learns why.
bool becomes_ready(int descriptor, Readiness readiness, std::chrono::steady_clock::time_point deadline);

}  // namespace tally
