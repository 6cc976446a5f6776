// The part of text.h that knows UTF-8.
#include <cstdint>

#include "base/text.h"

namespace tally::text {

namespace {

// The length of the valid sequence at the start of `bytes`, or 0: overlong forms, surrogates and everything
// beyond U+10FFFF are not valid.
std::size_t sequence_length(std::string_view bytes) {
    const auto at = [&](std::size_t i) {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u;
    };
    const auto continues = [&](std::size_t i) { return (at(i) & 0xc0u) == 0x80u; };
    const unsigned first = at(0);
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first <= 0xdf) return continues(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        const bool overlong = first == 0xe0 && at(1) < 0xa0;
        const bool surrogate = first == 0xed && at(1) > 0x9f;
        return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        const bool overlong = first == 0xf0 && at(1) < 0x90;
        const bool too_high = first == 0xf4 && at(1) > 0x8f;
        return continues(1) && continues(2) && continues(3) && !overlong && !too_high ? 4 : 0;
    }
    return 0;
}

// Characters that move the cursor, change the direction of text or cannot be seen: C1 controls, line and
// paragraph separators, bidirectional overrides, zero-width ones, the byte order mark.
bool is_harmful(std::string_view character) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() == 2) return at(0) == 0xc2 && at(1) < 0xa0;
    if (character.size() != 3) return false;
    if (at(0) == 0xe2 && at(1) == 0x80)
        return (at(2) >= 0x8b && at(2) <= 0x8f) || (at(2) >= 0xa8 && at(2) <= 0xae);
    if (at(0) == 0xe2 && at(1) == 0x81) return at(2) >= 0xa0 && at(2) <= 0xaf;
    return at(0) == 0xef && at(1) == 0xbb && at(2) == 0xbf;
}

void append_escaped(std::string& out, std::string_view bytes) {
    for (const char c : bytes) {
        const unsigned char byte = static_cast<unsigned char>(c);
        out += "\\x";
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        if (static_cast<unsigned char>(bytes[i]) < 0x80) {
            ++i;
            continue;
        }
        const std::size_t length = sequence_length(bytes.substr(i));
        if (length == 0) return false;
        i += length;
    }
    return true;
}

std::string valid_utf8(std::string_view bytes) {
    std::string result;
    while (!bytes.empty()) {
        const std::size_t length = sequence_length(bytes);
        result += length == 0 ? std::string_view("\xef\xbf\xbd") : bytes.substr(0, length);
        bytes.remove_prefix(length == 0 ? 1 : length);
    }
    return result;
}

std::string shorten(std::string_view text, std::size_t max_bytes) {
    if (text.size() <= max_bytes) return std::string(text);
    constexpr std::string_view kDots = "...";
    std::size_t kept = max_bytes > kDots.size() ? max_bytes - kDots.size() : 0;
    // Back to the start of the character that would be cut; no further than a character is long.
    for (int steps = 0; kept > 0 && steps < 3 && (static_cast<unsigned char>(text[kept]) & 0xc0) == 0x80;
         ++steps)
        --kept;
    return std::string(text.substr(0, kept)) + std::string(kDots.substr(0, max_bytes));
}

std::string printable(std::string_view bytes) {
    std::string result;
    while (!bytes.empty()) {
        const std::size_t length = sequence_length(bytes);
        const std::string_view character = bytes.substr(0, length == 0 ? 1 : length);
        bytes.remove_prefix(character.size());
        const unsigned char first = static_cast<unsigned char>(character.front());
        const bool control = (first < 0x20 && first != '\n' && first != '\t') || first == 0x7f;
        if (length == 0 || control || is_harmful(character)) {
            append_escaped(result, character);
        } else {
            result += character;
        }
    }
    return result;
}

}  // namespace tally::text
