// Reads a pattern as the reference core's engine does (Oniguruma with Ruby syntax) and writes it for PCRE2.
// Private to regex.cpp. What differs between the two:
//
//   (?m)  makes the dot match line feeds (PCRE2: (?s)), and (?i) in the middle of a group reaches to its end
//   and takes
//         the alternatives that follow with it: a(?i)b|c is a(?i:b|c)
//   \h    is a hex digit; \v a vertical tab; \w has marks and connectors; \Q, \E, \pL and other unknown
//   letters are
//         the letters themselves
//   [a-z&&[^aeiou]] and [a[bc]] are sets; PCRE2 has none, so they become look-aheads and alternatives
//   a**, a{2}+ and a{2}? repeat (or make optional) what is repeated already; a{,3} starts at 0
//   (?i) folds to several characters: a sharp s matches "SS"
//
// Java's and PCRE's own forms that Ruby refuses are let through: (?s), (?u), (?P<n>..), (?1), \u{..}.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tally::regex_dialect {

struct Translation {
    std::string pattern;             // numbers of groups are as in the original
    bool only_named_groups = false;  // where a group has a name, Ruby does not count those without one
};

// Nothing when the pattern is not one of Ruby's: then another dialect may still read it.
std::optional<Translation> from_ruby(std::string_view pattern);

}  // namespace tally::regex_dialect
