// One line of what is logged of a delivery.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"

namespace tally::webhooks {

// "[2021-09-01T00:07:21Z] INFO: text". Lines of the text after its first are indented, so that what a receiver
// answers cannot pass for a line of the log.
std::string log_line(Time time, std::string_view level, std::string_view text);

}  // namespace tally::webhooks
