#include "model/wire_values.h"

#include <gtest/gtest.h>

namespace tally::model {
namespace {

using Query = std::vector<QueryParameter>;

struct QueryCase {
    const char* name;
    const char* text;
    Query query;
};
class QueryOfText : public testing::TestWithParam<QueryCase> {};

TEST_P(QueryOfText, Row) {
    EXPECT_EQ(parse_query(GetParam().text), GetParam().query);
}

INSTANTIATE_TEST_SUITE_P(Rows, QueryOfText,
                         testing::ValuesIn(std::vector<QueryCase>{
                             {"Empty", "", {}},
                             {"One", "a=1", {{"a", {"1"}}}},
                             {"Repeated", "a=1&b=2&a=3", {{"a", {"1", "3"}}, {"b", {"2"}}}},
                             {"WithoutValue", "a", {{"a", {std::nullopt}}}},
                             {"EmptyValue", "a=", {{"a", {""}}}},
                             {"EmptyPieces", "&a=1&&b=2&", {{"a", {"1"}}, {"b", {"2"}}}},
                             {"Encoded", "a%20b=c%26d+e", {{"a b", {"c&d e"}}}},
                             {"MalformedEncoding", "a=%zz%4", {{"a", {"%zz%4"}}}},
                             {"SecondEquals", "a=b=c", {{"a", {"b=c"}}}},
                             {"Brackets", "ids[]=1&ids[]=2", {{"ids[]", {"1", "2"}}}},
                         }),
                         [](const auto& row) { return row.param.name; });

using Values = std::vector<std::string>;

TEST(HeaderValues, ListHeadersAreSplitAtCommas) {
    EXPECT_EQ(split_header_value("Accept", "text/html,  application/json"),
              (Values{"text/html", "application/json"}));
}

TEST(HeaderValues, DatesAndCookiesStayWhole) {
    EXPECT_EQ(split_header_value("Date", "Fri, 20 Nov 2026 10:00:00 GMT"),
              Values{"Fri, 20 Nov 2026 10:00:00 GMT"});
    EXPECT_EQ(split_header_value("Set-Cookie", "a=1, b"), Values{"a=1, b"});
}

TEST(HeaderFields, AreFoundIgnoringCase) {
    const std::vector<HeaderField> headers = {{"X-Id", {"7"}}};
    ASSERT_NE(find_header(headers, "x-iD"), nullptr);
    EXPECT_EQ(find_header(headers, "x-iD")->values, Values{"7"});
    EXPECT_EQ(find_header(headers, "x"), nullptr);
}

}  // namespace
}  // namespace tally::model
