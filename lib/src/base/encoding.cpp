#include "base/encoding.h"

#include <array>
#include <cstdint>

namespace tally::encoding {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kStandard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrlSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string to_base64(std::string_view bytes, std::string_view alphabet, bool padded) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::string_view group = bytes.substr(i, 3);
        std::uint32_t bits = 0;
        for (std::size_t j = 0; j < 3; ++j)
            bits = bits << 8 | (j < group.size() ? static_cast<unsigned char>(group[j]) : 0u);
        for (std::size_t j = 0; j < 4; ++j) {
            if (j <= group.size()) {
                text += alphabet[bits >> (18 - 6 * j) & 63];
            } else if (padded) {
                text += '=';
            }
        }
    }
    return text;
}

std::optional<std::string> decode_base64(std::string_view text, std::string_view alphabet,
                                         bool padding_required) {
    std::array<std::int8_t, 256> values;
    values.fill(-1);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);

    const bool padded = text.size() % 4 == 0;
    if (padding_required && !padded) return std::nullopt;
    for (int i = 0; padded && i < 2 && !text.empty() && text.back() == '='; ++i) text.remove_suffix(1);
    if (text.size() % 4 == 1) return std::nullopt;

    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const std::int8_t value = values[static_cast<unsigned char>(c)];
        if (value < 0) return std::nullopt;
        bits = (bits << 6 | static_cast<std::uint32_t>(value)) & 0xffffffu;
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(bits >> count & 0xff);
        }
    }
    if ((bits & ((1u << count) - 1)) != 0) return std::nullopt;  // bits that belong to no byte
    return bytes;
}

bool is_unreserved(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string encode(std::string_view text, bool blank_as_plus) {
    std::string result;
    for (const char c : text) {
        if (is_unreserved(c)) {
            result += c;
        } else if (c == ' ' && blank_as_plus) {
            result += '+';
        } else {
            const unsigned char byte = static_cast<unsigned char>(c);
            result += '%';
            result += "0123456789ABCDEF"[byte >> 4];
            result += "0123456789ABCDEF"[byte & 15];
        }
    }
    return result;
}

std::string decode(std::string_view text, bool plus_as_blank) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            const int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
            if (high >= 0 && low >= 0) {
                result += static_cast<char>(high << 4 | low);
                i += 2;
                continue;
            }
        }
        result += plus_as_blank && text[i] == '+' ? ' ' : text[i];
    }
    return result;
}

}  // namespace

std::string base64(std::string_view bytes) {
    return to_base64(bytes, kStandard, true);
}
std::string base64_url(std::string_view bytes) {
    return to_base64(bytes, kUrlSafe, false);
}
std::optional<std::string> from_base64(std::string_view text) {
    return decode_base64(text, kStandard, true);
}
std::optional<std::string> from_base64_url(std::string_view text) {
    return decode_base64(text, kUrlSafe, false);
}

std::string hex(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        text += kHexDigits[static_cast<unsigned char>(c) >> 4];
        text += kHexDigits[static_cast<unsigned char>(c) & 15];
    }
    return text;
}

std::string percent_encoded(std::string_view text) {
    return encode(text, false);
}
std::string percent_decoded(std::string_view text) {
    return decode(text, false);
}
std::string form_encoded(std::string_view text) {
    return encode(text, true);
}
std::string form_decoded(std::string_view text) {
    return decode(text, true);
}

}  // namespace tally::encoding
