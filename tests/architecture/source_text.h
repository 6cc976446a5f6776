// What the architecture test reads in a source file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tally::architecture {

struct Include {
    std::size_t line = 0;
    std::string header;   // without quotes or brackets
    bool quoted = false;  // "..." and not <...>
};

// The text with comments and the contents of string literals blanked out; lines stay where they are. The
// headers of quoted includes stay.
std::string without_comments(std::string_view text);

std::vector<Include> includes_of(std::string_view text_without_comments);

// The lines on which `word` occurs.
std::vector<std::size_t> lines_with(std::string_view text_without_comments, std::string_view word);

bool is_standard_header(std::string_view header);

}  // namespace tally::architecture
