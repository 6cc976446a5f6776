#include "unit/matching/matching_support.h"

namespace tally::matching {
namespace {

model::MessagePart message(const std::string& json) {
    auto part = format::read_message_part(json, "message", model::SpecVersion::v4);
    if (!part) throw std::invalid_argument(part.error().text());
    return std::move(*part);
}

struct MessageCase {
    const char* name;
    const char* expected;
    const char* actual;
    Told told;
};
class MatchMessage : public testing::TestWithParam<MessageCase> {};

TEST_P(MatchMessage, Row) {
    EXPECT_EQ(told(match_message(message(GetParam().expected), message(GetParam().actual))), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, MatchMessage,
    testing::ValuesIn(std::vector<MessageCase>{
        {"Same",
         R"({"metadata":{"k":"v"},"contents":{"content":{"a":1}}})",
         R"({"metadata":{"k":"v","l":1},"contents":{"content":{"a":1,"b":2}}})",
         {}},
        {"Missing", R"({"metadata":{"k":"v"}})", "{}", {"k: Expected metadata key 'k' but was missing"}},
        {"Differs",
         R"({"metadata":{"k":"1"}})",
         R"({"metadata":{"k":1}})",
         {"k: Expected metadata key 'k' to have value '1' (String) but was 1 (Integer)"}},
        {"KeysHaveCase",
         R"({"metadata":{"k":"v"}})",
         R"({"metadata":{"K":"v"}})",
         {"k: Expected metadata key 'k' but was missing"}},
        {"ContentTypeHasSpellings",
         R"({"metadata":{"contentType":"application/json"}})",
         R"({"metadata":{"content-type":"application/json;charset=utf-8"}})",
         {}},
        {"Rule",
         R"({"metadata":{"k":"1"},"matchingRules":{"metadata":{"k":{"matchers":[{"match":"regex","regex":"\\d+"}]}}}})",
         R"({"metadata":{"k":"x"}})",
         {"k: Expected 'x' to match '\\d+'"}},
        {"Contents",
         R"({"contents":{"content":{"a":1}}})",
         R"({"contents":{"content":{"a":2}}})",
         {"$.a: Expected 2 (Integer) to be equal to 1 (Integer)"}},
        {"JsonBehindTheNumberOfItsSchema",
         R"({"metadata":{"contentType":"application/vnd.schemaregistry.v1+json"},"contents":{"content":{"a":1}}})",
         R"({"metadata":{"contentType":"application/vnd.schemaregistry.v1+json"},
             "contents":{"content":"AAAAAAJ7ImEiOiAyfQ==","encoded":"base64"}})",
         {"$.a: Expected 2 (Integer) to be equal to 1 (Integer)"}},
        {"ContentsUnderRules",
         R"({"contents":{"content":{"a":1}},"matchingRules":{"content":{"$.a":{"matchers":[{"match":"type"}]}}}})",
         R"({"contents":{"content":{"a":2}}})",
         {}},
        {"TypeOfContents",
         R"({"contents":{"content":{"a":1},"contentType":"application/json"}})",
         R"({"contents":{"content":"x","contentType":"text/plain"}})",
         {"Expected a body of 'application/json' but the actual content type was 'text/plain'"}},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::matching
