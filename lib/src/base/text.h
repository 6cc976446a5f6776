// Small pure functions on text. ASCII rules unless a name says otherwise.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tally::text {

std::string lower(std::string_view text);
std::string upper(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b);
bool contains_ignoring_case(std::string_view text, std::string_view part);

std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text,
                                    char separator);  // "a,,b" has three pieces; "" has one
std::string join(const std::vector<std::string>& pieces, std::string_view separator);
std::string replace_all(std::string text, std::string_view from, std::string_view to);

bool is_valid_utf8(std::string_view bytes);
// Each byte that is not part of a valid sequence becomes U+FFFD.
std::string valid_utf8(std::string_view bytes);
// At most `max_bytes` of the text, cut between characters, with "..." when something was cut.
std::string shorten(std::string_view text, std::size_t max_bytes);
// Control characters, escape sequences and invalid UTF-8 made visible (\x1b), so that hostile text is safe on
// a terminal. Line feeds and tabs stay.
std::string printable(std::string_view bytes);

// As one word of a shell's command line; in quotes only where it needs them.
std::string shell_quoted(std::string_view text);

// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate with the smallest edit distance to `typed`, or "" when none is near enough to suggest.
std::string nearest(std::string_view typed, const std::vector<std::string>& candidates);

// "1 interaction", "3 interactions"
std::string counted(std::size_t count, std::string_view singular);

}  // namespace tally::text
