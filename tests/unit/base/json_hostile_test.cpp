// Text from outside: whatever it is, the parser answers, in time that grows with its length.
#include <gtest/gtest.h>

#include <ctime>

#include "base/json.h"
#include "base/random.h"

namespace tally::json {
namespace {

TEST(HostileJson, OfAMillionBracketsIsRefused) {
    EXPECT_FALSE(parse(std::string(1'000'000, '[')));
    std::string objects;
    for (int i = 0; i < 200'000; ++i) objects += "{\"a\":";
    EXPECT_FALSE(parse(objects));
}

std::string object_with(std::size_t count, const std::string& prefix) {
    std::string text = "{";
    for (std::size_t i = 0; i < count; ++i)
        text += (i == 0 ? "\"" : ",\"") + prefix + std::to_string(i) + "\":1";
    return text + "}";
}

TEST(HostileJson, WithManyNamesIsReadInLinearTime) {
    const std::clock_t start = std::clock();
    const Result<Value> value = parse(object_with(100'000, std::string(40, 'k')));
    ASSERT_TRUE(value);
    EXPECT_EQ(value->object()->size(), 100'000u);
    // Comparing each name with each other one would take minutes.
    EXPECT_LT(std::clock() - start, 10 * CLOCKS_PER_SEC);
}

TEST(HostileJson, WithOneNameAgainAndAgainIsReadInLinearTime) {
    std::string text = "{";
    for (int i = 0; i < 100'000; ++i) text += "\"a\":[],";
    std::vector<Pointer> duplicates;
    const Result<Value> value = parse(text + "\"a\":1}", {kMaxDepth, &duplicates});
    ASSERT_TRUE(value);
    EXPECT_EQ(to_text(*value), R"({"a":1})");
    EXPECT_EQ(duplicates.size(), 100'000u);
}

TEST(HostileJson, WithOneNameAgainAndAgainBelowManyOthersIsReadInLinearTime) {
    std::string text = "{\"deep\":0";
    for (int i = 0; i < 100'000; ++i) text += ",\"m" + std::to_string(i) + "\":0";
    text += ",\"deep\":{";
    for (int i = 0; i < 100'000; ++i) text += "\"a\":0,";
    const std::clock_t start = std::clock();
    std::vector<Pointer> duplicates;
    ASSERT_TRUE(parse(text + "\"a\":1}}", {kMaxDepth, &duplicates}));
    EXPECT_EQ(duplicates.at(1), (Pointer{"deep", "a"}));
    EXPECT_EQ(duplicates.size(), 100'001u);
    EXPECT_LT(std::clock() - start, 10 * CLOCKS_PER_SEC);
}

constexpr std::string_view kSeedDocument =
    R"({"consumer":{"name":"web \u00e9\ud83d\ude00"},"list":[1,-2.50,1e10,true,false,null,"a\\b\"\n"],"deep":[[[{"x":{}}]]],)"
    "\"utf8\":\"\xc3\xa9\xe6\xbc\xa2\xf0\x9f\x98\x80\",\"big\":18446744073709551616}";

// One to four changes: bytes replaced, removed, inserted or repeated, or the end cut off.
std::string garbled(Random& random) {
    std::string text(kSeedDocument);
    const std::string_view alphabet = "{}[]\",:\\u0123456789eE+-.tfn \n\x01\x7f\x80\xc3\xed\xf0\xff";
    for (std::int64_t changes = random.between(1, 4); changes > 0 && !text.empty(); --changes) {
        const auto at =
            static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(text.size()) - 1));
        const auto length = static_cast<std::size_t>(random.between(1, 12));
        switch (random.between(0, 4)) {
            case 0:
                text[at] = random.characters(1, alphabet)[0];
                break;
            case 1:
                text.erase(at, length);
                break;
            case 2:
                text.insert(at, random.characters(length, alphabet));
                break;
            case 3:
                text.insert(at, text.substr(at, length));
                break;
            default:
                text.resize(at);
        }
    }
    return text;
}

TEST(HostileJson, GarbledIsAnsweredAndWhatIsAcceptedReadsBackEqual) {
    SeededRandom random(20210901);
    int accepted = 0;
    for (int i = 0; i < 20'000; ++i) {
        const std::string text = garbled(random);
        const Result<Value> value = parse(text);
        locate(text, {std::string("deep"), std::size_t(0), std::size_t(0)});
        if (!value) {
            EXPECT_NE(value.error().where.find(':'), std::string::npos);
            continue;
        }
        ++accepted;
        const std::string printed = to_text(*value);
        const Result<Value> again = parse(printed);
        ASSERT_TRUE(again) << printed;
        EXPECT_TRUE(*again == *value) << text;
        EXPECT_EQ(to_text(*again), printed);
        EXPECT_TRUE(*parse(to_pretty_text(*value)) == *value) << text;
    }
    EXPECT_GT(accepted, 100);
    EXPECT_LT(accepted, 19'000);
}

TEST(HostileJson, TruncatedAnywhereIsRefused) {
    for (std::size_t length = 0; length < kSeedDocument.size(); ++length) {
        EXPECT_FALSE(parse(kSeedDocument.substr(0, length))) << length;
    }
    EXPECT_TRUE(parse(kSeedDocument));
}

}  // namespace
}  // namespace tally::json
