#include "cli/text_table.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"

namespace tally::cli {

namespace {

std::string cell_text(const std::string& cell) {
    std::string text = text::printable(cell);
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::replace(text.begin(), text.end(), '\t', ' ');
    return text;
}

// In characters: bytes that go on with one do not count.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string line_of(const Row& cells, const std::vector<std::size_t>& widths) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        line += cells[i];
        if (i + 1 < cells.size()) line += std::string(widths[i] - width_of(cells[i]) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

}  // namespace

std::string text_table(const Row& header, const std::vector<Row>& rows) {
    std::vector<Row> lines{header};
    for (const auto& row : rows) {
        Row cells;
        for (const auto& cell : row) cells.push_back(cell_text(cell));
        cells.resize(header.size());
        lines.push_back(std::move(cells));
    }
    std::vector<std::size_t> widths(header.size());
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], width_of(line[i]));
    }
    std::string table;
    for (const auto& line : lines) table += line_of(line, widths);
    return table;
}

std::string field_list(const std::vector<std::pair<std::string, std::string>>& fields) {
    std::size_t width = 0;
    for (const auto& [name, value] : fields) {
        if (!value.empty()) width = std::max(width, width_of(name));
    }
    std::string list;
    for (const auto& [name, value] : fields) {
        if (!value.empty()) list += line_of({name, cell_text(value)}, {width, 0});
    }
    return list;
}

}  // namespace tally::cli
