// Switches that scripts written for other tools pass, and that have no effect here: accepted, kept out of the
// help, and told about in one note.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace tally::cli {

// Flags stand alone, options take a value. The telemetry switches of Pact tools are always among them.
void add_ignored_options(CLI::App& app, const std::vector<std::string>& flags,
                         const std::vector<std::string>& options);

// "note: --enable-otel has no effect: REASON\n", or "" when none was given.
std::string note_about_ignored_options(const CLI::App& app, const std::string& reason);

}  // namespace tally::cli
