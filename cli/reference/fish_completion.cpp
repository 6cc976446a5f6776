#include "base/text.h"
#include "cli/reference/shell_template.h"
#include "cli/reference/writers.h"

namespace tally::cli::reference {

namespace {

std::string quoted(std::string text) {
    text = text::replace_all(std::move(text), "\\", "\\\\");
    return "'" + text::replace_all(std::move(text), "'", "\\'") + "'";
}

// The value, after an option or as an argument.
std::string values(const Parameter& parameter) {
    switch (parameter.kind) {
        case ValueKind::choice:
            return " -a " + quoted(text::join(parameter.choices, " "));
        case ValueKind::folder:
            return " -a '(__fish_complete_directories)'";
        case ValueKind::file:
        case ValueKind::command:
            return " -F";
        case ValueKind::nothing:
            break;
    }
    return "";
}

bool takes_files(const Parameter& parameter) {
    return parameter.kind == ValueKind::file || parameter.kind == ValueKind::command;
}

std::string option_line(const std::string& start, const Parameter& option) {
    std::string line = start;
    for (const auto& name : option.names)
        line += (name.size() == 2 ? " -s " : " -l ") + name.substr(name.size() == 2 ? 1 : 2);
    if (!option.placeholder.empty() && !option.value_may_be_missing)
        line += (takes_files(option) ? " -r" : " -x") + values(option);
    return line + " -d " + quoted(option.help) + '\n';
}

// `programs` are those by whose name one gets to the page: its own, and that of the program it is a command
// of.
std::string lines(const Page& page, const std::vector<std::string>& programs) {
    const std::string start =
        "complete -c " + text::join(programs, " -c ") + " -n " + quoted("__contract_at " + quoted(page.name));
    std::string text;
    for (const auto& command : page.commands)
        text += start + " -a " + typed_name(command) + " -d " + quoted(first_sentence(command)) + '\n';
    for (const auto& group : page.groups) {
        for (const auto& option : group.options) text += option_line(start, option);
    }
    if (!page.arguments.empty() && page.arguments.front().kind != ValueKind::nothing)
        text += start + values(page.arguments.front()) + '\n';
    return text;
}

// A command of `above` behind the name of a program that passes it on.
std::string lines_passed_on(const Page& stand, const Page& above) {
    std::string text;
    for (const Page* command : commands_of(above)) {
        text += "complete -c " + above.name + " -n " + quoted("__contract_at " + quoted(stand.stands_for)) +
                " -a " + typed_name(*command) + " -d " + quoted(first_sentence(*command)) + '\n';
    }
    return text;
}

struct Stand {
    std::string in;       // "contract"
    std::string typed;    // "contract verify"
    std::string program;  // "contract-verify"
};

std::vector<Stand> stands_in(const std::vector<Page>& programs) {
    std::vector<Stand> all;
    for (const auto& program : programs) {
        for (const auto& command : program.commands) {
            if (!command.stands_for.empty()) all.push_back({program.name, command.name, command.stands_for});
        }
    }
    return all;
}

}  // namespace

std::string fish_completion(const std::vector<Page>& programs) {
    const auto stands = stands_in(programs);
    std::string commands, valued, cases, all_lines;
    for (const auto& stand : stands)
        cases += "                case " + quoted(stand.typed) + "\n                    set path " +
                 stand.program + '\n';
    for (const auto& program : programs) {
        std::vector<std::string> names = {program.name};
        for (const auto& stand : stands) {
            if (stand.program == program.name) names.push_back(stand.in);
        }
        for (const Page* page : pages_of(program)) {
            for (const auto& command : page->commands)
                commands += (commands.empty() ? "" : " ") + quoted(command.name);
            for (const auto& command : page->commands) {
                if (!command.passes_on) continue;
                all_lines += lines_passed_on(command, *page);
                for (const Page* other : commands_of(*page)) {
                    const std::string typed = command.stands_for + " " + typed_name(*other);
                    commands += " " + quoted(typed);
                    cases += "                case " + quoted(typed) + "\n                    set path " +
                             quoted(other->name) + '\n';
                }
            }
            for (const auto& group : page->groups) {
                for (const auto& option : group.options) {
                    if (option.placeholder.empty()) continue;
                    for (const auto& name : option.names)
                        valued += (valued.empty() ? "" : " \\\n    ") + quoted(page->name + " " + name);
                }
            }
            all_lines += lines(*page, names);
        }
    }
    return filled(fish_template(), {{"@COMMANDS@", commands},
                                    {"@VALUED@", valued},
                                    {"@STAND_INS@\n", cases},
                                    {"@LINES@\n", all_lines},
                                    {"@PROGRAMS@", names_of(programs)}});
}

}  // namespace tally::cli::reference
