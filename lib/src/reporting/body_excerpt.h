// The part of a body in which something is wrong, with the rest folded away.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reporting/body_sides.h"

namespace tally::reporting {

struct ExcerptLine {
    std::string text;
    bool marked = false;  // a difference is on this line
};

// A JSON document around the places that `marks` name, with their notes, or from its beginning when there are
// none. Nothing when `body` is no JSON object or array. At most `max_lines`, each safe for a terminal. Secret
// members are masked.
std::vector<ExcerptLine> json_excerpt(std::string_view body, const std::vector<BodyMark>& marks,
                                      std::size_t max_lines);

// Any body from its beginning.
std::vector<ExcerptLine> body_excerpt(std::string_view body, std::size_t max_lines);

}  // namespace tally::reporting
