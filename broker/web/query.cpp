#include "web/query.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"

namespace tally::web {

namespace {

constexpr std::size_t kMostItems = 1000;

}  // namespace

Query::Query(std::string_view raw) {
    if (raw.empty()) return;
    for (const auto piece : text::split(raw, '&')) {
        if (piece.empty() || items_.size() == kMostItems) continue;
        const auto equals = piece.find('=');
        const auto name = piece.substr(0, equals);
        const auto value = equals == std::string_view::npos ? std::string_view{} : piece.substr(equals + 1);
        items_.emplace_back(encoding::form_decoded(name), encoding::form_decoded(value));
    }
}

bool Query::contains(std::string_view name) const {
    return find(name).has_value();
}

std::optional<std::string> Query::find(std::string_view name) const {
    for (auto item = items_.rbegin(); item != items_.rend(); ++item) {
        if (item->first == name) return item->second;
    }
    return std::nullopt;
}

std::vector<std::string> Query::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [known, value] : items_) {
        if (known == name) values.push_back(value);
    }
    return values;
}

bool Query::is_text() const {
    const auto fits = [](const std::string& text) {
        return text.find('\0') == std::string::npos && text::is_valid_utf8(text);
    };
    return std::all_of(items_.begin(), items_.end(),
                       [&](const auto& item) { return fits(item.first) && fits(item.second); });
}

std::string to_query(const std::vector<std::pair<std::string, std::string>>& items) {
    std::string text;
    for (const auto& [name, value] : items) {
        if (!text.empty()) text += '&';
        text += encoding::form_encoded(name) + '=' + encoding::form_encoded(value);
    }
    return text;
}

}  // namespace tally::web
