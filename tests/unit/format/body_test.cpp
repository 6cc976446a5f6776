#include "format/body_json.h"

#include <gtest/gtest.h>

namespace tally::format {
namespace {

using model::Body;
using model::BodyState;
using model::SpecVersion;

Body read(const std::string& part, const std::string& content_type, SpecVersion version,
          Warnings* warnings = nullptr) {
    const Result<json::Value> document = json::parse(part);
    if (!document) throw std::logic_error(document.error().text());
    Reading reading(part, "");
    const Node root(*document);
    Body body = read_body(root.find("body"), content_type, version, reading);
    if (warnings) *warnings = reading.take_warnings();
    return body;
}

struct BodyCase {
    const char* name;
    const char* part;
    const char* content_type;
    SpecVersion version;
    BodyState state;
    const char* bytes;
};
class BodyRead : public testing::TestWithParam<BodyCase> {};

TEST_P(BodyRead, Row) {
    const Body body = read(GetParam().part, GetParam().content_type, GetParam().version);
    EXPECT_EQ(body.state, GetParam().state);
    EXPECT_EQ(body.bytes, GetParam().bytes);
}

constexpr SpecVersion v3 = SpecVersion::v3;
constexpr SpecVersion v4 = SpecVersion::v4;
constexpr const char* json_type = "application/json";

INSTANTIATE_TEST_SUITE_P(
    Rows, BodyRead,
    testing::ValuesIn(std::vector<BodyCase>{
        {"Missing", "{}", json_type, v3, BodyState::missing, ""},
        {"Empty", R"({"body":""})", json_type, v3, BodyState::empty, ""},
        {"Null", R"({"body":null})", json_type, v3, BodyState::null, ""},
        {"Object", R"({"body":{"a":1.10}})", "", v3, BodyState::present, R"({"a":1.10})"},
        {"JsonString", R"({"body":"hello"})", json_type, v3, BodyState::present, R"("hello")"},
        {"JsonStringInQuotes", R"({"body":"\"hello\""})", json_type, v3, BodyState::present, R"("hello")"},
        {"ObjectAsText", R"({"body":"{\"a\":1}"})", json_type, v3, BodyState::present, R"({"a":1})"},
        {"ArrayAsText", R"({"body":"[1]"})", json_type, v3, BodyState::present, R"("[1]")"},
        {"NumberAsText", R"({"body":"100"})", json_type, v3, BodyState::present, R"("100")"},
        {"Text", R"({"body":"hello"})", "text/plain", v3, BodyState::present, "hello"},
        {"TextWithoutType", R"({"body":"hello"})", "", v3, BodyState::present, "hello"},
        {"NotBase64", R"({"body":"???"})", "image/png", v3, BodyState::present, "???"},
        {"V4Missing", "{}", json_type, v4, BodyState::missing, ""},
        {"V4OnlyAttributes", R"({"body":{"contentType":"text/plain"}})", "", v4, BodyState::missing, ""},
        {"V4Null", R"({"body":null})", "", v4, BodyState::null, ""},
        {"V4NullContent", R"({"body":{"content":null}})", "", v4, BodyState::null, ""},
        {"V4Empty", R"({"body":{"content":""}})", json_type, v4, BodyState::empty, ""},
        {"V4Json", R"({"body":{"content":{"a":1},"contentType":"application/json"}})", "", v4,
         BodyState::present, R"({"a":1})"},
        {"V4JsonFromHeader", R"({"body":{"content":"x"}})", json_type, v4, BodyState::present, R"("x")"},
        {"V4JsonString", R"({"body":{"content":"x","contentType":"application/json","encoded":false}})", "",
         v4, BodyState::present, R"("x")"},
        {"V4JsonText", R"({"body":{"content":"[1]","contentType":"application/json","encoded":"JSON"}})", "",
         v4, BodyState::present, "[1]"},
        {"V4Text", R"({"body":{"content":"x","contentType":"text/plain"}})", "", v4, BodyState::present, "x"},
        {"V4Base64", R"({"body":{"content":"aGk=","contentType":"text/plain","encoded":"BASE64"}})", "", v4,
         BodyState::present, "hi"},
        {"V4BrokenBase64", R"({"body":{"content":"?","encoded":"base64"}})", "", v4, BodyState::present, "?"},
        {"V4WrongPlace", R"({"body":{"name":"Fred"}})", "", v4, BodyState::present, R"({"name":"Fred"})"},
        {"V4NotAnObject", R"({"body":[1]})", "", v4, BodyState::present, "[1]"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(ReadBody, Base64OfABinaryTypeIsDecoded) {
    EXPECT_EQ(read(R"({"body":"AAEC"})", "image/png", v3).bytes, std::string("\0\1\2", 3));
}

TEST(ReadBody, WarnsAboutEncodingsItDoesNotKnow) {
    Warnings warnings;
    read(R"({"body":{"content":"x","encoded":"rot13"}})", "", v4, &warnings);
    EXPECT_EQ(warnings.size(), 1u);
    read(R"({"body":{"content":"?","encoded":"base64"}})", "", v4, &warnings);
    EXPECT_EQ(warnings.size(), 1u);
    read(R"({"body":{"name":"Fred"}})", "", v4, &warnings);
    EXPECT_EQ(warnings.size(), 1u);
}

// Every state and kind of body survives writing and reading.
struct RoundTripCase {
    const char* name;
    Body body;
    const char* content_type;
    const char* written_v4;
};
class BodyRoundTrip : public testing::TestWithParam<RoundTripCase> {};

TEST_P(BodyRoundTrip, Row) {
    const RoundTripCase& row = GetParam();
    for (const SpecVersion version : {v3, v4}) {
        json::Object part;
        if (auto value = body_to_json(row.body, row.content_type, version))
            part.set("body", std::move(*value));
        if (version == v4) {
            EXPECT_EQ(json::to_text(json::sorted(part)), row.written_v4);
        }
        const Body again = read(json::to_text(part), row.content_type, version);
        EXPECT_EQ(again.state, row.body.state);
        EXPECT_EQ(again.bytes, row.body.bytes);
    }
}

Body of(BodyState state, std::string bytes = "") {
    return {state, std::move(bytes), "", model::ContentTypeHint::none};
}

INSTANTIATE_TEST_SUITE_P(
    Rows, BodyRoundTrip,
    testing::ValuesIn(std::vector<RoundTripCase>{
        {"Missing", of(BodyState::missing), json_type, "{}"},
        {"Empty", of(BodyState::empty), json_type, R"({"body":{"content":""}})"},
        {"Null", of(BodyState::null), json_type, R"({"body":{"content":null}})"},
        {"Object", of(BodyState::present, R"({"a":1.10})"), json_type,
         R"({"body":{"content":{"a":1.10},"contentType":"application/json","encoded":false}})"},
        {"JsonString", of(BodyState::present, R"("x")"), json_type,
         R"({"body":{"content":"x","contentType":"application/json","encoded":false}})"},
        {"Text", of(BodyState::present, "hello"), "text/plain",
         R"({"body":{"content":"hello","contentType":"text/plain","encoded":false}})"},
        {"Binary", of(BodyState::present, std::string("\0\xff", 2)), "image/png",
         R"({"body":{"content":"AP8=","contentType":"image/png","encoded":"base64"}})"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(WriteBody, HintsDecideWhatIsText) {
    Body yaml = of(BodyState::present, "a: 1");
    yaml.content_type = "application/yaml";
    EXPECT_EQ(json::to_text(*body_to_json(yaml, "", v4)),
              R"({"content":"YTogMQ==","encoded":"base64","contentType":"application/yaml"})");
    yaml.hint = model::ContentTypeHint::text;
    EXPECT_EQ(
        json::to_text(*body_to_json(yaml, "", v4)),
        R"({"content":"a: 1","encoded":false,"contentType":"application/yaml","contentTypeHint":"TEXT"})");
}

TEST(WriteBody, AnEmptyJsonStringIsNotMistakenForTheEmptyBody) {
    const Body body = of(BodyState::present, R"("")");
    const auto value = body_to_json(body, json_type, v4);
    ASSERT_TRUE(value);
    json::Object part{{"body", *value}};
    EXPECT_EQ(read(json::to_text(part), json_type, v4).bytes, R"("")");
}

}  // namespace
}  // namespace tally::format
