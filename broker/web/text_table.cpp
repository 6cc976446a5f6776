#include "web/text_table.h"

#include <algorithm>

namespace tally::web {

std::string text_table(const std::vector<std::vector<std::string>>& lines) {
    if (lines.empty()) return {};
    const auto columns = lines.front().size();
    std::vector<std::size_t> widths(columns, 0);
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < columns; ++i) widths[i] = std::max(widths[i], line[i].size());
    }
    std::string text;
    for (std::size_t n = 0; n < lines.size(); ++n) {
        for (std::size_t i = 0; i < columns; ++i) {
            if (i != 0) text += " | ";
            text += lines[n][i] + std::string(widths[i] - lines[n][i].size(), ' ');
        }
        text += '\n';
        if (n != 0) continue;
        for (std::size_t i = 0; i < columns; ++i) {
            if (i != 0) text += "|-";
            text += std::string(widths[i] + (i + 1 == columns ? 0 : 1), '-');
        }
        text += '\n';
    }
    return text;
}

}  // namespace tally::web
