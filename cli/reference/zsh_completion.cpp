#include "base/text.h"
#include "cli/reference/shell_template.h"
#include "cli/reference/writers.h"

namespace tally::cli::reference {

namespace {

std::string function_of(const std::string& name) {
    return "_contract_of_" + text::replace_all(name, " ", "_");
}

std::string quoted(const std::string& text) {
    return "'" + text::replace_all(text, "'", "'\\''") + "'";
}

// In a specification of _arguments a colon ends a part and a bracket the explanation.
std::string escaped(std::string text) {
    for (const char* mark : {"\\", ":", "[", "]"})
        text = text::replace_all(std::move(text), mark, std::string("\\") + mark);
    return text;
}

std::string action(const Parameter& parameter) {
    switch (parameter.kind) {
        case ValueKind::choice:
            return "(" + escaped(text::join(parameter.choices, " ")) + ")";
        case ValueKind::file:
            return "_files";
        case ValueKind::folder:
            return "_files -/";
        case ValueKind::command:
            return "_cmdstring";
        case ValueKind::nothing:
            break;
    }
    return " ";
}

// '(-t --tag)'{-t+,--tag=}'[A tag of the version]:NAME: '
std::string specification(const Parameter& option) {
    const bool has_value = !option.placeholder.empty();
    std::string names;
    for (const auto& name : option.names) {
        const char* with_value = name.size() == 2 ? "+" : "=";
        names += (names.empty() ? "" : ",") + name + (has_value ? with_value : "");
    }
    if (option.names.size() > 1) names = "{" + names + "}";
    const std::string tail = quoted("[" + escaped(option.help) + "]" +
                                    (has_value ? (option.value_may_be_missing ? "::" : ":") +
                                                     escaped(option.placeholder) + ":" + action(option)
                                               : ""));
    if (option.repeatable) return "'*'" + names + tail;
    return quoted("(" + text::join(option.names, " ") + ")") + names + tail;
}

std::string specification_of_argument(const Parameter& argument) {
    const std::string name = escaped(argument.placeholder) + ":";
    // A command line within the command line: its first word, then whatever that command completes
    if (argument.kind == ValueKind::command)
        return quoted(":" + name + "_command_names -e") + " " + quoted("*::" + name + "_normal");
    return quoted((argument.repeatable ? "*:" : ":") + name + action(argument));
}

std::string described(const std::vector<const Page*>& commands) {
    std::string text;
    for (const Page* command : commands) {
        const std::string word = text::replace_all(typed_name(*command), ":", "\\:");
        text += "        " + quoted(word + ":" + first_sentence(*command)) + "\n";
    }
    return text;
}

// The program, or a command of `above` that is passed on.
std::string passing_on(const Page& command, const Page& above) {
    const std::string program = function_of(command.stands_for), prefix = function_of(above.name) + "_";
    return "\n                    if (( CURRENT == 2 )); then\n"
           "                        _describe -t commands command commands\n"
           "                    elif (( $+functions[" +
           prefix +
           "${words[2]}] )); then\n"
           "                        shift words\n"
           "                        (( CURRENT-- ))\n"
           "                        " +
           prefix +
           "${words[1]}\n"
           "                        return\n"
           "                    fi\n"
           "                    " +
           program +
           "\n"
           "                    ;;\n";
}

std::string choice_of_command(const Page& page) {
    std::vector<const Page*> programs;
    for (const auto& command : page.commands) {
        if (!command.stands_for.empty()) programs.push_back(&command);
    }
    std::string text = "    local -a commands=(\n" + described(commands_of(page)) + "    )\n";
    if (!programs.empty()) text += "    local -a programs=(\n" + described(programs) + "    )\n";
    text += "    case $state in\n        command)\n            _describe -t commands command commands" +
            std::string(programs.empty() ? "" : " -- programs") +
            "\n            ;;\n        rest)\n            case $words[1] in\n";
    for (const auto& command : page.commands) {
        const std::string& target = command.stands_for.empty() ? command.name : command.stands_for;
        text += "                " + typed_name(command) + ")";
        text += command.passes_on ? passing_on(command, page) : " " + function_of(target) + " ;;\n";
    }
    return text + "            esac\n            ;;\n    esac\n";
}

std::string function(const Page& page) {
    std::string text = function_of(page.name) + "() {\n";
    if (!page.commands.empty()) text += "    local curcontext=$curcontext state line\n";
    text += std::string("    _arguments -s -S") + (page.commands.empty() ? "" : " -C");
    for (const auto& group : page.groups) {
        for (const auto& option : group.options) text += " \\\n        " + specification(option);
    }
    for (const auto& argument : page.arguments) text += " \\\n        " + specification_of_argument(argument);
    if (!page.commands.empty()) text += " \\\n        '1: :->command' '*:: :->rest'";
    text += "\n";
    if (!page.commands.empty()) text += choice_of_command(page);
    return text + "}\n\n";
}

}  // namespace

std::string zsh_completion(const std::vector<Page>& programs) {
    std::string functions;
    for (const auto& program : programs) {
        for (const Page* page : pages_of(program)) functions += function(*page);
    }
    functions.pop_back();
    return filled(zsh_template(), {{"@FUNCTIONS@\n", functions}, {"@PROGRAMS@", names_of(programs)}});
}

}  // namespace tally::cli::reference
