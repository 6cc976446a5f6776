// Semantic Versioning 2.0.0: strict reading, precedence, and a lenient reading of what people write as
// versions.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tally {

// Numbers are kept as digits, without leading zeros, and may have any length.
struct SemanticVersion {
    std::string major = "0";
    std::string minor = "0";
    std::string patch = "0";
    std::vector<std::string> pre_release;  // "alpha", "1" of "1.0.0-alpha.1"
    std::string build;                     // "5114f85" of "1.0.0+5114f85"

    std::string text() const;
    bool operator==(const SemanticVersion&) const = default;  // the build included
};

// Exactly what the specification allows: three numbers without leading zeros, no "v".
std::optional<SemanticVersion> parse_semantic_version(std::string_view text);
inline bool is_semver(std::string_view text) {
    return parse_semantic_version(text).has_value();
}

// Also "v1.2", "1" and "01.2.0-rc1": a leading v, leading zeros, missing numbers (0).
std::optional<SemanticVersion> parse_lenient_version(std::string_view text);

// By precedence: a pre-release comes before its release, builds do not count.
std::weak_ordering compare_precedence(const SemanticVersion& a, const SemanticVersion& b);

}  // namespace tally
