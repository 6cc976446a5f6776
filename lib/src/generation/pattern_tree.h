// A regular expression as a tree that texts can be made from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tally/result.h"

namespace tally::generation {

struct PatternNode;
using PatternNodes = std::vector<PatternNode>;

struct CharacterRange {
    std::uint32_t first;
    std::uint32_t last;
};

struct PatternNode {
    enum class Kind : std::uint8_t { characters, sequence, alternatives, repeat, group, reference };
    Kind kind = Kind::sequence;
    std::vector<CharacterRange> characters;  // one of them
    PatternNodes children;                   // sequence, alternatives; the only one of repeat and group
    std::size_t least = 0;                   // repeat
    std::size_t most = 0;
    std::string name;  // of a group, and what a reference refers to; groups without name have their number
};

// Anchors, flags and look-around are left out.
Result<PatternNode> parse_pattern_tree(std::string_view pattern);

}  // namespace tally::generation
