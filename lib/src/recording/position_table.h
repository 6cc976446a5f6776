// Positions by the hash of a text. A contract of thousands of interactions does not fit into a processor's
// caches: a lookup here touches one place in memory, where a map of texts and lists touches four or five.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace tally::recording {

class PositionTable {
  public:
    void add(std::string_view text, std::size_t position);

    // In the order in which they were added. Now and then a position of another text is among them.
    std::vector<std::size_t> find(std::string_view text) const;

  private:
    struct Slot {
        std::uint32_t hash_part = 0;
        std::uint32_t position_plus_one = 0;  // 0: free
    };

    void insert(std::size_t hash, std::size_t position);

    std::vector<Slot> slots_;                                 // a power of two, at most half full
    std::vector<std::pair<std::size_t, std::size_t>> added_;  // hash and position; to grow from
};

}  // namespace tally::recording
