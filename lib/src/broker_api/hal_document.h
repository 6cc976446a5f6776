// Answers of a broker: JSON documents that link to each other (HAL).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"

namespace tally::broker_api {

struct Link {
    std::string href;
    std::string name;
    std::string title;
    bool operator==(const Link&) const = default;
};

struct HalDocument {
    json::Value body;  // null where the answer was empty
    std::string text;  // as received

    // Relations are compared ignoring case. The first of several; nothing when absent or without href.
    std::optional<Link> link(std::string_view rel) const;
    std::vector<Link> links(std::string_view rel) const;
};

// `{name}` in a link is replaced by the percent-encoded value, whatever the link's "templated" says.
using Variables = std::vector<std::pair<std::string_view, std::string_view>>;
std::string expand(std::string href, const Variables& variables);

// What a broker says to people. `type` is "success", "warning" ...; notices of contracts to verify have
// `when` instead.
struct Notice {
    std::string type;
    std::string when;
    std::string text;
    bool operator==(const Notice&) const = default;
};
std::vector<Notice> read_notices(const json::Value* array);

// The texts of an error answer in any of the forms that brokers use; empty when it has none.
std::vector<std::string> error_texts(const json::Value& body);

}  // namespace tally::broker_api
