#include "web/request_body.h"

#include <algorithm>

#include "base/text.h"

namespace tally::web {

namespace {

// The first byte that does not belong to a valid character, counted from 0.
std::size_t first_invalid_byte(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (!text::is_valid_utf8(text.substr(i, length)) || i + length > text.size()) return i;
        i += length;
    }
    return i;
}

}  // namespace

Result<json::Value> read_json_body(std::string_view body) {
    if (!text::is_valid_utf8(body)) {
        return Error{ErrorCode::invalid_input, "request body",
                     "byte " + std::to_string(first_invalid_byte(body)) + " is not valid UTF-8",
                     "encode the document as UTF-8"};
    }
    auto value = json::parse(body);
    if (!value) {
        auto error = value.error();
        error.where = error.where.empty() ? "request body" : "request body:" + error.where;
        return error;
    }
    if (!value->is_object() && !value->is_array()) {
        return Error{ErrorCode::invalid_input, "request body", "must be a JSON object or array", ""};
    }
    return value;
}

}  // namespace tally::web
