#include <algorithm>
#include <utility>

#include "base/text.h"
#include "cli/reference/writers.h"

namespace tally::cli::reference {

namespace {

std::string link(const std::string& name) {
    return "[`" + name + "`](#" + text::replace_all(name, " ", "-") + ")";
}

// In a table: a bar would end the cell, angle brackets would be HTML.
std::string cell(std::string text) {
    text = text::replace_all(std::move(text), "|", "\\|");
    text = text::replace_all(std::move(text), "<", "&lt;");
    return text::replace_all(std::move(text), "*", "\\*");
}

std::string code(const std::string& text) {
    return "`" + text::replace_all(text, "|", "\\|") + "`";
}

std::string names(const Parameter& parameter) {
    std::string text;
    for (const auto& name : parameter.names) text += (text.empty() ? "" : ", ") + code(name);
    if (!parameter.placeholder.empty()) text += (text.empty() ? "" : " ") + code(parameter.placeholder);
    return text;
}

std::string help(const Parameter& parameter) {
    std::string text = cell(parameter.help);
    if (parameter.required && !parameter.names.empty()) text += "; required";
    if (parameter.names.empty() && !parameter.choices.empty())
        text += ": " + text::join(parameter.choices, ", ");
    return text;
}

std::string table(const std::string& title, const std::vector<Parameter>& parameters) {
    const bool has_variables = std::any_of(parameters.begin(), parameters.end(),
                                           [](const auto& one) { return !one.environment.empty(); });
    std::string text = "| " + cell(title) +
                       (has_variables ? " | | Variable |\n| --- | --- | --- |\n" : " | |\n| --- | --- |\n");
    for (const auto& parameter : parameters) {
        text += "| " + names(parameter) + " | " + help(parameter) + " |";
        if (has_variables)
            text += parameter.environment.empty() ? " |" : " " + code(parameter.environment) + " |";
        text += '\n';
    }
    return text + '\n';
}

std::string block(const Block& block) {
    if (block.title.empty()) return text::replace_all(text::join(block.lines, "\n"), "<", "&lt;") + "\n\n";
    return block.title + ":\n\n```text\n" + text::join(block.lines, "\n") + "\n```\n\n";
}

std::string list(const Page& page) {
    std::string text;
    for (const auto& group : groups_of_commands(page)) {
        text += group.title + ":\n\n";
        for (const Page* command : group.commands) {
            const bool is_program = !command->stands_for.empty();
            text += "- " + link(is_program ? command->stands_for : command->name) +
                    (is_program ? ", also `" + command->name + "`" : "") + ": " + command->summary + '\n';
        }
        text += '\n';
    }
    return text;
}

// Pages, of which many have the same options for the broker: these are listed where they are first met.
class Writer {
  public:
    std::string section(const Page& page) {
        std::string text = "## `" + page.name + "`\n\n" + page.summary +
                           (page.summary.ends_with('.') ? "" : ".") + "\n\n```text\n" + page.usage +
                           "\n```\n\n";
        if (!page.arguments.empty()) text += table("Arguments", page.arguments);
        for (const auto& group : page.groups) text += options(group, page.name);
        if (!page.commands.empty()) text += list(page);
        for (const auto& one : page.blocks) text += block(one);
        return text;
    }

  private:
    std::string options(const Group& group, const std::string& page) {
        const auto same = std::find_if(written_.begin(), written_.end(),
                                       [&group](const auto& one) { return one.first == group; });
        constexpr std::size_t kWorthALink = 4;
        if (same != written_.end() && group.title != "Options" && group.options.size() >= kWorthALink)
            return group.title + ": the same options as of " + link(same->second) + ".\n\n";
        written_.emplace_back(group, page);
        return table(group.title, group.options);
    }

    std::vector<std::pair<Group, std::string>> written_;  // with the page that has it
};

}  // namespace

std::string markdown(const std::vector<Page>& programs) {
    std::string text;
    Writer writer;
    for (const auto& program : programs) {
        for (const Page* page : pages_of(program)) text += writer.section(*page);
    }
    text.pop_back();
    return text;
}

}  // namespace tally::cli::reference
