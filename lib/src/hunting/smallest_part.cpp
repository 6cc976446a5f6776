#include "hunting/smallest_part.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace tally::hunting {

namespace {

// The last 1, 2, 4 ... elements, the first of these parts that is enough.
std::optional<Part> enough_at_the_end(std::size_t size, const Enough& enough) {
    for (std::size_t length = 1; length < size; length *= 2) {
        Part part(length);
        std::iota(part.begin(), part.end(), size - length);
        const auto answer = enough(part);
        if (!answer) return std::nullopt;
        if (*answer) return part;
    }
    Part whole(size);
    std::iota(whole.begin(), whole.end(), std::size_t{0});
    return whole;
}

Part without(const Part& part, std::size_t begin, std::size_t end) {
    Part rest(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(begin));
    rest.insert(rest.end(), part.begin() + static_cast<std::ptrdiff_t>(end), part.end());
    return rest;
}

}  // namespace

Smallest smallest_part(std::size_t size, const Enough& enough) {
    auto start = enough_at_the_end(size, enough);
    if (!start) {
        Part whole(size);
        std::iota(whole.begin(), whole.end(), std::size_t{0});
        return {std::move(whole), true};
    }
    Part part = *std::move(start);
    // Leaves out one piece after the other; pieces get smaller when none can be left out
    for (std::size_t pieces = 2; part.size() > 1;) {
        pieces = std::min(pieces, part.size());
        bool smaller = false;
        for (std::size_t i = 0; i < pieces && !smaller; ++i) {
            const std::size_t begin = part.size() * i / pieces;
            const std::size_t end = part.size() * (i + 1) / pieces;
            Part rest = without(part, begin, end);
            const auto answer = enough(rest);
            if (!answer) return {std::move(part), true};
            smaller = *answer;
            if (smaller) part = std::move(rest);
        }
        if (smaller) {
            pieces = std::max<std::size_t>(pieces - 1, 2);
        } else if (pieces == part.size()) {
            break;
        } else {
            pieces *= 2;
        }
    }
    return {std::move(part), false};
}

}  // namespace tally::hunting
