#include "cli/reference/page.h"

#include <CLI/CLI.hpp>

#include <algorithm>

#include "base/text.h"
#include "cli/reference/placeholder.h"

namespace tally::cli::reference {

namespace {

// Help breaks its lines where it likes, a long name of a variable even in the middle.
std::string in_one_line(const std::string& help) {
    return text::replace_all(text::replace_all(help, "_\n", "_"), "\n", " ");
}

bool is_variable(const std::string& name) {
    return name.size() > 1 && std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
           });
}

// "User name [PACT_BROKER_USERNAME]"
void split_environment(Parameter& parameter) {
    const auto start = parameter.help.rfind(" [");
    if (start == std::string::npos || parameter.help.back() != ']') return;
    const std::string name = parameter.help.substr(start + 2, parameter.help.size() - start - 3);
    if (!is_variable(name)) return;
    parameter.environment = name;
    parameter.help.resize(start);
}

Parameter parameter_of(const CLI::Option& option) {
    Parameter parameter;
    for (const auto& name : option.get_snames()) parameter.names.push_back("-" + name);
    for (const auto& name : option.get_lnames()) parameter.names.push_back("--" + name);
    parameter.help = in_one_line(option.get_description());
    parameter.environment = option.get_envname();
    split_environment(parameter);
    parameter.required = option.get_required();
    if (option.get_positional()) {
        parameter.placeholder = option.get_name(true);
        parameter.repeatable = option.get_items_expected_max() > 1;
        parameter.kind = kind_of_argument(parameter.placeholder);
        parameter.choices = choices_in(option.get_option_text());
        if (!parameter.choices.empty()) parameter.kind = ValueKind::choice;
    } else {
        parameter.placeholder = option.get_option_text();
        if (parameter.placeholder.empty() && option.get_items_expected_max() > 0)
            parameter.placeholder = "VALUE";
        parameter.repeatable = option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll &&
                               !parameter.placeholder.empty();
        parameter.value_may_be_missing = parameter.placeholder.starts_with('[');
        parameter.kind = kind_of_value(parameter.placeholder);
        parameter.choices = choices_in(parameter.placeholder);
    }
    return parameter;
}

std::vector<Group> groups_of(const CLI::App& app) {
    std::vector<Group> groups;
    for (const std::string& title : app.get_groups()) {
        if (title.empty()) continue;
        Group group{title, {}};
        for (const CLI::Option* option : app.get_options()) {
            if (option->get_group() == title && option->nonpositional())
                group.options.push_back(parameter_of(*option));
        }
        if (!group.options.empty()) groups.push_back(std::move(group));
    }
    return groups;
}

std::string usage_of(const CLI::App& app, const std::string& parents) {
    constexpr std::string_view kMark = "Usage: ";
    const std::string help = app.help(parents);
    for (const auto line : text::split(help, '\n')) {
        if (line.starts_with(kMark)) return std::string(line.substr(kMark.size()));
    }
    return "";
}

std::string_view without_indent(std::string_view line) {
    return line.starts_with("  ") ? line.substr(2) : line;
}

// Paragraphs, one that starts with "Exit codes:" with that as its title.
std::vector<Block> blocks_of(const std::string& footer) {
    std::vector<Block> blocks;
    bool starts = true;
    for (const auto line : text::split(footer, '\n')) {
        if (line.empty()) {
            starts = true;
            continue;
        }
        const bool is_title = starts && line.back() == ':' && line.find(". ") == std::string_view::npos;
        if (starts) blocks.push_back({is_title ? std::string(line.substr(0, line.size() - 1)) : "", {}});
        if (!is_title)
            blocks.back().lines.emplace_back(blocks.back().title.empty() ? line : without_indent(line));
        starts = false;
    }
    return blocks;
}

Page describe(const CLI::App& app, const std::string& parents) {
    Page page;
    page.name = (parents.empty() ? "" : parents + " ") + app.get_name();
    page.group = parents.empty() ? "" : app.get_group();
    page.summary = in_one_line(app.get_description());
    if (app.get_prefix_command()) {
        page.stands_for = dashed_name(page);
        page.passes_on = app.get_fallthrough();
        return page;
    }
    page.usage = usage_of(app, parents);
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_positional() && !option->get_group().empty())
            page.arguments.push_back(parameter_of(*option));
    }
    page.groups = groups_of(app);
    page.blocks = blocks_of(app.get_footer());
    for (const CLI::App* command :
         app.get_subcommands([](const CLI::App* sub) { return !sub->get_group().empty(); }))
        page.commands.push_back(describe(*command, page.name));
    return page;
}

}  // namespace

Page describe(const CLI::App& options) {
    return describe(options, "");
}

std::string typed_name(const Page& page) {
    return page.name.substr(page.name.rfind(' ') + 1);
}

std::string dashed_name(const Page& page) {
    return text::replace_all(page.name, " ", "-");
}

std::string first_sentence(const Page& page) {
    std::string sentence = page.summary.substr(0, page.summary.find(". "));
    if (!sentence.empty() && sentence.back() == '.') sentence.pop_back();
    return sentence;
}

std::vector<CommandGroup> groups_of_commands(const Page& page) {
    std::vector<CommandGroup> groups;
    for (const Page& command : page.commands) {
        auto group = std::find_if(groups.begin(), groups.end(),
                                  [&command](const CommandGroup& one) { return one.title == command.group; });
        if (group == groups.end()) group = groups.insert(groups.end(), {command.group, {}});
        group->commands.push_back(&command);
    }
    return groups;
}

std::vector<const Page*> commands_of(const Page& page) {
    std::vector<const Page*> commands;
    for (const Page& command : page.commands) {
        if (command.stands_for.empty()) commands.push_back(&command);
    }
    return commands;
}

std::vector<const Page*> pages_of(const Page& program) {
    std::vector<const Page*> pages;
    if (!program.stands_for.empty()) return pages;
    pages.push_back(&program);
    for (const Page& command : program.commands) {
        const auto below = pages_of(command);
        pages.insert(pages.end(), below.begin(), below.end());
    }
    return pages;
}

}  // namespace tally::cli::reference
