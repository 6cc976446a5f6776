#include "recording/position_table.h"

#include <functional>

namespace tally::recording {
namespace {

std::size_t hash_of(std::string_view text) {
    return std::hash<std::string_view>()(text);
}

std::uint32_t part_of(std::size_t hash) {
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(hash) >> 32);
}

}  // namespace

void PositionTable::add(std::string_view text, std::size_t position) {
    added_.emplace_back(hash_of(text), position);
    if (added_.size() * 2 <= slots_.size()) return insert(added_.back().first, position);
    slots_.assign(slots_.empty() ? 16 : slots_.size() * 2, Slot{});
    for (const auto& [hash, older] : added_) insert(hash, older);
}

// Behind those of the same hash, so that they stay in order.
void PositionTable::insert(std::size_t hash, std::size_t position) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].position_plus_one != 0) at = (at + 1) & mask;
    slots_[at] = {part_of(hash), static_cast<std::uint32_t>(position + 1)};
}

std::vector<std::size_t> PositionTable::find(std::string_view text) const {
    std::vector<std::size_t> positions;
    if (slots_.empty()) return positions;
    const std::size_t hash = hash_of(text);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash & mask; slots_[at].position_plus_one != 0; at = (at + 1) & mask) {
        if (slots_[at].hash_part == part_of(hash)) positions.push_back(slots_[at].position_plus_one - 1);
    }
    return positions;
}

}  // namespace tally::recording
