// Something to look at in a contract file, found without running anything.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tally::model {

enum class Severity : std::uint8_t {
    error,    // a verification will fail or mean something else than was written
    warning,  // most likely a mistake
    hint,     // may be on purpose
};

struct Finding {
    std::string_view code;  // "T0202", of the table of checking/finding_codes
    Severity severity = Severity::warning;
    std::string file;
    std::size_t line = 0;  // 0: the file as a whole
    std::size_t column = 0;
    std::string pointer;  // "/interactions/0/response/body/id"
    std::string what;
    std::string remedy;
    bool operator==(const Finding&) const = default;
};
using Findings = std::vector<Finding>;

}  // namespace tally::model
