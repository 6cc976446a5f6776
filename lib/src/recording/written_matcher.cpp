#include "recording/written_matcher.h"

#include "base/text.h"
#include "matching/apply_rule.h"

namespace tally::recording {

std::string in_quotes(const std::string& text) {
    return "'" + text::printable(text) + "'";
}

void note(ValueNode& node, Place place, std::string text) {
    node.mistakes.push_back({place, std::move(text)});
}

void check_example(ValueNode& node, Place place) {
    const json::Value* example = node.scalar();
    if (example == nullptr) return;
    const matching::Complaint complaint = matching::check_value(node.rules.back(), *example, *example, {});
    if (complaint) note(node, place, "the example breaks its own matcher: " + *complaint + "; write another example");
}

std::string escaped_pattern(const std::string& text) {
    constexpr std::string_view kSpecial = R"(\^$.|?*+()[]{})";
    std::string pattern;
    for (const char c : text) {
        if (kSpecial.find(c) != std::string_view::npos) pattern += '\\';
        pattern += c;
    }
    return pattern;
}

}  // namespace tally::recording
