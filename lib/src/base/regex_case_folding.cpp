#include "base/regex_case_folding.h"

#include "base/text.h"

namespace tally::regex_dialect {

namespace {

struct Folding {
    std::string_view sequence;    // lower case
    std::string_view singles[2];  // characters that stand for it, "" for none
};

// Longer sequences first. The Greek and Armenian foldings are left out: no contract has been seen that needs
// them.
constexpr Folding kFoldings[] = {
    {"ffi", {"\ufb03", ""}},      {"ffl", {"\ufb04", ""}},     {"ff", {"\ufb00", ""}},
    {"fi", {"\ufb01", ""}},       {"fl", {"\ufb02", ""}},      {"ss", {"\u00df", "\u1e9e"}},
    {"st", {"\ufb05", "\ufb06"}}, {"\u02bcn", {"\u0149", ""}}, {"j\u030c", {"\u01f0", ""}},
    {"h\u0331", {"\u1e96", ""}},  {"t\u0308", {"\u1e97", ""}}, {"w\u030a", {"\u1e98", ""}},
    {"y\u030a", {"\u1e99", ""}},  {"a\u02be", {"\u1e9a", ""}}, {"i\u0307", {"\u0130", ""}},
};

}  // namespace

std::string read_folding(std::string_view pattern, std::size_t& length) {
    for (const Folding& folding : kFoldings) {
        std::string_view found;
        for (const std::string_view form : {folding.sequence, folding.singles[0], folding.singles[1]}) {
            if (!form.empty() && text::equals_ignoring_case(pattern.substr(0, form.size()), form))
                found = form;
        }
        if (found.empty()) continue;
        length = found.size();
        std::string all = "(?:" + std::string(folding.sequence);
        for (const std::string_view single : folding.singles) {
            if (!single.empty()) all += "|" + std::string(single);
        }
        return all + ")";
    }
    return "";
}

}  // namespace tally::regex_dialect
