#include "base/random.h"

#include <cassert>
#include <random>

#include "base/encoding.h"

namespace tally {

std::int64_t Random::between(std::int64_t low, std::int64_t high) {
    assert(low <= high);
    const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
    if (span == 0) return static_cast<std::int64_t>(next());  // all 64 bits
    // Numbers past the last whole multiple of the span would make small results likelier.
    const std::uint64_t surplus = (UINT64_MAX % span + 1) % span;
    std::uint64_t drawn = next();
    while (drawn > UINT64_MAX - surplus) drawn = next();
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + drawn % span);
}

std::string Random::characters(std::size_t count, std::string_view alphabet) {
    assert(!alphabet.empty());
    std::string text;
    text.reserve(count);
    const std::int64_t last = static_cast<std::int64_t>(alphabet.size()) - 1;
    for (std::size_t i = 0; i < count; ++i) text += alphabet[static_cast<std::size_t>(between(0, last))];
    return text;
}

std::string Random::uuid() {
    std::string bytes;
    for (int half = 0; half < 2; ++half) {
        const std::uint64_t bits = next();
        for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(bits >> shift & 0xff);
    }
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40);  // version 4
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);  // the variant of RFC 4122
    std::string text = encoding::hex(bytes);
    for (const std::size_t at : {8u, 13u, 18u, 23u}) text.insert(at, 1, '-');
    return text;
}

// SplitMix64: a counter and a mixing function.
std::uint64_t SeededRandom::next() {
    state_ += 0x9e3779b97f4a7c15u;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
}

std::uint64_t SystemRandom::next() {
    std::random_device device;
    const std::uint64_t high = device();
    return high << 32 | device();
}

}  // namespace tally
