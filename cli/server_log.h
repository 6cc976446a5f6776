// What a server says on stderr while it serves. Never holds it up: whoever starts a server and does not read
// its stderr has a server that answers all the same.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>

#include "base/log.h"

namespace tally::cli {

class ServerLog {
  public:
    // Lines that find no room are left out, and counted in front of the next one that does. From any thread.
    void say(log::Level level, const std::string& line);

  private:
    std::mutex mutex_;
    std::size_t left_out_ = 0;
};

}  // namespace tally::cli
