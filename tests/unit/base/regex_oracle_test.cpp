// What the reference core answered for pairs of patterns and texts.
#include <map>

#include "base/regex.h"
#include "support/oracle.h"

namespace tally {
namespace {

// The core refuses these patterns; we read them as the engines do that people write them for.
const std::map<std::string, const char*> kAcceptedAsWell = {
    {"(?P<n>a)b", "PCRE's and Python's named group"},
    {"\\u{41}", "JavaScript's code point"},
    {"(?1)(a)", "PCRE's call of a group"},
};

using testing_support::is_true;
using testing_support::text_of;

class RegexOracle : public testing_support::OracleTest {};

TEST_F(RegexOracle, AgreesOnEveryCase) {
    const json::Array rows = cases("regex.json");
    EXPECT_GE(rows.size(), 100u);
    for (const json::Value& row : rows) {
        const std::string pattern = text_of(row, "regex");
        const std::string text = text_of(row, "text");
        SCOPED_TRACE(text_of(row, "id") + " " + pattern);

        const Result<Regex> regex = Regex::compile(pattern);
        if (kAcceptedAsWell.count(pattern) > 0) {
            EXPECT_TRUE(is_true(row, "invalid")) << "no longer a difference";
            EXPECT_TRUE(regex);
            continue;
        }
        EXPECT_EQ(!regex, is_true(row, "invalid"));
        const bool matches = regex && regex->matches_all_of(text).value_or(false);
        EXPECT_EQ(matches, is_true(row, "fullMatch"));
    }
}

}  // namespace
}  // namespace tally
