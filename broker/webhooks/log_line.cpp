#include "webhooks/log_line.h"

#include "base/text.h"

namespace tally::webhooks {

std::string log_line(Time time, std::string_view level, std::string_view text) {
    const auto seconds = iso_8601_seconds(time).substr(0, 19);
    return "[" + seconds + "Z] " + std::string(level) + ": " +
           text::replace_all(text::printable(text), "\n", "\n    ") + "\n";
}

}  // namespace tally::webhooks
