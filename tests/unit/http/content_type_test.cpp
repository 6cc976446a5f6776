#include "http/content_type.h"

#include <gtest/gtest.h>

namespace tally::http {
namespace {

ContentType type(std::string_view text) {
    const auto parsed = parse_content_type(text);
    EXPECT_TRUE(parsed) << text;
    return parsed.value_or(unknown_content_type());
}

TEST(ParseContentType, SplitsIntoItsParts) {
    const ContentType parsed = type("Application/Vnd.Shop.v1+JSON; Version=2; charset=\"utf-8\"");
    EXPECT_EQ(parsed.main, "application");
    EXPECT_EQ(parsed.sub, "vnd.shop.v1");
    EXPECT_EQ(parsed.suffix, "json");
    EXPECT_EQ(parsed.parameters,
              (std::vector<std::pair<std::string, std::string>>{{"charset", "utf-8"}, {"version", "2"}}));
}

struct ParseCase {
    const char* name;
    const char* written;
    const char* text;  // null: no content type
};
class ParseContentTypeText : public testing::TestWithParam<ParseCase> {};
TEST_P(ParseContentTypeText, Row) {
    const auto parsed = parse_content_type(GetParam().written);
    ASSERT_EQ(parsed.has_value(), GetParam().text != nullptr) << GetParam().written;
    if (parsed) {
        EXPECT_EQ(parsed->text(), GetParam().text);
    }
}
INSTANTIATE_TEST_SUITE_P(Rows, ParseContentTypeText,
                         testing::ValuesIn(std::vector<ParseCase>{
                             {"Plain", "text/plain", "text/plain"},
                             {"Blanks", "  text / plain ", "text/plain"},
                             {"Unknown", "*/*", "*/*"},
                             {"BlankAroundParameter", "text/plain ; a = b", "text/plain;a=b"},
                             {"EmptyParameters", "text/plain;; a=b;", "text/plain;a=b"},
                             {"QuotedSemicolon", "multipart/mixed; boundary=\"a;b\"",
                              "multipart/mixed;boundary=\"a;b\""},
                             {"QuotedEscape", R"(a/b; c="d\"e")", R"(a/b;c="d\"e")"},
                             {"SeveralSuffixes", "a/b+c+xml", "a/b+c+xml"},
                             {"LonePlus", "a/b+", "a/b+"},
                             {"NoSlash", "json", nullptr},
                             {"Empty", "", nullptr},
                             {"NoSub", "text/", nullptr},
                             {"NoMain", "/plain", nullptr},
                             {"BadToken", "te xt/plain", nullptr},
                             {"TwoSlashes", "a/b/c", nullptr},
                             {"OpenQuote", "a/b; c=\"d", nullptr},
                             {"TextAfterQuote", "a/b; c=\"d\"e", nullptr},
                             {"NoValue", "a/b; c", nullptr},
                             {"LineFeed", "a/b\nc", nullptr},
                         }),
                         [](const auto& row) { return row.param.name; });

struct ClassCase {
    const char* name;
    const char* type;
    bool json, xml, text, binary;
};
class ContentTypeClass : public testing::TestWithParam<ClassCase> {};
TEST_P(ContentTypeClass, Row) {
    const ContentType parsed = type(GetParam().type);
    EXPECT_EQ(parsed.is_json(), GetParam().json);
    EXPECT_EQ(parsed.is_xml(), GetParam().xml);
    EXPECT_EQ(parsed.is_text(), GetParam().text);
    EXPECT_EQ(parsed.is_binary(), GetParam().binary);
}
INSTANTIATE_TEST_SUITE_P(Rows, ContentTypeClass,
                         testing::ValuesIn(std::vector<ClassCase>{
                             {"Json", "application/json", true, false, true, false},
                             {"JsonRpc", "application/json-rpc", true, false, true, false},
                             {"JsonRequest", "application/jsonrequest", true, false, true, false},
                             {"HalJson", "application/hal+json", true, false, true, false},
                             {"GraphQl", "application/graphql", true, false, true, false},
                             {"Xml", "application/xml", false, true, true, false},
                             {"TextXml", "text/xml", false, true, true, false},
                             {"SoapXml", "application/soap+xml", false, true, true, false},
                             {"SvgImage", "image/svg+xml", false, false, false, true},
                             {"Plain", "text/plain", false, false, true, false},
                             {"Html", "text/html", false, false, true, false},
                             {"Form", "application/x-www-form-urlencoded", false, false, true, false},
                             {"Multipart", "multipart/form-data", false, false, false, true},
                             {"OctetStream", "application/octet-stream", false, false, false, true},
                             {"JavaScript", "application/javascript", false, false, false, true},
                             {"Yaml", "application/yaml", false, false, false, true},
                             {"JsonLines", "application/x-ndjson", false, false, false, true},
                             {"Image", "image/png", false, false, false, true},
                             {"Unknown", "*/*", false, false, false, false},
                         }),
                         [](const auto& row) { return row.param.name; });

struct EquivalentCase {
    const char* name;
    const char* expected;
    const char* actual;
    bool equivalent;
};
class ContentTypeEquivalent : public testing::TestWithParam<EquivalentCase> {};
TEST_P(ContentTypeEquivalent, Row) {
    EXPECT_EQ(equivalent(type(GetParam().expected), type(GetParam().actual)), GetParam().equivalent);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, ContentTypeEquivalent,
    testing::ValuesIn(std::vector<EquivalentCase>{
        {"Same", "application/json", "application/json", true},
        {"ActualParametersIgnored", "application/json", "application/json;charset=utf-8", true},
        {"ExpectedParametersNeeded", "application/json;charset=utf-8", "application/json", false},
        {"SameParameters", "application/json;charset=utf-8", "application/json; charset=utf-8", true},
        {"CharsetIgnoresCase", "application/json;charset=UTF-8", "application/json;charset=utf-8", true},
        {"OtherParameterValuesKeepCase", "a/b;v=A", "a/b;v=a", false},
        {"OtherParameter", "a/b;v=1", "a/b;v=2", false},
        {"SuffixIgnoredWithoutParameters", "application/vnd.x", "application/vnd.x+json", true},
        {"SuffixNeededWithParameters", "application/vnd.x;v=1", "application/vnd.x+json;v=1", false},
        {"TextXml", "text/xml", "application/xml", true},
        {"ApplicationXml", "application/xml", "text/xml", true},
        {"XmlWithParameters", "text/xml;charset=utf-8", "application/xml;charset=utf-8", true},
        {"HalIsNotJson", "application/hal+json", "application/json", false},
        {"JsonIsNotHal", "application/json", "application/hal+json", false},
        {"TextIsNotJson", "text/plain", "application/json", false},
    }),
    [](const auto& row) { return row.param.name; });

TEST(ContentTypeBase, IsTheTypeOfTheSuffix) {
    EXPECT_EQ(type("application/vnd.x+json").base(), type("application/json"));
    EXPECT_EQ(type("application/vnd.x+json;charset=utf-8").base(), type("application/json;charset=utf-8"));
    EXPECT_EQ(type("text/plain").base(), type("text/plain"));
}

struct DetectCase {
    const char* name;
    std::string body;
    const char* type;
};
class DetectContentType : public testing::TestWithParam<DetectCase> {};
TEST_P(DetectContentType, Row) {
    EXPECT_EQ(detect_content_type(GetParam().body).essence(), GetParam().type);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, DetectContentType,
    testing::ValuesIn(std::vector<DetectCase>{
        {"Empty", "", "*/*"},
        {"Blanks", " \n ", "text/plain"},
        {"XmlDeclaration", "<?xml version=\"1.0\"?><a/>", "application/xml"},
        {"XmlElement", "  <order id='1'>", "application/xml"},
        {"Doctype", "<!DOCTYPE html>", "text/html"},
        {"Html", "\n<HTML lang='en'>", "text/html"},
        {"LongerThanHtml", "<html5>", "application/xml"},
        {"Object", " {\"a\":1}", "application/json"},
        {"ObjectLongerThanTheLead", "{\"a\":\"" + std::string(100, 'x') + "\"}", "application/json"},
        {"Array", "[1]", "application/json"},
        {"String", "\"text\"", "application/json"},
        {"True", "true", "application/json"},
        {"Null", " null\n", "application/json"},
        {"Number", "-1.5e3 ", "application/json"},
        {"LiteralInText", "nullable", "text/plain"},
        {"NumberInText", "123 Main Street", "text/plain"},
        {"Dash", "- item", "text/plain"},
        {"Text", "hello", "text/plain"},
        {"LessThan", "< 3", "text/plain"},
        {"ByteOrderMark", "\xEF\xBB\xBF{}", "application/json"},
        {"NotUtf8", "\xFF\xFE\x00", "*/*"},
        {"CharacterCutByTheLead", std::string(31, 'x') + "\xC3\xA9", "text/plain"},
        {"WideCharacterCutByTheLead", std::string(29, 'x') + "\xF0\x9F\x98\x80", "text/plain"},
        {"CutInAShortBody", "abc\xC3", "*/*"},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::http
