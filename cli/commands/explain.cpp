#include "cli/commands/explain.h"

#include <memory>
#include <string>
#include <vector>

#include "base/text.h"
#include "checking/finding_codes.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "reporting/failure_codes.h"
#include "reporting/findings_report.h"

namespace tally::cli {

namespace {

std::string heading(const checking::FindingCode& code) {
    return std::string(code.code) + "  " + std::string(reporting::severity_name(code.severity)) + ": " +
           std::string(code.title) + "\n";
}

ExitCode run(const std::string& typed) {
    if (typed.empty()) {
        for (const auto& code : checking::finding_codes()) print(heading(code));
        for (const auto& code : reporting::failure_codes()) print(heading(code));
        return ExitCode::yes;
    }
    const auto* of_check = checking::find_code(typed);
    const auto* code = of_check != nullptr ? of_check : reporting::find_failure_code(typed);
    if (code != nullptr) {
        print(heading(*code) + "\n" + std::string(code->explanation));
        return ExitCode::yes;
    }
    std::vector<std::string> all;
    for (const auto& each : checking::finding_codes()) all.emplace_back(each.code);
    for (const auto& each : reporting::failure_codes()) all.emplace_back(each.code);
    const std::string near = text::nearest(typed, all);
    print_usage_error("there is no code '" + typed + "'",
                      near.empty() ? "contract explain, which lists all of them" : near);
    return ExitCode::usage;
}

}  // namespace

Command add_explain(CLI::App& app) {
    auto typed = std::make_shared<std::string>();
    CLI::App& command =
        *app.add_subcommand("explain", "What a code of contract check or contract-verify means");
    command.group("Commands");
    set_up_help(command, "Without a code: all of them, a line each.\n\nExample:\n  contract explain T0202");
    command.add_option("CODE", *typed, "The code, for example T0202");
    return [typed] { return run(*typed); };
}

}  // namespace tally::cli
