// What a server tells the person who started it: what it serves, what came, and what did not fit.
#pragma once

#include <functional>
#include <string>

#include "base/log.h"

namespace tally::recording {

// Called from the threads that answer requests; the text is one line, made safe to print.
using Say = std::function<void(log::Level, const std::string&)>;

}  // namespace tally::recording
