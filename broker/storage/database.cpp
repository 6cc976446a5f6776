#include "storage/database.h"

namespace tally::storage {

const Row::Cell& Row::cell(std::size_t column) const {
    if (column >= cells_.size())
        throw std::logic_error("column " + std::to_string(column) + " was not selected");
    return cells_[column];
}

bool Row::is_null(std::size_t column) const {
    return std::holds_alternative<std::monostate>(cell(column));
}

std::int64_t Row::integer(std::size_t column) const {
    const auto* number = std::get_if<std::int64_t>(&cell(column));
    if (number == nullptr) throw std::logic_error("column " + std::to_string(column) + " is not an integer");
    return *number;
}

const std::string& Row::text(std::size_t column) const {
    const auto* text = std::get_if<std::string>(&cell(column));
    if (text == nullptr) throw std::logic_error("column " + std::to_string(column) + " is not a text");
    return *text;
}

std::string Row::take_text(std::size_t column) {
    text(column);
    return std::move(std::get<std::string>(cells_[column]));
}

std::optional<std::int64_t> Row::optional_integer(std::size_t column) const {
    if (is_null(column)) return std::nullopt;
    return integer(column);
}

std::optional<std::string> Row::optional_text(std::size_t column) const {
    if (is_null(column)) return std::nullopt;
    return text(column);
}

std::optional<Row> Transaction::first(std::string_view sql, const Parameters& parameters) {
    auto rows = query(sql, parameters);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

}  // namespace tally::storage
