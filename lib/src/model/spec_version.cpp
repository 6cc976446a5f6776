#include "model/spec_version.h"

#include <array>
#include <charconv>

namespace tally::model {

std::string_view to_text(SpecVersion version) {
    switch (version) {
        case SpecVersion::v1:
            return "1.0.0";
        case SpecVersion::v1_1:
            return "1.1.0";
        case SpecVersion::v2:
            return "2.0.0";
        case SpecVersion::v3:
            return "3.0.0";
        case SpecVersion::v4:
            return "4.0";
    }
    return "";
}

std::optional<SpecVersion> parse_spec_version(std::string_view text) {
    std::array<unsigned, 3> parts = {0, 0, 0};
    std::size_t count = 0;
    while (true) {
        if (count == parts.size()) return std::nullopt;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parts[count++]);
        if (error != std::errc()) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (text.empty()) break;
        // "4.0-beta" and "3.0.0+x": what follows the numbers does not change the format.
        if (text.front() == '-' || text.front() == '+') break;
        if (text.front() != '.') return std::nullopt;
        text.remove_prefix(1);
    }
    switch (parts[0]) {
        case 1:
            return parts[1] == 1 ? SpecVersion::v1_1 : SpecVersion::v1;
        case 2:
            return SpecVersion::v2;
        case 3:
            return SpecVersion::v3;
        case 4:
            return SpecVersion::v4;
        default:
            return std::nullopt;
    }
}

}  // namespace tally::model
