// Contract files that are broken by accident or on purpose: one clear message with place and remedy, never a
// crash.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "format/read_contract.h"
#include "support/temporary_folder.h"

namespace tally::format {
namespace {

const std::string kValid =
    R"({"consumer":{"name":"C"},"metadata":{"pactSpecification":{"version":"3.0.0"}},"interactions":[{"description":"é"}]})";

struct HostileCase {
    const char* name;
    std::string text;
};
class HostileContract : public testing::TestWithParam<HostileCase> {};

TEST_P(HostileContract, IsRefusedWithPlaceAndRemedy) {
    const auto result = read_contract(GetParam().text, "x.json");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().where.substr(0, 7), "x.json:") << result.error().text();
    EXPECT_FALSE(result.error().what.empty());
    EXPECT_FALSE(result.error().remedy.empty());
}

std::string in_body(const std::string& value) {
    return R"({"metadata":{"pactSpecification":{"version":"3.0.0"}},"interactions":[{"request":{"body":)" +
           value + "}}]}";
}

INSTANTIATE_TEST_SUITE_P(Rows, HostileContract,
                         testing::ValuesIn(std::vector<HostileCase>{
                             {"Empty", ""},
                             {"NotJson", "<xml/>"},
                             {"NotAnObject", "[]"},
                             {"Truncated", kValid.substr(0, kValid.size() / 2)},
                             {"TextAfterTheEnd", kValid + "x"},
                             {"InvalidUtf8", in_body("\"\xff\"")},
                             {"NumberOutOfRange", in_body("1e400")},
                             {"DeepArrays", std::string(100000, '[') + std::string(100000, ']')},
                             {"DeepObjects",
                              [] {
                                  std::string text;
                                  for (int i = 0; i < 100000; ++i) text += "{\"a\":";
                                  return text;
                              }()},
                             {"DeepInABody", in_body(std::string(1000, '[') + std::string(1000, ']'))},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(HostileContracts, EveryTruncationIsRefused) {
    for (std::size_t length = 0; length < kValid.size(); ++length) {
        EXPECT_FALSE(read_contract(kValid.substr(0, length), "x")) << length;
    }
    EXPECT_TRUE(read_contract(kValid, "x"));
}

TEST(HostileContracts, AFileOf200MegabytesIsRefusedByItsSize) {
    const testing_support::TemporaryFolder folder;
    const auto path = folder.write("huge.json", "{");
    std::filesystem::resize_file(path, 200u << 20);  // sparse: takes no space and is never read
    const auto result = read_contract_file(path);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::too_large);
    EXPECT_NE(result.error().text().find("huge.json"), std::string::npos);
    EXPECT_FALSE(result.error().remedy.empty());
}

TEST(HostileContracts, OfDuplicateKeysTheLastWinsWithAWarning) {
    const auto result = read_contract(
        R"({"consumer":{"name":"A","name":"B"},"metadata":{"pactSpecification":{"version":"3.0.0"}},"interactions":[]})",
        "x");
    ASSERT_TRUE(result);
    EXPECT_EQ(result->contract.consumer, "B");
    ASSERT_EQ(result->warnings.size(), 1u);
    EXPECT_NE(result->warnings[0].what.find("'name'"), std::string::npos);
}

TEST(HostileContracts, FortyDigitsStayFortyDigits) {
    const std::string digits(40, '7');
    const auto result = read_contract(in_body("[" + digits + "]"), "x");
    ASSERT_TRUE(result) << result.error().text();
    EXPECT_EQ(result->contract.interactions.at(0).http()->request.body.bytes, "[" + digits + "]");
}

TEST(HostileContracts, ThousandsOfWarningsAreCountedNotListed) {
    std::string rules;
    for (int i = 0; i < 5000; ++i) {
        rules += (i ? ",\"$.a" : "\"$.a") + std::to_string(i) + R"(":{"matchers":[{"match":"bogus"}]})";
    }
    const auto result = read_contract(
        R"({"metadata":{"pactSpecification":{"version":"3.0.0"}},"interactions":[{"request":{"matchingRules":{"body":{)" +
            rules + "}}}}]}",
        "x");
    ASSERT_TRUE(result);
    ASSERT_EQ(result->warnings.size(), 101u);
    EXPECT_NE(result->warnings.back().what.find("4900 further warnings"), std::string::npos);
}

}  // namespace
}  // namespace tally::format
