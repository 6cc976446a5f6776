#include "matching/select_rules.h"

#include <gtest/gtest.h>

#include <map>
#include <stdexcept>

namespace tally::matching {
namespace {

using namespace model;

std::vector<KeyedRules> keyed(const std::vector<std::string>& paths) {
    std::vector<KeyedRules> rules;
    for (const std::string& path : paths) {
        auto parsed = parse_path(path);
        if (!parsed) throw std::invalid_argument(parsed.error().text());
        rules.push_back({path, std::move(*parsed), {{{TypeRule{}}}, Combine::all}});
    }
    return rules;
}

RuleCursor walk(const RuleTree& tree, const std::string& path) {
    RuleCursor cursor = tree.root();
    const PathExpression parsed = parse_path(path).value();
    for (const PathStep& step : parsed.steps) {
        if (const auto* field = std::get_if<Field>(&step))
            cursor = cursor.member(field->name);
        else
            cursor = cursor.element(std::get<Index>(step).position);
    }
    return cursor;
}

// The key of the list that wins for a value, with "^" in front when it is cascaded.
std::string selected(const std::vector<std::string>& paths, const std::string& value) {
    const std::vector<KeyedRules> rules = keyed(paths);
    const RuleTree tree(rules);
    const RuleCursor cursor = walk(tree, value);
    if (!cursor.rules()) return "";
    return (cursor.cascaded() ? "^" : "") + cursor.rules()->key;
}

struct SelectCase {
    const char* name;
    std::vector<std::string> rules;
    const char* value;
    const char* winner;
};
class SelectedRules : public testing::TestWithParam<SelectCase> {};

TEST_P(SelectedRules, Row) {
    EXPECT_EQ(selected(GetParam().rules, GetParam().value), GetParam().winner);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, SelectedRules,
    testing::ValuesIn(std::vector<SelectCase>{
        {"None", {}, "$.a", ""},
        {"Other", {"$.b"}, "$.a", ""},
        {"Exact", {"$.a"}, "$.a", "$.a"},
        {"Root", {"$"}, "$", "$"},
        {"RootCascades", {"$"}, "$.a.b", "^$"},
        {"LongerThanTheValue", {"$.a.b"}, "$.a", ""},
        {"AnyElement", {"$.a[*]"}, "$.a[7]", "$.a[*]"},
        {"AnyElementOfAnObjectWithNumbers", {"$.a[*]"}, "$.a.7", "$.a[*]"},
        {"AnyElementIsNoName", {"$.a[*]"}, "$.a.b", ""},
        {"AnyMember", {"$.a.*"}, "$.a.b", "$.a.*"},
        {"AnyMemberIsAnElementToo", {"$.a.*"}, "$.a[1]", "$.a.*"},
        {"DigitsAreAPosition", {"$.a.0"}, "$.a[0]", "$.a.0"},
        {"APositionIsAName", {"$.a[100]"}, "$.a.100", "$.a[100]"},
        {"NameBeforeStar", {"$.a.*", "$.a.b"}, "$.a.b", "$.a.b"},
        // The worked example of the format's description.
        {"WorkedExample",
         {"$", "$.item1", "$.item2", "$.item1.level[*]", "$.item1.level[1]", "$.*.level[*].id",
          "$.item1.level[*].id", "$.item1.level[1].id"},
         "$.item1.level[1].id",
         "$.item1.level[1].id"},
        {"SpecificityBeatsLength",
         {"$", "$.item1", "$.item1.level[*]", "$.item1.level[1]", "$.*.level[*].id"},
         "$.item1.level[1].id",
         "^$.item1.level[1]"},
        {"TieGoesToTheLonger", {"$.a", "$.*.*.*"}, "$.a.b.c", "$.*.*.*"},  // 4 * 2 and 2 * 4
        {"TieOfOneLengthGoesToTheFirst", {"$.a.*", "$.*.b"}, "$.a.b", "$.a.*"},
        {"TheFirstOfTwoEqualPaths", {"$.a", "$['a']"}, "$.a", "$.a"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(SelectRules, AgreesWithTheDefinitionOnEveryPair) {
    const std::vector<std::string> paths = {
        "$",      "$.a",        "$.*",        "$.a.b",      "$.a.*",    "$.*.b",  "$.*.*",      "$.a[*]",
        "$.a[0]", "$.a.b[*].c", "$.*.b[0].c", "$.a.*[*].*", "$.a.b[0]", "$.*[*]", "$.a.b[*].*", "$.a.b.*.c"};
    const std::vector<std::string> values = {"$",      "$.a",      "$.a.b",      "$.a[0]",
                                             "$.a[3]", "$.a.b[0]", "$.a.b[0].c", "$.z.b[0].c"};
    // weight times tokens, straight from the page
    const auto rank = [](const std::string& rule, const std::string& value) -> double {
        const auto r = parse_path(rule).value().steps;
        const auto v = parse_path(value).value().steps;
        if (r.size() > v.size()) return 0;
        double weight = 2;
        for (std::size_t i = 0; i < r.size(); ++i) {
            const bool element = std::holds_alternative<Index>(v[i]);
            if (std::holds_alternative<AnyField>(r[i]))
                weight *= 1;
            else if (std::holds_alternative<AnyIndex>(r[i]))
                weight *= element ? 1 : 0;
            else
                weight *= r[i] == v[i] ? 2 : 0;
        }
        return weight * static_cast<double>(r.size() + 1);
    };
    for (const std::string& value : values) {
        double best = 0;
        for (const std::string& path : paths) best = std::max(best, rank(path, value));
        const std::string winner = selected(paths, value);
        EXPECT_EQ(rank(winner.starts_with('^') ? winner.substr(1) : winner, value), best)
            << value << " -> " << winner;
    }
}

}  // namespace
}  // namespace tally::matching
