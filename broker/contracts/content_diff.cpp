#include "contracts/content_diff.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "contracts/content.h"

namespace tally::contracts {

namespace {

constexpr std::size_t kContext = 3;
constexpr std::size_t kMostCells = 4'000'000;  // of the table below; larger changes are shown as one block
constexpr std::size_t kMostLines = 2000;       // shown

struct Line {
    char mark;  // ' ', '-', '+'
    std::string_view text;
};

std::string comparable_text(std::string_view stored) {
    const auto document = json::parse(stored);
    if (!document) return std::string(stored);
    auto sorted = json::sorted(*document);
    remove_ids(sorted);
    return json::to_pretty_text(sorted);
}

using Lines = std::vector<std::string_view>;

// The longest common subsequence of two short lists.
void append_changes(const Lines& before, const Lines& after, std::vector<Line>& into) {
    const std::size_t rows = before.size();
    const std::size_t columns = after.size();
    if ((rows + 1) * (columns + 1) > kMostCells) {
        for (const auto line : before) into.push_back({'-', line});
        for (const auto line : after) into.push_back({'+', line});
        return;
    }
    std::vector<std::uint32_t> common((rows + 1) * (columns + 1), 0);
    const auto at = [&](std::size_t i, std::size_t k) -> std::uint32_t& {
        return common[i * (columns + 1) + k];
    };
    for (std::size_t i = rows; i-- > 0;) {
        for (std::size_t k = columns; k-- > 0;) {
            at(i, k) = before[i] == after[k] ? at(i + 1, k + 1) + 1 : std::max(at(i + 1, k), at(i, k + 1));
        }
    }
    std::size_t i = 0;
    std::size_t k = 0;
    while (i < rows || k < columns) {
        if (i < rows && k < columns && before[i] == after[k]) {
            into.push_back({' ', before[i]});
            ++i, ++k;
        } else if (i < rows && (k == columns || at(i + 1, k) >= at(i, k + 1))) {
            into.push_back({'-', before[i++]});
        } else {
            into.push_back({'+', after[k++]});
        }
    }
}

std::vector<Line> compare(const Lines& before, const Lines& after) {
    std::size_t head = 0;
    while (head < before.size() && head < after.size() && before[head] == after[head]) ++head;
    std::size_t tail = 0;
    while (tail < before.size() - head && tail < after.size() - head &&
           before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
        ++tail;
    }
    const auto middle = [&](const Lines& lines) {
        return Lines(lines.begin() + static_cast<std::ptrdiff_t>(head),
                     lines.end() - static_cast<std::ptrdiff_t>(tail));
    };
    std::vector<Line> all;
    for (std::size_t i = 0; i < head; ++i) all.push_back({' ', before[i]});
    append_changes(middle(before), middle(after), all);
    for (std::size_t i = before.size() - tail; i < before.size(); ++i) all.push_back({' ', before[i]});
    return all;
}

std::string render(const std::vector<Line>& lines) {
    std::vector<bool> shown(lines.size(), false);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].mark == ' ') continue;
        const std::size_t begin = i > kContext ? i - kContext : 0;
        for (std::size_t k = begin; k < std::min(lines.size(), i + kContext + 1); ++k) shown[k] = true;
    }
    std::string text;
    std::size_t count = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!shown[i]) {
            if (i == 0 || shown[i - 1]) text += "  ...\n";
            continue;
        }
        if (++count > kMostLines) return text + "  ... (more lines differ)\n";
        text += lines[i].mark;
        text += ' ';
        text += lines[i].text;
        text += '\n';
    }
    return text;
}

}  // namespace

std::string content_diff(std::string_view before, std::string_view after) {
    const auto old_text = comparable_text(before);
    const auto new_text = comparable_text(after);
    if (old_text == new_text) return {};
    return render(compare(text::split(old_text, '\n'), text::split(new_text, '\n')));
}

}  // namespace tally::contracts
