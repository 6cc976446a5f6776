#include "model/wire_values.h"

#include <array>
#include <unordered_map>

#include "base/encoding.h"
#include "base/text.h"

namespace tally::model {
namespace {

constexpr std::array<std::string_view, 12> kListHeaders = {"accept",
                                                           "accept-encoding",
                                                           "accept-language",
                                                           "access-control-allow-headers",
                                                           "access-control-allow-methods",
                                                           "access-control-expose-headers",
                                                           "access-control-request-headers",
                                                           "allow",
                                                           "cache-control",
                                                           "if-match",
                                                           "if-none-match",
                                                           "vary"};

bool is_list_header(std::string_view name) {
    for (const std::string_view list : kListHeaders) {
        if (text::equals_ignoring_case(list, name)) return true;
    }
    return false;
}

}  // namespace

std::vector<QueryParameter> parse_query(std::string_view text) {
    std::vector<QueryParameter> query;
    std::unordered_map<std::string, std::size_t>
        positions;  // thousands of names must not take quadratic time
    for (const std::string_view piece : text::split(text, '&')) {
        if (piece.empty()) continue;
        const std::size_t equals = piece.find('=');
        std::string name = encoding::form_decoded(piece.substr(0, equals));
        std::optional<std::string> value;
        if (equals != std::string_view::npos) value = encoding::form_decoded(piece.substr(equals + 1));

        const auto [position, is_new] = positions.try_emplace(name, query.size());
        if (is_new) query.push_back({std::move(name), {}});
        query[position->second].values.push_back(std::move(value));
    }
    return query;
}

std::vector<std::string> split_header_value(std::string_view name, std::string_view value) {
    if (!is_list_header(name)) return {std::string(value)};
    std::vector<std::string> values;
    for (const std::string_view piece : text::split(value, ',')) values.emplace_back(text::trim(piece));
    return values;
}

}  // namespace tally::model
