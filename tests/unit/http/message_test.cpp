#include "http/message.h"

#include <gtest/gtest.h>

namespace tally::http {
namespace {

TEST(Headers, FindIgnoresCaseAndGivesTheFirstValue) {
    const Headers headers{{"Accept", "a"}, {"ACCEPT", "b"}};
    ASSERT_NE(headers.find("accept"), nullptr);
    EXPECT_EQ(*headers.find("accept"), "a");
    EXPECT_EQ(headers.find("accep"), nullptr);
}

TEST(Headers, AllKeepsTheOrderOfRepeats) {
    const Headers headers{{"Set-Cookie", "b=2"}, {"Date", "x"}, {"set-cookie", "a=1"}};
    EXPECT_EQ(headers.all("Set-Cookie"), (std::vector<std::string>{"b=2", "a=1"}));
}

TEST(Headers, SetReplacesEveryLineAtThePlaceOfTheFirst) {
    Headers headers{{"A", "1"}, {"B", "2"}, {"a", "3"}, {"C", "4"}};
    headers.set("a", "5");
    EXPECT_EQ(headers, (Headers{{"a", "5"}, {"B", "2"}, {"C", "4"}}));
}

TEST(Headers, SetAddsWhatIsAbsent) {
    Headers headers{{"A", "1"}};
    headers.set("B", "2");
    EXPECT_EQ(headers, (Headers{{"A", "1"}, {"B", "2"}}));
}

TEST(Headers, RemoveTakesEveryLineOfTheName) {
    Headers headers{{"A", "1"}, {"B", "2"}, {"a", "3"}};
    headers.remove("A");
    EXPECT_EQ(headers, (Headers{{"B", "2"}}));
}

TEST(Headers, ValueOrGivesTheOtherOnlyWhenAbsent) {
    const Headers headers{{"Empty", ""}};
    EXPECT_EQ(headers.value_or("empty", "other"), "");
    EXPECT_EQ(headers.value_or("absent", "other"), "other");
}

struct TargetCase {
    const char* name;
    const char* target;
    const char* path;
    const char* query;
};
class RequestTarget : public testing::TestWithParam<TargetCase> {};
TEST_P(RequestTarget, SplitsAtTheFirstQuestionMark) {
    Request request;
    request.target = GetParam().target;
    EXPECT_EQ(request.path(), GetParam().path);
    EXPECT_EQ(request.query(), GetParam().query);
}
INSTANTIATE_TEST_SUITE_P(Rows, RequestTarget,
                         testing::ValuesIn(std::vector<TargetCase>{
                             {"NoQuery", "/a/b", "/a/b", ""},
                             {"EmptyQuery", "/a?", "/a", ""},
                             {"Query", "/a?x=1&y", "/a", "x=1&y"},
                             {"SecondMark", "/a?x=?", "/a", "x=?"},
                             {"Encoded", "/a%3Fb?c", "/a%3Fb", "c"},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(ReasonPhrase, KnowsTheRegisteredOnesAndIsEmptyForOthers) {
    EXPECT_EQ(reason_phrase(404), "Not Found");
    EXPECT_EQ(reason_phrase(299), "");
}

}  // namespace
}  // namespace tally::http
