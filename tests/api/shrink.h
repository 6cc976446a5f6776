// A short list that still fails, out of a long one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace tally::testing_support {

// Leaves out ever smaller parts for as long as what remains fails. `fails` is asked a few hundred times at
// most.
template <class T, class Fails>
std::vector<T> shrink(std::vector<T> list, Fails fails) {
    constexpr int kMostTries = 600;
    int tries = 0;
    for (std::size_t part = std::max<std::size_t>(list.size() / 2, 1); part > 0;) {
        bool is_shorter = false;
        for (std::size_t end = list.size(); end > 0 && tries < kMostTries;) {
            const auto begin = end > part ? end - part : 0;
            auto rest = list;
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(begin),
                       rest.begin() + static_cast<std::ptrdiff_t>(end));
            ++tries;
            if (fails(rest)) {
                list = std::move(rest);
                is_shorter = true;
            }
            end = begin;
        }
        if (tries >= kMostTries) break;
        if (!is_shorter || part > 1) part = part == 1 ? 0 : part / 2;
    }
    return list;
}

}  // namespace tally::testing_support
