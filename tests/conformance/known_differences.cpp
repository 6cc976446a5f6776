#include "conformance/known_differences.h"

#include "base/files.h"
#include "base/text.h"

namespace tally::conformance {

Result<KnownDifferences> read_known_differences(const std::filesystem::path& file) {
    constexpr std::size_t max_bytes = 1u << 20;
    const Result<std::string> content = files::read(file, max_bytes);
    if (!content) return content.error();
    KnownDifferences known;
    for (const std::string_view line : text::split(*content, '\n')) {
        if (text::trim(line).empty() || line.front() == '#') continue;
        const std::size_t tab = line.find('\t');
        if (tab == std::string_view::npos) {
            return Error{ErrorCode::invalid_input, file.string(),
                         "a line has no tab: '" + std::string(line) + "'",
                         "write the case, a tab, and the reason"};
        }
        known.emplace(line.substr(0, tab), line.substr(tab + 1));
    }
    return known;
}

std::filesystem::path default_known_differences() {
    return TALLY_KNOWN_DIFFERENCES;
}

}  // namespace tally::conformance
