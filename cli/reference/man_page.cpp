#include <algorithm>

#include "base/text.h"
#include "cli/reference/writers.h"

namespace tally::cli::reference {

namespace {

// A leading dot or apostrophe would be a request, a bare hyphen would come out as another character.
std::string escaped(std::string text) {
    text = text::replace_all(std::move(text), "\\", "\\e");
    text = text::replace_all(std::move(text), "-", "\\-");
    if (!text.empty() && (text.front() == '.' || text.front() == '\'')) text.insert(0, "\\&");
    return text;
}

std::string bold(const std::string& text) {
    return "\\fB" + escaped(text) + "\\fR";
}

std::string italic(const std::string& text) {
    return "\\fI" + escaped(text) + "\\fR";
}

std::string upper_section(const std::string& title) {
    if (title == "Exit codes") return "EXIT STATUS";
    if (title == "Example") return "EXAMPLES";
    return text::upper(title);
}

std::string literal(const std::vector<std::string>& lines) {
    std::string text = ".nf\n";
    for (const auto& line : lines) text += escaped(line) + '\n';
    return text + ".fi\n";
}

std::string sentence(const std::string& text) {
    return text.empty() || text.back() == '.' ? text : text + '.';
}

std::string entry(const Parameter& parameter) {
    std::string head;
    for (const auto& name : parameter.names) head += (head.empty() ? "" : ", ") + bold(name);
    if (!parameter.placeholder.empty()) head += (head.empty() ? "" : " ") + italic(parameter.placeholder);
    if (parameter.names.empty() && parameter.repeatable) head += " ...";
    std::string text = ".TP\n" + head + "\n" + escaped(sentence(parameter.help)) + '\n';
    if (parameter.required && !parameter.names.empty()) text += "Required.\n";
    if (!parameter.choices.empty() && parameter.placeholder.find('|') == std::string::npos)
        text += "One of: " + escaped(text::join(parameter.choices, ", ")) + ".\n";
    if (!parameter.environment.empty()) text += "Environment: " + bold(parameter.environment) + ".\n";
    return text;
}

std::string prose(const Page& page) {
    std::string text = escaped(sentence(page.summary)) + '\n';
    for (const auto& block : page.blocks) {
        if (!block.title.empty()) continue;
        text += ".PP\n";
        for (const auto& line : block.lines) text += escaped(line) + '\n';
    }
    return text;
}

std::string usage(const Page& page) {
    return bold(page.name) + escaped(page.usage.substr(std::min(page.name.size(), page.usage.size()))) + '\n';
}

}  // namespace

std::string man_page(const Page& page, const std::string& version, const std::vector<std::string>& related) {
    const std::string name = dashed_name(page);
    // No date: the same sources give the same page
    std::string text = ".TH \"" + text::upper(name) + "\" \"1\" \"\" \"Tally " + version + "\" \"Tally\"\n";
    text += ".SH NAME\n" + escaped(name) + " \\- " + escaped(first_sentence(page)) + '\n';
    text += ".SH SYNOPSIS\n" + usage(page) + ".SH DESCRIPTION\n" + prose(page);
    if (!page.arguments.empty()) text += ".SH ARGUMENTS\n";
    for (const auto& argument : page.arguments) text += entry(argument);
    for (const auto& group : page.groups) {
        text += group.title == "Options" ? ".SH OPTIONS\n" : "";
        if (&group == &page.groups.front() && group.title != "Options") text += ".SH OPTIONS\n";
        if (group.title != "Options") text += ".SS " + escaped(group.title) + '\n';
        for (const auto& option : group.options) text += entry(option);
    }
    if (!page.commands.empty()) text += ".SH COMMANDS\n";
    for (const auto& group : groups_of_commands(page)) {
        if (group.title != "Commands") text += ".SS " + escaped(group.title) + '\n';
        for (const Page* command : group.commands)
            text += ".TP\n" + bold(typed_name(*command)) + '\n' + escaped(sentence(command->summary)) + '\n';
    }
    for (const auto& block : page.blocks) {
        if (!block.title.empty())
            text += ".SH " + escaped(upper_section(block.title)) + '\n' + literal(block.lines);
    }
    if (related.empty()) return text;
    text += ".SH SEE ALSO\n";
    for (const auto& other : related)
        text += bold(other) + "(1)" + (&other == &related.back() ? "\n" : ",\n");
    return text;
}

}  // namespace tally::cli::reference
