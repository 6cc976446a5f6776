// Identity, stored form, served form and differences of contracts.
#include "contracts/content.h"

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "contracts/content_diff.h"
#include "contracts/text_edits.h"

namespace tally::contracts {

namespace {

Content prepared(const std::string& text) {
    const auto document = json::parse(text);
    EXPECT_TRUE(document) << text << document.error().text();
    return prepare_content(text, *document);
}

std::string id_of(const std::string& sorted_interaction) {
    return encoding::sha1_hex(sorted_interaction);
}

struct SameCase {
    const char* name;
    const char* a;
    const char* b;
    bool same;
};
class ContentIdentity : public testing::TestWithParam<SameCase> {};
TEST_P(ContentIdentity, Row) {
    EXPECT_EQ(prepared(GetParam().a).sha == prepared(GetParam().b).sha, GetParam().same);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, ContentIdentity,
    testing::ValuesIn(std::vector<SameCase>{
        {"OrderOfKeys", R"({"interactions":[{"a":1,"b":{"c":2,"d":3}}]})",
         R"({"interactions":[{"b":{"d":3,"c":2},"a":1}]})", true},
        {"OrderOfInteractions", R"({"interactions":[{"a":1},{"b":1}]})",
         R"({"interactions":[{"b":1},{"a":1}]})", true},
        {"OrderOfMessages", R"({"messages":[{"a":1},{"b":1}]})", R"({"messages":[{"b":1},{"a":1}]})", true},
        {"WhiteSpace", R"({"interactions":[]})", "{ \"interactions\" :\n[] }", true},
        {"OtherMetadata", R"({"interactions":[],"metadata":{"x":1}})", R"({"interactions":[]})", true},
        {"Names", R"({"interactions":[],"consumer":{"name":"a"}})",
         R"({"interactions":[],"consumer":{"name":"b"}})", true},
        {"LinksAndTime", R"({"interactions":[],"_links":{},"createdAt":"x"})", R"({"interactions":[]})",
         true},
        {"OrderInBodies", R"({"interactions":[{"a":[1,2]}]})", R"({"interactions":[{"a":[2,1]}]})", false},
        {"Values", R"({"interactions":[{"a":1}]})", R"({"interactions":[{"a":2}]})", false},
        {"SpellingOfNumbers", R"({"interactions":[{"a":1.0}]})", R"({"interactions":[{"a":1.00}]})", false},
        {"SpecificationVersion",
         R"({"interactions":[],"metadata":{"pactSpecification":{"version":"2.0.0"}}})",
         R"({"interactions":[],"metadata":{"pactSpecification":{"version":"3.0.0"}}})", false},
        {"SpellingsOfTheSpecification",
         R"({"interactions":[],"metadata":{"pactSpecification":{"version":"2.0.0"}}})",
         R"({"interactions":[],"metadata":{"pact-specification":{"version":"2.0.0"}}})", true},
        {"OldestSpellingOfTheSpecification",
         R"({"interactions":[],"metadata":{"pactSpecification":{"version":"2.0.0"}}})",
         R"({"interactions":[],"metadata":{"pactSpecificationVersion":"2.0.0"}})", true},
        {"OtherDocumentsCountWhole", R"({"a":1,"b":2})", R"({"a":1,"b":3})", false},
        {"OtherDocumentsKeepTheirOrder", R"({"a":1,"b":2})", R"({"b":2,"a":1})", false},
    }),
    [](const auto& row) { return row.param.name; });

TEST(ContentIdentityValue, IsThatOfTheOriginalBroker) {
    EXPECT_EQ(prepared(R"({"some":"other content"})").sha, "0f22f551a422b027066db7635cad8bd8a59ac869");
}

struct StoredCase {
    const char* name;
    std::string text;
    std::string stored;  // with ID for the id of {"a":1}
};
class StoredText : public testing::TestWithParam<StoredCase> {};
TEST_P(StoredText, Row) {
    auto expected = GetParam().stored;
    const auto at = expected.find("ID");
    if (at != std::string::npos) expected.replace(at, 2, id_of(R"({"a":1})"));
    EXPECT_EQ(prepared(GetParam().text).stored, expected);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, StoredText,
    testing::ValuesIn(std::vector<StoredCase>{
        {"IdComesFirst", R"({"interactions":[{"a":1}]})", R"({"interactions":[{"_id":"ID","a":1}]})"},
        {"InMessagesToo", R"({"messages":[{"a":1}]})", R"({"messages":[{"_id":"ID","a":1}]})"},
        {"WhiteSpaceStays", "{\n  \"interactions\": [\n    {\n      \"a\": 1\n    }\n  ]\n}\n",
         "{\n  \"interactions\": [\n    {\"_id\":\"ID\",\n      \"a\": 1\n    }\n  ]\n}"},
        {"IncomingIdIsReplaced", R"({"interactions":[{"_id":"old","a":1}]})",
         R"({"interactions":[{"_id":"ID","a":1}]})"},
        {"IncomingIdAtTheEnd", R"({"interactions":[{"a":1, "_id" : "old" }]})",
         R"({"interactions":[{"_id":"ID","a":1 }]})"},
        {"IncomingIdTwice", R"({"interactions":[{"_id":"x","a":1,"_id":"y"}]})",
         R"({"interactions":[{"_id":"ID","a":1}]})"},
        {"IncomingIdWithEscapes", R"({"interactions":[{"\u005fid":"x","a":1}]})",
         R"({"interactions":[{"_id":"ID","a":1}]})"},
        {"ElementsThatAreNotObjectsStay", R"({"interactions":[1,"{",null,[{}]]})",
         R"({"interactions":[1,"{",null,[{}]]})"},
        {"InteractionsThatAreNotAListStay", R"({"interactions":{"a":1}})", R"({"interactions":{"a":1}})"},
        {"NestedInteractionsStay", R"({"x":{"interactions":[{"a":1}]}})",
         R"({"x":{"interactions":[{"a":1}]}})"},
        {"LinksFirst", R"({"_links":{"a":[1,{"b":"}"}]}, "x":1})", R"({"x":1})"},
        {"LinksLast", R"({"x":1 , "_links":{}})", R"({"x":1})"},
        {"LinksAndTimeAround", R"({"_links":{},"x":1,"createdAt":"y"})", R"({"x":1})"},
        {"NothingElse", R"({"_links":{},"createdAt":"y"})", "{}"},
        {"DeeperLinksStay", R"({"x":{"_links":1}})", R"({"x":{"_links":1}})"},
        {"QuotesAndBackslashesInStrings", R"({"a\"b":"\\","_links":1,"c":"\"}"})",
         R"({"a\"b":"\\","c":"\"}"})"},
        {"NumbersKeepTheirText", R"({"a":1.10,"b":-0.0,"c":1e2,"d":123456789012345678901234567890})",
         R"({"a":1.10,"b":-0.0,"c":1e2,"d":123456789012345678901234567890})"},
        {"ByteOrderMarkIsDropped", "\xEF\xBB\xBF{\"x\":1}", "{\"x\":1}"},
        {"AnArrayStays", " [1, 2] ", "[1, 2]"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(StoredTextIds, AreOfTheSortedInteractionWithoutItsOldId) {
    const auto expected = id_of(R"({"a":{"b":1,"c":2},"d":3})");
    EXPECT_NE(prepared(R"({"interactions":[{"d":3,"_id":"x","a":{"c":2,"b":1}}]})").stored.find(expected),
              std::string::npos);
}

TEST(StoredTextIds, BelongToTheInteractionBesideThem) {
    const auto stored = prepared(R"({"interactions":[{"z":1},{"a":1}]})").stored;
    EXPECT_EQ(stored, R"({"interactions":[{"_id":")" + id_of(R"({"z":1})") + R"(","z":1},{"_id":")" +
                          id_of(R"({"a":1})") + R"(","a":1}]})");
}

TEST(StoredTextAgain, StoringWhatWasStoredChangesNothing) {
    const auto once = prepared(R"({"interactions":[{"z":1,"y":[{}]},{"a":1.0}],"m":{}})").stored;
    EXPECT_EQ(prepared(once).stored, once);
}

TEST(ServedContent, HasTimeAndLinksAtTheEnd) {
    const json::Object links{{"self", "x"}};
    EXPECT_EQ(served_content(R"({"a":1})", "T", links), R"({"a":1,"createdAt":"T","_links":{"self":"x"}})");
    EXPECT_EQ(served_content("{ }", "T", links), R"({ "createdAt":"T","_links":{"self":"x"}})");
    EXPECT_EQ(served_content("[1]", "T", links), "[1]");
}

TEST(ContentDiff, IsEmptyForTheSameContent) {
    EXPECT_EQ(content_diff(R"({"a":1,"b":2})", R"({"b":2,"a":1})"), "");
    EXPECT_EQ(content_diff(R"({"interactions":[{"_id":"1"}]})", R"({"interactions":[{"_id":"2"}]})"), "");
}

TEST(ContentDiff, ShowsChangedLinesWithTheirSurroundings) {
    const auto diff =
        content_diff(R"({"a":1,"b":2,"c":3,"d":4,"e":5,"f":6})", R"({"a":1,"b":2,"c":3,"d":4,"e":50,"f":6})");
    EXPECT_EQ(diff,
              "  ...\n    \"b\": 2,\n    \"c\": 3,\n    \"d\": 4,\n-   \"e\": 5,\n+   \"e\": 50,\n    \"f\": "
              "6\n  }\n");
}

TEST(ContentDiff, StaysBoundedForLargeDocuments) {
    std::string before = "{\"a\":[0";
    std::string after = "{\"a\":[0";
    for (int i = 1; i < 20'000; ++i) {
        before += "," + std::to_string(i);
        after += "," + std::to_string(-i);
    }
    const auto diff = content_diff(before + "]}", after + "]}");
    EXPECT_LT(diff.size(), 100'000u);
    EXPECT_NE(diff.find("more lines differ"), std::string::npos);
}

}  // namespace

}  // namespace tally::contracts
