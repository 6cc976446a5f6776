// Generators in every place of requests, responses and messages.
#include "generation/generate.h"

#include <gtest/gtest.h>

#include "support/fake_clock.h"

namespace tally::generation {
namespace {

using namespace model;

const Generator five = RandomIntGenerator{5, 5};
const Generator broken = RandomIntGenerator{5, 1};

KeyedGenerator at(const std::string& path, const Generator& generator = five) {
    return {path, parse_path(path).value(), generator};
}
KeyedGenerator named(const std::string& name, const Generator& generator = five) {
    return {name, {{Field{name}}}, generator};
}

class Generate : public testing::Test {
  protected:
    std::string body(const std::string& example, const std::vector<KeyedGenerator>& generators,
                     const std::string& type = "application/json") {
        Response response;
        response.headers = {{"Content-Type", {type}}};
        response.body = {BodyState::present, example, "", {}};
        response.generators.body = generators;
        return generate_response(response, context_).body.bytes;
    }

    SeededRandom random_{1};
    testing_support::FakeClock clock_;
    Context context_{Mode::provider, random_, clock_};
};

TEST_F(Generate, JsonBodiesAtEveryPlaceOfThePath) {
    const std::string example = R"({"a":1,"s":"x","l":[1,2],"o":{"z":1},"n":1.10})";
    EXPECT_EQ(body(example, {at("$.a")}), R"({"a":5,"s":"x","l":[1,2],"o":{"z":1},"n":1.10})");
    EXPECT_EQ(body(example, {at("$.s")}), R"({"a":1,"s":"5","l":[1,2],"o":{"z":1},"n":1.10})");
    EXPECT_EQ(body(example, {at("$.l[1]")}), R"({"a":1,"s":"x","l":[1,5],"o":{"z":1},"n":1.10})");
    EXPECT_EQ(body(example, {at("$.l[*]")}), R"({"a":1,"s":"x","l":[5,5],"o":{"z":1},"n":1.10})");
    EXPECT_EQ(body(example, {at("$.*")}), R"({"a":5,"s":"5","l":5,"o":5,"n":5})");
    EXPECT_EQ(body(example, {at("$")}), "5");
    EXPECT_EQ(body(example, {at("$.nope"), at("$.l[9]"), at("$.a.b")}), example);
}

TEST_F(Generate, FormBodiesByNameAndPosition) {
    const std::string form = "application/x-www-form-urlencoded";
    EXPECT_EQ(body("a=1&b=2&b=3", {at("$.b")}, form), "a=1&b=5&b=3");
    EXPECT_EQ(body("a=1&b=2&b=3", {at("$.b[1]")}, form), "a=1&b=2&b=5");
    EXPECT_EQ(body("a=1", {at("$.z")}, form), "a=1");
}

TEST_F(Generate, XmlBodiesInAttributesAndTexts) {
    const std::string xml = "application/xml", example = "<a x=\"1\"><b>t</b><b/></a>";
    const std::string prolog = "<?xml version='1.0'?>";
    EXPECT_EQ(body(example, {at("$.a['@x']")}, xml), prolog + "<a x='5'><b>t</b><b/></a>");
    EXPECT_EQ(body(example, {at("$.a.b['#text']")}, xml), prolog + "<a x='1'><b>5</b><b>5</b></a>");
    EXPECT_EQ(body(example, {at("$.a[*].b['#text']")}, xml), prolog + "<a x='1'><b>5</b><b>5</b></a>");
    EXPECT_EQ(body(example, {at("$.a.b"), at("$.z['@x']"), at("$")}, xml),
              prolog + "<a x='1'><b>t</b><b/></a>");
}

TEST_F(Generate, VariantsOfArrayContainsInTheirExamples) {
    Response response;
    response.body = {BodyState::present, R"({"l":[{"a":1},{"a":2}]})", "application/json", {}};
    ArrayContainsVariant second{1, {}, {at("$.a")}};
    response.rules.body = {
        {"$.l", parse_path("$.l").value(), {{{ArrayContainsRule{{second}}}}, Combine::all}}};
    EXPECT_EQ(generate_response(response, context_).body.bytes, R"({"l":[{"a":1},{"a":5}]})");
}

TEST_F(Generate, OtherBodiesAreLeftAloneWithANote) {
    EXPECT_EQ(body("hello", {at("$")}, "text/plain"), "hello");
    EXPECT_EQ(context_.notes.size(), 1u);
}

TEST_F(Generate, AFailingGeneratorKeepsTheExampleAndSaysWhy) {
    EXPECT_EQ(body(R"({"a":1})", {at("$.a", broken)}), R"({"a":1})");
    ASSERT_EQ(context_.notes.size(), 1u);
    EXPECT_NE(context_.notes[0].find("$.a"), std::string::npos);
}

TEST_F(Generate, AllPartsOfARequest) {
    Request request;
    request.path = "/a";
    request.query = {{"q", {"1", "2"}}};
    request.headers = {{"X-A", {"1", "2"}}};
    request.generators.path = ProviderStateGenerator{"/users/${id}", {}};
    request.generators.query = {named("q"), named("new")};
    request.generators.header = {named("x-a"), named("X-New"), named("X-Broken", broken)};
    context_.provider_state = {{"id", 7}};
    const Request made = generate_request(request, context_);
    EXPECT_EQ(made.path, "/users/7");
    EXPECT_EQ(made.query, (std::vector<QueryParameter>{{"q", {"5", "5"}}, {"new", {"5"}}}));
    EXPECT_EQ(made.headers, (std::vector<HeaderField>{{"X-A", {"5"}}, {"X-New", {"5"}}}));
    EXPECT_TRUE(made.generators.empty());
    EXPECT_TRUE(made.rules.empty());
}

TEST_F(Generate, TheStatusOfAResponse) {
    Response response;
    response.generators.status = RandomIntGenerator{201, 201};
    EXPECT_EQ(generate_response(response, context_).status, 201);
}

TEST_F(Generate, MetadataAndContentsOfAMessage) {
    MessagePart message;
    message.metadata = {{"ID", "x"}, {"weight", json::Value::number("100.5")}};
    message.contents = {BodyState::present, R"({"one":"a"})", "application/json", {}};
    message.generators.metadata = {at("ID")};
    message.generators.body = {at("$.one")};
    const MessagePart made = generate_message(message, context_);
    EXPECT_EQ(made.metadata, (json::Object{{"ID", "5"}, {"weight", json::Value::number("100.5")}}));
    EXPECT_EQ(made.contents.bytes, R"({"one":"5"})");
}

TEST_F(Generate, GeneratorsOfTheOtherModeKeepTheExampleWithoutANote) {
    EXPECT_EQ(body(R"({"u":"http://x/a"})", {at("$.u", MockServerUrlGenerator{"http://x/a", ".*(/a)"})}),
              R"({"u":"http://x/a"})");
    EXPECT_TRUE(context_.notes.empty());
}

TEST(ToHttp, BuildsTheTargetFromPathAndQuery) {
    Request request;
    request.method = "PUT";
    request.path = "/a b";
    request.query = {{"q", {"1", "x&y z"}}, {"flag", {std::nullopt}}, {"e", {""}}};
    request.headers = {{"Accept", {"a", "b"}}};
    request.body = {BodyState::present, "x", "", {}};
    const http::Request made = to_http(request);
    EXPECT_EQ(made.target, "/a b?q=1&q=x%26y+z&flag&e=");
    EXPECT_EQ(made.headers, (http::Headers{{"Accept", "a"}, {"Accept", "b"}}));
    EXPECT_EQ(made.body, "x");
}

TEST(ToHttp, ANullBodyHasBytesOnlyWhereTheHeaderSaysJson) {
    Response response;
    response.body.state = BodyState::null;
    EXPECT_EQ(to_http(response).body, "");
    response.headers = {{"Content-Type", {"application/json"}}};
    EXPECT_EQ(to_http(response).body, "null");
}

}  // namespace
}  // namespace tally::generation
