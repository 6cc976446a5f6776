// What is not as it should be in a document but does not stop it from being used.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"

namespace tally::format {

enum class WarningKind : std::uint8_t {
    form,  // a member is not as the format has it
    version,
    duplicate_member,
    unknown_matcher,
    unknown_generator,
    pattern,
    date_format,
};

struct Warning {
    std::string where;  // "orders.json:12:3"
    std::string what;
    std::string remedy;
    WarningKind kind = WarningKind::form;
    json::Pointer place = {};  // in the document, when it was read from one
    bool operator==(const Warning&) const = default;
};
using Warnings = std::vector<Warning>;

}  // namespace tally::format
