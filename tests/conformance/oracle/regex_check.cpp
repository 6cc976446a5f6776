// A pattern against a text, as a whole.
#include "base/regex.h"
#include "conformance/oracle/checks.h"
#include "conformance/oracle/documented_differences.h"
#include "conformance/oracle/members.h"

namespace tally::conformance {
namespace {

// Constructs of Java's, JavaScript's, Python's and PCRE's engines that the core's engine refuses and ours
// reads: other ways to name, call and reset groups, verbs, code points in braces, and flags beyond i, m and
// x.
bool has_foreign_construct(const std::string& pattern) {
    constexpr const char* constructs =
        R"(\(\?(?:P[<=>]|&|\||R\)|[+-]?\d+\)|[imx^-]*[a-zA-Z^][a-zA-Z-]*[:)])|\(\*[A-Z]|\\u\{|\\g\{)";
    const Result<Regex> foreign = Regex::compile_cached(constructs);
    return foreign && foreign->found_in(pattern).value_or(false);
}

}  // namespace

Verdict check_regex(const json::Value& recorded, const json::Value&) {
    const std::string pattern = text_of(recorded, "regex");
    const bool invalid = is_true(recorded, "invalid");
    const Result<Regex> regex = Regex::compile(pattern);
    if (regex && invalid && has_foreign_construct(pattern)) return documented(difference::kForeignConstructs);
    if (!regex != invalid) return differs(regex ? "ours accepts the pattern" : regex.error().text());
    const bool matches = regex && regex->matches_all_of(text_of(recorded, "text")).value_or(false);
    if (matches != is_true(recorded, "fullMatch")) return compare(!matches, matches, "a match of the text");
    return compare(is_true(recorded, "jsonMatch"), matches, "a match of the text in JSON");
}

}  // namespace tally::conformance
