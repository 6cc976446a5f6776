// Lints a contract file. Nothing is run, nothing is sent.
#pragma once

#include <cstddef>
#include <string_view>

#include "model/finding.h"

namespace tally::checking {

struct CheckedFile {
    model::Findings findings;  // by line and column
    bool readable = true;      // otherwise the only finding says why
    std::size_t further = 0;   // findings beyond the first few hundred, which are not listed
};

// `name` is what findings call the file.
CheckedFile check_contract(std::string_view text, std::string_view name);

}  // namespace tally::checking
