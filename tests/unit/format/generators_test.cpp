#include "format/generators_json.h"

#include <gtest/gtest.h>

namespace tally::format {
namespace {

struct GeneratorCase {
    const char* name;
    const char* text;
    const char* written;
};
class GeneratorReadAndWritten : public testing::TestWithParam<GeneratorCase> {};

TEST_P(GeneratorReadAndWritten, Row) {
    const std::string text = GetParam().text;
    const Result<json::Value> document = json::parse(text);
    ASSERT_TRUE(document);
    Reading reading(text, "");
    const auto generator = read_generator(Node(*document), reading);
    ASSERT_FALSE(reading.refused()) << reading.refusal().text();
    ASSERT_TRUE(generator);
    EXPECT_EQ(json::to_text(json::sorted(generator_to_json(*generator))), GetParam().written);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, GeneratorReadAndWritten,
    testing::ValuesIn(std::vector<GeneratorCase>{
        {"RandomInt", R"({"type":"RandomInt"})", R"({"max":10,"min":0,"type":"RandomInt"})"},
        {"RandomIntLimits", R"({"type":"RandomInt","min":-5,"max":-1})", R"({"max":-1,"min":-5,"type":"RandomInt"})"},
        {"RandomIntTextLimit", R"({"type":"RandomInt","min":"5"})", R"({"max":10,"min":0,"type":"RandomInt"})"},
        {"RandomDecimal", R"({"type":"RandomDecimal","digits":3})", R"({"digits":3,"type":"RandomDecimal"})"},
        {"RandomHexadecimal", R"({"type":"RandomHexadecimal"})", R"({"digits":10,"type":"RandomHexadecimal"})"},
        {"RandomString", R"({"type":"RandomString","size":"3"})", R"({"size":10,"type":"RandomString"})"},
        {"RandomBoolean", R"({"type":"RandomBoolean"})", R"({"type":"RandomBoolean"})"},
        {"Regex", R"({"type":"Regex","regex":"a+"})", R"({"regex":"a+","type":"Regex"})"},
        {"Uuid", R"({"type":"Uuid"})", R"({"type":"Uuid"})"},
        {"UuidFormat", R"({"type":"Uuid","format":"URN"})", R"({"format":"URN","type":"Uuid"})"},
        {"Date", R"({"type":"Date","format":"yyyy","expression":"+ 1 day"})",
         R"({"expression":"+ 1 day","format":"yyyy","type":"Date"})"},
        {"Time", R"({"type":"Time"})", R"({"type":"Time"})"},
        {"DateTime", R"({"type":"DateTime"})", R"({"type":"DateTime"})"},
        {"ProviderState", R"({"type":"ProviderState","expression":"${id}","dataType":"INTEGER"})",
         R"({"dataType":"INTEGER","expression":"${id}","type":"ProviderState"})"},
        {"MockServerUrl", R"x({"type":"MockServerURL","example":"http://x/a","regex":".*(/a)"})x",
         R"x({"example":"http://x/a","regex":".*(/a)","type":"MockServerURL"})x"},
        {"UnknownKeepsEverything", R"({"type":"Bogus","x":[1]})", R"({"type":"Bogus","x":[1]})"},
}),
    [](const auto& row) {
    return row.param.name; });

Warnings warnings_of(const std::string& text, model::Generators& generators) {
    const Result<json::Value> document = json::parse(text);
    Reading reading(text, "orders.json");
    generators = read_generators(Node(*document), reading);
    EXPECT_FALSE(reading.refused());
    return reading.take_warnings();
}

TEST(ReadGenerators, ReadsEveryCategory) {
    model::Generators generators;
    const Warnings warnings = warnings_of(
        R"({"path": {"type": "Uuid"}, "status": {"$": {"type": "RandomInt"}}, "headers": {"X": {"type": "Uuid"}},
            "query": {"q": {"type": "Uuid"}}, "content": {"$.a": {"type": "Uuid"}}, "metadata": {"k": {"type": "Uuid"}}})",
        generators);
    EXPECT_TRUE(warnings.empty());
    EXPECT_TRUE(generators.path);
    EXPECT_TRUE(generators.status);
    EXPECT_EQ(generators.header.size(), 1u);
    EXPECT_EQ(generators.query.size(), 1u);
    EXPECT_EQ(generators.body.size(), 1u);
    EXPECT_EQ(generators.metadata.size(), 1u);
}

TEST(ReadGenerators, SkipsWhatIsNoGeneratorWithAWarning) {
    model::Generators generators;
    const Warnings warnings =
        warnings_of(R"({"body": {"$.a": 1, "$.b": {}, "$.c[": {"type": "Uuid"}}, "bogus": {}})", generators);
    EXPECT_EQ(warnings.size(), 4u);
    EXPECT_TRUE(generators.body.empty());
}

}  // namespace
}  // namespace tally::format
