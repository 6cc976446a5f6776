// What an operator may write as a keep selector, and what is said about anything else.
#include <gtest/gtest.h>

#include "cleanup/keep_branch_selector.h"
#include "cleanup/keep_selector.h"

namespace tally::cleanup {

namespace {

// As reports show them, or the error.
std::string read_back(const std::string& text) {
    const auto read = read_keep_selectors("--keep", text);
    return read ? json::to_text(to_json(*read)) : read.error().text();
}

std::string branches_read_back(const std::string& text) {
    const auto read = read_keep_branch_selectors("--keep", text);
    return read ? json::to_text(to_json(*read)) : read.error().text();
}

struct SelectorCase {
    const char* name;
    std::string text;
    const char* expected;
};

class ReadKeepSelectors : public testing::TestWithParam<SelectorCase> {};
TEST_P(ReadKeepSelectors, Row) {
    EXPECT_EQ(read_back(GetParam().text), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, ReadKeepSelectors,
    testing::ValuesIn(std::vector<SelectorCase>{
        {"EveryMember",
         R"([{"pacticipant":"Foo","branch":"main","tag":"prod","latest":true,"max_age":30,"environment":"test",)"
         R"("deployed":true,"released":true,"main_branch":true}])",
         R"([{"pacticipant_name":"Foo","latest":true,"tag":"prod","branch":"main","environment_name":"test",)"
         R"("max_age":30,"deployed":true,"released":true,"main_branch":true}])"},
        {"EveryOneOfAKind", R"([{"branch":true},{"tag":true,"latest":true}])",
         R"([{"branch":true},{"latest":true,"tag":true}])"},
        {"OtherSpellings",
         R"([{"pacticipantName":"Foo","environment_name":"test","maxAge":0,"mainBranch":true}])",
         R"([{"pacticipant_name":"Foo","environment_name":"test","max_age":0,"main_branch":true}])"},
        {"FalseAndNullSayNothing", R"([{"latest":false,"tag":false,"branch":null,"deployed":false}])",
         "[{}]"},
        {"NotJson", "[{",
         "--keep:1:3: not valid JSON: unexpected end of input, expected string literal; write a JSON list, like "
         "[{\"branch\": \"main\"}]"},
        {"NotAList", R"({"latest":true})",
         "--keep: is not a list; write a JSON list, like [{\"branch\": \"main\"}]"},
        {"Empty", "[]",
         "--keep: says of no version that it is kept; name what to keep, like [{\"branch\": true, "
         "\"latest\": true}]"},
        {"NotAnObject", R"([{"latest":true},"main"])",
         "--keep, selector 2: is not an object; write it like {\"branch\": \"main\"}"},
        {"Misspelt", R"([{"brnach":"main"}])",
         "--keep, selector 1: 'brnach' is not a member of a selector; write branch"},
        {"Unknown", R"([{"colour":"red"}])",
         "--keep, selector 1: 'colour' is not a member of a selector; the members are pacticipant, latest, "
         "tag, branch, "
         "environment, max_age, deployed, released, main_branch"},
        {"TwoSpellingsOfOne", R"([{"max_age":1,"maxAge":2}])",
         "--keep, selector 1: max_age is there twice; leave one"},
        {"NegativeAge", R"([{"max_age":-1}])",
         "--keep, selector 1: max_age is not a number of days up to 36500; write it as {\"max_age\": 90}"},
        {"AgeAsText", R"([{"max_age":"90"}])",
         "--keep, selector 1: max_age is not a number of days up to 36500; write it as {\"max_age\": 90}"},
        {"HugeAge", R"([{"max_age":99999999999999999999}])",
         "--keep, selector 1: max_age is not a number of days up to 36500; write it as {\"max_age\": 90}"},
        {"FlagAsText", R"([{"latest":"true"}])",
         "--keep, selector 1: latest is neither true nor false; write it as {\"latest\": true}"},
        {"NumberAsTag", R"([{"tag":1}])",
         "--keep, selector 1: tag is neither a name nor true; write it as {\"tag\": \"a name\"}, or with "
         "true for every "
         "tag"},
        {"BlankName", R"([{"pacticipant":" "}])",
         "--keep, selector 1: pacticipant is not a name; write it as {\"pacticipant\": \"a name\"}"},
        {"TooLong", "[" + std::string(70'000, ' ') + "]",
         "--keep: is longer than 65536 bytes; give fewer selectors"},
        {"TooMany",
         [] {
             std::string text = "[{}";
             for (int i = 0; i < 100; ++i) text += ",{}";
             return text + "]";
         }(),
         "--keep: has more than 100 selectors; give fewer selectors"},
    }),
    [](const auto& row) { return row.param.name; });

class ReadKeepBranchSelectors : public testing::TestWithParam<SelectorCase> {};
TEST_P(ReadKeepBranchSelectors, Row) {
    EXPECT_EQ(branches_read_back(GetParam().text), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, ReadKeepBranchSelectors,
    testing::ValuesIn(std::vector<SelectorCase>{
        {"EveryMember", R"([{"branch":"main","max_age":30}])", R"([{"max_age":30,"branch":"main"}])"},
        {"SeveralNames", R"([{"branch":["main","develop"]}])", R"([{"branch":["main","develop"]}])"},
        {"NoneKeepsAll", "[]", "[]"},
        {"True", R"([{"branch":true}])",
         "--keep, selector 1: branch is neither a name nor a list of names; write it as {\"branch\": \"a "
         "name\"}"},
        {"AMemberOfVersions", R"([{"tag":"x"}])",
         "--keep, selector 1: 'tag' is not a member of a selector; the members are branch, max_age"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(KeepSelectors, WhatIsInEnvironmentsIsAlwaysKept) {
    const auto with = [](const std::string& text) {
        return json::to_text(to_json(with_what_is_in_environments(*read_keep_selectors("", text))));
    };
    EXPECT_EQ(with(R"([{"latest":true}])"), R"([{"latest":true},{"deployed":true},{"released":true}])");
    EXPECT_EQ(with(R"([{"released":true}])"), R"([{"released":true},{"deployed":true}])");
    // Of one pacticipant only
    EXPECT_EQ(with(R"([{"pacticipant":"Foo","deployed":true},{"released":true}])"),
              R"([{"pacticipant_name":"Foo","deployed":true},{"released":true},{"deployed":true}])");
}

TEST(KeepSelectors, ByDefaultKeepWhatIsInUseAndWhatIsYoung) {
    EXPECT_EQ(
        json::to_text(to_json(default_keep_selectors())),
        R"([{"latest":true,"tag":true},{"latest":true,"branch":true},{"latest":true},{"deployed":true},)"
        R"({"released":true},{"max_age":90}])");
    EXPECT_EQ(json::to_text(to_json(default_keep_branch_selectors())), R"([{"max_age":90}])");
}

}  // namespace

}  // namespace tally::cleanup
