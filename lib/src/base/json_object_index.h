// Finds the members of a large object by name. Private to json.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace tally::json {

// An open-addressing table of positions. It holds no pointers into the members, so it survives their growth,
// copies and moves. The hash is seeded per table, so that nobody can write a document whose names all
// collide.
class Object::Index {
  public:
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    explicit Index(const std::vector<Member>& members);
    explicit Index(std::size_t expected);  // of none, with room for so many

    std::size_t find(const std::vector<Member>& members, std::string_view name) const;
    // The positions before this one were added before.
    void add(const std::vector<Member>& members, std::size_t position);

  private:
    std::uint64_t hash(std::string_view name) const;
    void rebuild(const std::vector<Member>& members, std::size_t count);
    void insert(std::uint64_t hash, std::size_t position);

    struct Slot {
        std::uint32_t hash_part = 0;
        std::uint32_t position_plus_one = 0;  // 0: free
    };
    std::vector<Slot> slots_;  // a power of two, at most half full
    std::uint64_t seed_;
};

}  // namespace tally::json
