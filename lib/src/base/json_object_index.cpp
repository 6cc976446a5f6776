#include "base/json_object_index.h"

#include <cstring>
#include <random>

namespace tally::json {

namespace {

// Both halves of the 128-bit product, folded: every bit of the input reaches every bit of the result.
std::uint64_t fold_product(std::uint64_t a, std::uint64_t b) {
    const std::uint64_t a_low = a & 0xffffffffu, a_high = a >> 32;
    const std::uint64_t b_low = b & 0xffffffffu, b_high = b >> 32;
    const std::uint64_t low = a_low * b_low;
    const std::uint64_t middle = a_high * b_low + (low >> 32);
    const std::uint64_t other_middle = a_low * b_high + (middle & 0xffffffffu);
    const std::uint64_t high = a_high * b_high + (middle >> 32) + (other_middle >> 32);
    return high ^ ((other_middle << 32) | (low & 0xffffffffu));
}

constexpr std::size_t kFewestSlots = 64;

std::uint64_t random_seed() {
    std::random_device device;
    return (static_cast<std::uint64_t>(device()) << 32) | device();
}

}  // namespace

Object::Index::Index(const std::vector<Member>& members) : seed_(random_seed()) {
    rebuild(members, members.size());
}

Object::Index::Index(std::size_t expected) : seed_(random_seed()) {
    std::size_t size = kFewestSlots;
    while (size < expected * 2) size *= 2;
    slots_.assign(size, Slot{});
}

std::uint64_t Object::Index::hash(std::string_view name) const {
    std::uint64_t state = seed_ ^ name.size();
    while (!name.empty()) {
        std::uint64_t word = 0;
        const std::size_t taken = name.size() < sizeof word ? name.size() : sizeof word;
        std::memcpy(&word, name.data(), taken);
        // The seed enters each factor, so that no word chosen by an attacker can make a product vanish.
        state = fold_product(state ^ word ^ 0x9e3779b97f4a7c15u, seed_ ^ 0xd1b54a32d192ed03u) + word;
        name.remove_prefix(taken);
    }
    return fold_product(state ^ 0xa0761d6478bd642fu, seed_ | 1);
}

std::size_t Object::Index::find(const std::vector<Member>& members, std::string_view name) const {
    const std::uint64_t wanted = hash(name);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = wanted & mask; slots_[at].position_plus_one != 0; at = (at + 1) & mask) {
        if (slots_[at].hash_part != static_cast<std::uint32_t>(wanted >> 32)) continue;
        const std::size_t position = slots_[at].position_plus_one - 1;
        if (members[position].name == name) return position;
    }
    return npos;
}

void Object::Index::add(const std::vector<Member>& members, std::size_t position) {
    if ((position + 1) * 2 > slots_.size()) {
        rebuild(members, position + 1);
    } else {
        insert(hash(members[position].name), position);
    }
}

void Object::Index::rebuild(const std::vector<Member>& members, std::size_t count) {
    std::size_t size = kFewestSlots;
    while (size < count * 4) size *= 2;
    slots_.assign(size, Slot{});
    for (std::size_t i = 0; i < count; ++i) insert(hash(members[i].name), i);
}

void Object::Index::insert(std::uint64_t hash, std::size_t position) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].position_plus_one != 0) at = (at + 1) & mask;
    slots_[at] = {static_cast<std::uint32_t>(hash >> 32), static_cast<std::uint32_t>(position + 1)};
}

}  // namespace tally::json
