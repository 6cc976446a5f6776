// Contents of a request, response or message. Missing, empty and null are three different things.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tally::model {

enum class BodyState : std::uint8_t {
    missing,  // as an expectation: anything passes
    empty,    // must be empty
    null,     // JSON null, or empty for other types
    present,
};

enum class ContentTypeHint : std::uint8_t { none, binary, text, standard };  // V4 "BINARY", "TEXT", "DEFAULT"

struct Body {
    BodyState state = BodyState::missing;
    std::string bytes;         // decoded; JSON as its text
    std::string content_type;  // V4 contentType, or what the reader attached; empty: see headers, then detect
    ContentTypeHint hint = ContentTypeHint::none;
    bool operator==(const Body&) const = default;
};

}  // namespace tally::model
