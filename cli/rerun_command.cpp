#include "cli/rerun_command.h"

#include "base/secrets.h"
#include "base/text.h"
#include "base/url.h"

namespace tally::cli {

namespace {

bool takes_secret(const std::string& option) {
    return option == "--password" || option == "--token" || option == "-t";
}

std::string masked_argument(const std::string& argument) {
    if (argument.find("://") != std::string::npos) return masked_url(argument);
    return argument;
}

std::string masked_header(const std::string& text) {
    const auto equals = text.find('=');
    return equals == std::string::npos
               ? text
               : text.substr(0, equals + 1) + masked(text.substr(0, equals), text.substr(equals + 1));
}

}  // namespace

std::string command_for_rerun(const std::string& program, int argc, char** argv) {
    std::string command = program;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        const auto equals = argument.find('=');
        const std::string name = argument.rfind("--", 0) == 0 ? argument.substr(0, equals) : argument;
        const bool attached = name != argument;
        if (name == "--last-failed" || name == "--exit-on-first-error" || name == "--publish") continue;
        if (name == "--only") {
            if (!attached) ++i;
            continue;
        }
        if (takes_secret(name)) {
            if (!attached) ++i;
            command += " " + name + " ***";
        } else if (name.rfind("-t", 0) == 0 && name.rfind("--", 0) != 0) {
            command += " -t ***";
        } else if ((name == "-H" || name == "--header") && !attached && i + 1 < argc) {
            command += " " + name + " " + text::shell_quoted(masked_header(argv[++i]));
        } else if (name == "--header" || (name.rfind("-H", 0) == 0 && name.size() > 2)) {
            command += " " + text::shell_quoted(masked_header(argument));
        } else {
            command += " " + text::shell_quoted(masked_argument(argument));
        }
    }
    return command;
}

}  // namespace tally::cli
