// What must hold between contract files and the model.
#include <gtest/gtest.h>

#include "format/read_contract.h"
#include "format/write_contract.h"
#include "property/cases.h"
#include "property/generated_contract.h"
#include "property/generated_json.h"

namespace tally::property {
namespace {

using model::Contract;
using model::SpecVersion;

Contract read(const std::string& text) {
    auto result = format::read_contract(text, "generated");
    EXPECT_TRUE(result) << result.error().text() << "\n" << text;
    return result ? std::move(result->contract) : Contract{};
}

std::string write(const Contract& contract) {
    const auto result = format::write_contract(contract);
    EXPECT_TRUE(result) << result.error().text();
    return result.value_or("");
}

class GeneratedContracts : public testing::TestWithParam<SpecVersion> {};

TEST_P(GeneratedContracts, WrittenAndReadAreTheSame) {
    for_each_case([](Random& random) {
        const std::string text = json::to_pretty_text(any_contract(random, GetParam()));
        const Contract contract = read(text);
        const std::string written = write(contract);
        EXPECT_TRUE(read(written) == contract) << text << "\nwritten:\n" << written;
    });
}

TEST_P(GeneratedContracts, WrittenTwiceAreTheSameBytes) {
    for_each_case([](Random& random) {
        const std::string once = write(read(json::to_text(any_contract(random, GetParam()))));
        EXPECT_EQ(write(read(once)), once);
    });
}

TEST_P(GeneratedContracts, MergedWithThemselvesStayAsTheyAre) {
    for_each_case([](Random& random) {
        const Contract contract = read(json::to_text(any_contract(random, GetParam())));
        const auto merged = format::merge_contracts(contract, contract);
        ASSERT_TRUE(merged) << merged.error().text();
        EXPECT_EQ(write(*merged), write(contract));
    });
}

INSTANTIATE_TEST_SUITE_P(Versions, GeneratedContracts, testing::Values(SpecVersion::v3, SpecVersion::v4),
                         [](const auto& row) { return row.param == SpecVersion::v3 ? "V3" : "V4"; });

}  // namespace
}  // namespace tally::property
