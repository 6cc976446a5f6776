#include "cli/reference/placeholder.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace tally::cli::reference {

namespace {

struct Word {
    std::string_view name;
    ValueKind kind;
    std::string_view choices = "";  // separated by |
};

constexpr Word kWords[] = {
    {"FILE", ValueKind::file},
    {"DIR", ValueKind::folder},
    {"FOLDER", ValueKind::folder},
    {"COMMAND", ValueKind::command},
    {"LEVEL", ValueKind::choice, "none|error|warn|info|debug|trace"},
    {"BOOL", ValueKind::choice, "true|false"},
};

constexpr std::string_view kFilesAsArguments[] = {"FILES", "PATH", "PATHS", "OLDER", "NEWER", "CASE"};

const Word* find(std::string_view part) {
    const auto found = std::find_if(std::begin(kWords), std::end(kWords),
                                    [part](const Word& word) { return word.name == part; });
    return found == std::end(kWords) ? nullptr : found;
}

bool is_in_capitals(std::string_view part) {
    return std::all_of(part.begin(), part.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == ':'; });
}

}  // namespace

std::vector<std::string> choices_in(std::string_view placeholder) {
    if (const Word* word = find(placeholder); word != nullptr && !word->choices.empty())
        return choices_in(word->choices);
    std::vector<std::string> choices;
    if (placeholder.find('|') == std::string_view::npos) return choices;
    for (const auto part : text::split(placeholder, '|')) {
        if (!is_in_capitals(part)) choices.emplace_back(part);
    }
    return choices;
}

ValueKind kind_of_value(std::string_view placeholder) {
    if (!choices_in(placeholder).empty()) return ValueKind::choice;
    for (const auto part : text::split(placeholder, '|')) {
        if (const Word* word = find(part)) return word->kind;
    }
    return ValueKind::nothing;
}

ValueKind kind_of_argument(std::string_view placeholder) {
    const auto* end = std::end(kFilesAsArguments);
    if (std::find(std::begin(kFilesAsArguments), end, placeholder) != end) return ValueKind::file;
    return kind_of_value(placeholder);
}

}  // namespace tally::cli::reference
