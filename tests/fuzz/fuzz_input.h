// What the targets share: how one input becomes several texts, and what must hold whatever they say.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace tally::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

// The text before the next line "--", and what follows it. Without such a line everything is before it.
inline std::pair<std::string_view, std::string_view> split_at_line(std::string_view text) {
    constexpr std::string_view kLine = "\n--\n";
    const std::size_t at = text.find(kLine);
    if (at == std::string_view::npos) return {text, {}};
    return {text.substr(0, at), text.substr(at + kLine.size())};
}

// Ends the process where an assertion would, in every build.
inline void require(bool holds, const char* claim) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", claim);
    std::abort();
}

}  // namespace tally::fuzz
