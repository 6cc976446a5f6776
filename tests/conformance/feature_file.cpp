#include "conformance/feature_file.h"

#include <optional>

#include "base/files.h"
#include "base/text.h"

namespace tally::conformance {
namespace {

// "| a | b \| c |": cells trimmed, a bar and a backslash escaped by a backslash.
std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells;
    std::string cell;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const bool escaped =
            line[i] == '\\' && i + 1 < line.size() && (line[i + 1] == '|' || line[i + 1] == '\\');
        if (escaped) {
            cell += line[++i];
        } else if (line[i] == '|') {
            cells.emplace_back(text::trim(cell));
            cell.clear();
        } else {
            cell += line[i];
        }
    }
    return cells;
}

std::optional<std::string> step_text(std::string_view line) {
    for (const std::string_view keyword : {"Given ", "When ", "Then ", "And "}) {
        if (line.starts_with(keyword)) return std::string(line.substr(keyword.size()));
    }
    return std::nullopt;
}

}  // namespace

Result<std::vector<Scenario>> read_feature(const std::filesystem::path& file) {
    constexpr std::size_t max_bytes = 1u << 20;
    const Result<std::string> content = files::read(file, max_bytes);
    if (!content) return content.error();
    std::vector<Step> background;
    std::vector<Scenario> scenarios;
    std::vector<Step>* steps = nullptr;
    for (const std::string_view raw : text::split(*content, '\n')) {
        const std::string_view line = text::trim(raw);
        constexpr std::string_view scenario = "Scenario:";
        if (line.starts_with("Background:")) {
            steps = &background;
        } else if (line.starts_with(scenario)) {
            scenarios.push_back({std::string(text::trim(line.substr(scenario.size()))), background});
            steps = &scenarios.back().steps;
        } else if (line.starts_with('|') && steps && !steps->empty()) {
            const std::vector<std::string> cells = cells_of(line);
            std::vector<std::string>& head = steps->back().head;
            if (head.empty()) {
                head = cells;
                continue;
            }
            TableRow& row = steps->back().table.emplace_back();
            for (std::size_t i = 0; i < head.size() && i < cells.size(); ++i) row[head[i]] = cells[i];
        } else if (const auto text = step_text(line); text && steps) {
            steps->push_back({*text, {}, {}});
        }
    }
    return scenarios;
}

std::vector<std::string> quoted_parts(const std::string& step) {
    std::vector<std::string> parts;
    std::size_t start = step.find('"');
    while (start != std::string::npos) {
        std::size_t end = start + 1;
        while (end < step.size() && !(step[end] == '"' && (end + 1 == step.size() || step[end + 1] == ' ')))
            ++end;
        parts.push_back(step.substr(start + 1, end - start - 1));
        start = step.find('"', end + 1);
    }
    return parts;
}

}  // namespace tally::conformance
