// What every verb of `contract` is to the program.
#pragma once

#include <functional>

#include "cli/exit_code.h"

namespace CLI {
class App;
}

namespace tally::cli {

using Command = std::function<ExitCode()>;  // runs after its options were read

}  // namespace tally::cli
