// How a program shows its option table to what describes it: manual pages, completions, docs/cli.md.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace tally::cli {

// Called once, with a table that is gone afterwards.
using LookAtOptions = std::function<void(const CLI::App& options)>;

}  // namespace tally::cli
