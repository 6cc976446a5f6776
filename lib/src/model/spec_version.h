// Versions of the contract file format.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tally::model {

enum class SpecVersion : std::uint8_t { v1, v1_1, v2, v3, v4 };

// The text written to files: "1.0.0", "1.1.0", "2.0.0", "3.0.0", "4.0".
std::string_view to_text(SpecVersion version);

// Lenient: missing parts are 0, "1.2" is V1.1's successor and reads as V1, any 2.x is V2 ... Nothing for
// other majors.
std::optional<SpecVersion> parse_spec_version(std::string_view text);

}  // namespace tally::model
