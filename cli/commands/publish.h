// `contract publish`: contract files of one consumer version go to a broker.
#pragma once

#include <functional>
#include <memory>

#include "cli/exit_code.h"

namespace CLI {
class App;
}

namespace tally::cli {

using Command = std::function<ExitCode()>;  // runs after its options were read

// Adds the command and its options to `app`. What is returned runs it.
Command add_publish(CLI::App& app);

}  // namespace tally::cli
