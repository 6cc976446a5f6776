// Differences between what was expected and what came. They are data, never errors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tally::matching {

enum class MismatchKind : std::uint8_t { method, path, query, header, status, body_type, body, metadata };
std::string_view kind_name(MismatchKind kind);  // "method" ... "body_type", "body", "metadata"

struct Mismatch {
    MismatchKind kind = MismatchKind::body;
    std::string location;  // "$.items[0].price", a header or parameter name; empty for method, path, status
    std::string expected;  // JSON text or plain text
    std::string actual;    // empty when there was nothing
    std::string sentence;  // shown to people as is: "Expected 'x' (String) to be an integer"
    std::string
        rule;  // the rule that was applied and where it stands: "integer at $.items[*].id"; empty: equality
    bool follows = false;  // a consequence of another mismatch of the same exchange; reports may fold it away
    bool operator==(const Mismatch&) const = default;
};

using Mismatches = std::vector<Mismatch>;

// How the sentence about an object that lacks members begins; their names follow.
constexpr std::string_view kMissingKeys = "Actual map is missing the following keys: ";

// Of the last mismatch of very many: how many more there are, which were only counted. 0 for any other.
std::size_t further_differences(const Mismatch& mismatch);

}  // namespace tally::matching
