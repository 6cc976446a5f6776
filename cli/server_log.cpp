#include "cli/server_log.h"

#include <poll.h>
#include <unistd.h>

#include "base/text.h"

namespace tally::cli {

namespace {

// A pipe that can be written to has room for 4096 bytes.
constexpr std::size_t kMaxLine = 2000;

bool has_room(int descriptor) {
    pollfd stream{descriptor, POLLOUT, 0};
    return ::poll(&stream, 1, 0) == 1 && (stream.revents & POLLOUT) != 0;
}

}  // namespace

void ServerLog::say(log::Level level, const std::string& line) {
    if (!log::enabled(level)) return;
    const std::lock_guard lock(mutex_);
    if (!has_room(STDERR_FILENO)) {
        ++left_out_;
        return;
    }
    std::string text = text::shorten(line, kMaxLine);
    if (left_out_ > 0) text = "(" + text::counted(left_out_, "line") + " left out) " + text;
    left_out_ = 0;
    log::write(level, text);
}

}  // namespace tally::cli
