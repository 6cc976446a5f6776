// Delta debugging: which part of a sequence is enough.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace tally::hunting {

// Indices into the sequence, ascending.
using Part = std::vector<std::size_t>;

// Whether a part is enough, as the whole is; nothing when no more can be tried.
using Enough = std::function<std::optional<bool>(const Part&)>;

struct Smallest {
    Part part;
    bool cut_short = false;  // no more could be tried: a smaller part may be enough
};

// A part that is enough while no part with one element less is. The end of the sequence is tried first: what
// was done last is the likeliest.
Smallest smallest_part(std::size_t size, const Enough& enough);

}  // namespace tally::hunting
