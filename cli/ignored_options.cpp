#include "cli/ignored_options.h"

#include "base/text.h"
#include "cli/command_line.h"

namespace tally::cli {

void add_ignored_options(CLI::App& app, const std::vector<std::string>& flags,
                         const std::vector<std::string>& options) {
    std::vector<std::string> all_flags = flags;
    for (const char* flag : {"--enable-otel", "--enable-otel-logs", "--enable-otel-traces"})
        all_flags.emplace_back(flag);
    std::vector<std::string> all_options = options;
    for (const char* option :
         {"--log-level", "--otel-exporter", "--otel-exporter-endpoint", "--otel-exporter-protocol"})
        all_options.emplace_back(option);
    for (const auto& flag : all_flags) app.add_flag(flag)->group("");
    for (const auto& option : all_options) app.add_option(option)->group("");
}

std::string note_about_ignored_options(const CLI::App& app, const std::string& reason) {
    std::vector<std::string> used;
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_group().empty() && option->count() > 0 && !option->get_lnames().empty())
            used.push_back("--" + option->get_lnames().front());
    }
    if (used.empty()) return "";
    return "note: " + text::join(used, ", ") + (used.size() == 1 ? " has" : " have") +
           " no effect: " + reason + "\n";
}

}  // namespace tally::cli
