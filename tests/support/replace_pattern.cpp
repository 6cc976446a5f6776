#include "support/replace_pattern.h"

#include "base/regex.h"

namespace tally::testing_support {

std::string replace_pattern(std::string_view text, std::string_view pattern, std::string_view replacement) {
    const Regex regex = Regex::compile(pattern).value();
    std::string replaced;
    while (true) {
        const auto found = regex.first_in(text).value_or(std::nullopt);
        if (!found || found->length == 0) return replaced + std::string(text);
        replaced += text.substr(0, found->start);
        replaced += replacement;
        text.remove_prefix(found->start + found->length);
    }
}

}  // namespace tally::testing_support
