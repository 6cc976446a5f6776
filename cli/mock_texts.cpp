#include "cli/mock_texts.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace tally::cli {

namespace {

constexpr std::size_t kColumns = 4;
using Row = std::array<std::string, kColumns>;

// Text as it is, everything else as JSON; "" when absent.
std::string member(const json::Value& object, std::string_view name) {
    const json::Value* value = object.find(name);
    if (value == nullptr) return "";
    return text::printable(value->is_string() ? *value->string() : json::to_text(*value));
}

// In characters; continuation bytes do not count.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

std::string repeated(const std::string& piece, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += piece;
    return all;
}

struct Line {
    const char *left, *fill, *between, *right;
};

std::string rule(const Line& line, const std::array<std::size_t, kColumns>& widths) {
    std::string text = line.left;
    for (std::size_t i = 0; i < kColumns; ++i)
        text += (i == 0 ? "" : line.between) + repeated(line.fill, widths[i] + 2);
    return text + line.right + "\n";
}

std::string cells(const Row& row, const std::array<std::size_t, kColumns>& widths) {
    std::string text = "│";
    for (std::size_t i = 0; i < kColumns; ++i) {
        text += (i == 0 ? " " : "┆ ") + row[i] + std::string(widths[i] - width_of(row[i]) + 1, ' ');
    }
    return text + "│\n";
}

std::string open_point(const json::Value& point) {
    const std::string type = member(point, "type");
    if (type == "request-not-found")
        return "Received a request that was not expected - " + member(point, "request");
    if (type == "missing-request") return "Expected request was not received - " + member(point, "request");
    std::string lines = "Received a request that did not match with expected - " + member(point, "method") +
                        " " + member(point, "path");
    const json::Value* mismatches = point.find("mismatches");
    if (mismatches == nullptr || !mismatches->is_array()) return lines;
    for (const json::Value& mismatch : *mismatches->array()) {
        const std::string place = member(mismatch, "path");
        lines += "\n        " + (place.empty() ? "" : place + ": ") + member(mismatch, "mismatch");
    }
    return lines;
}

}  // namespace

std::string table_of_mocks(const json::Value& list) {
    std::vector<Row> rows = {{"Mock Server Id", "Port", "Provider", "Verification State"}};
    if (const json::Value* servers = list.find("mockServers"); servers != nullptr && servers->is_array()) {
        for (const json::Value& server : *servers->array())
            rows.push_back({member(server, "id"), member(server, "port"), member(server, "provider"),
                            member(server, "status")});
    }
    std::array<std::size_t, kColumns> widths{};
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], width_of(row[i]));
    }
    std::string table = rule({"┌", "─", "┬", "┐"}, widths) + cells(rows.front(), widths);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        table += rule(i == 1 ? Line{"╞", "═", "╪", "╡"} : Line{"├", "╌", "┼", "┤"}, widths) +
                 cells(rows[i], widths);
    }
    return table + rule({"└", "─", "┴", "┘"}, widths);
}

std::string list_of_open_points(const json::Value& refusal) {
    const json::Value* server = refusal.find("mockServer");
    const json::Value* points = refusal.find("mismatches");
    const std::size_t count = points != nullptr && points->is_array() ? points->array()->size() : 0;
    std::string text = "Mock server ";
    if (server != nullptr) text += member(*server, "id") + "/" + member(*server, "port") + " ";
    text += "failed verification with " + text::counted(count, "error") + "\n\n";
    for (std::size_t i = 0; i < count; ++i)
        text += std::to_string(i) + " - " + open_point((*points->array())[i]) + "\n";
    return text;
}

}  // namespace tally::cli
