// Characters that fold to several when case is ignored, which PCRE2 does not do. Private to the regex files.
#pragma once

#include <string>
#include <string_view>

namespace tally::regex_dialect {

// Reads, at the start of `pattern`, a character or a sequence of plain characters with such a folding.
// `length` is what was read; the result matches it in all its forms, for use where case is ignored. "" when
// there is none.
std::string read_folding(std::string_view pattern, std::size_t& length);

}  // namespace tally::regex_dialect
