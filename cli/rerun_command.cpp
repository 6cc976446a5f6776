#include "cli/rerun_command.h"

#include "base/secrets.h"
#include "base/text.h"
#include "base/url.h"

namespace tally::cli {

namespace {

bool takes_secret(const std::string& option) {
    return option == "--password" || option == "--token" || option == "-t";
}

bool writes_a_report(const std::string& option) {
    for (const char* each : {"-j", "--json", "-x", "--junit", "--html", "--sarif", "--tap"}) {
        if (option == each) return true;
    }
    return false;
}
bool is_short_for_a_report(const std::string& argument) {  // -jFILE
    return argument.size() > 2 && (argument.rfind("-j", 0) == 0 || argument.rfind("-x", 0) == 0);
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
        if (name == "--last-failed" || name == "--exit-on-first-error" || name == "--publish" ||
            name == "--github")
            continue;
        if (name == "--only" || writes_a_report(name)) {
            if (!attached) ++i;
            continue;
        }
        if (is_short_for_a_report(argument)) continue;
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
