#include "base/text.h"
#include "cli/reference/shell_template.h"
#include "cli/reference/writers.h"

namespace tally::cli::reference {

namespace {

std::string kind_name(ValueKind kind) {
    switch (kind) {
        case ValueKind::choice:
            return "choice";
        case ValueKind::file:
            return "file";
        case ValueKind::folder:
            return "folder";
        case ValueKind::command:
            return "command";
        case ValueKind::nothing:
            break;
    }
    return "";
}

// What is typed for a program becomes that program. Where it passes on commands of `above`, they can follow
// too.
std::string rows_of_stand_in(const Page& page, const Page& above) {
    std::string head = "        '" + page.name + "') path=" + page.stands_for + "; _contract_table";
    if (!page.passes_on) return head + " ;;\n";
    std::string words, patterns;
    for (const Page* command : commands_of(above)) {
        const std::string word = typed_name(*command);
        words += " " + word;
        patterns += (patterns.empty() ? "'" : " | '") + page.stands_for + " " + word + "'";
    }
    return head + "; commands+='" + words + "' ;;\n        " + patterns + ") path=\"" + above.name +
           " ${path##* }\"; _contract_table ;;\n";
}

std::string row(const Page& page) {
    std::string flags, valued, commands;
    for (const auto& group : page.groups) {
        for (const auto& option : group.options) {
            std::string& names = option.placeholder.empty() ? flags : valued;
            for (const auto& name : option.names) names += (names.empty() ? "" : " ") + name;
        }
    }
    for (const auto& command : page.commands) commands += (commands.empty() ? "" : " ") + typed_name(command);
    std::string text = "        '" + page.name + "')\n            flags='" + flags + "'\n";
    if (!valued.empty()) text += "            valued='" + valued + "'\n";
    if (!commands.empty()) text += "            commands='" + commands + "'\n";
    if (!page.arguments.empty())
        text += "            arguments=" + kind_name(page.arguments.front().kind) + "\n";
    return text + "            ;;\n";
}

std::string value(const std::string& patterns, const Parameter& parameter) {
    return "        " + patterns + ") kind=" + kind_name(parameter.kind) +
           (parameter.choices.empty() ? "" : " choices='" + text::join(parameter.choices, " ") + "'") +
           " ;;\n";
}

std::string values(const Page& page) {
    std::string text;
    for (const auto& group : page.groups) {
        for (const auto& option : group.options) {
            if (option.kind == ValueKind::nothing) continue;
            std::string patterns;
            for (const auto& name : option.names)
                patterns += (patterns.empty() ? "'" : " | '") + page.name + " " + name + "'";
            text += value(patterns, option);
        }
    }
    if (!page.arguments.empty() && !page.arguments.front().choices.empty())
        text += value("'" + page.name + " arguments'", page.arguments.front());
    return text;
}

}  // namespace

std::string bash_completion(const std::vector<Page>& programs) {
    std::string table, all_values;
    for (const auto& program : programs) {
        for (const Page* page : pages_of(program)) {
            table += row(*page);
            for (const auto& command : page->commands) {
                if (!command.stands_for.empty()) table += rows_of_stand_in(command, *page);
            }
            all_values += values(*page);
        }
    }
    return filled(bash_template(),
                  {{"@TABLE@\n", table}, {"@VALUES@\n", all_values}, {"@PROGRAMS@", names_of(programs)}});
}

}  // namespace tally::cli::reference
