// Interactions as tests of this very program.
#include <gtest/gtest.h>

#include "tally/gtest.h"
#include "tally/verifier.h"
#include "unit/verifier/small_contract.h"

namespace tally::verifier {
namespace {

using namespace testing;

struct Registered {
    testing_support::TemporaryFolder folder;
    int tests = 0;

    Registered() {
        folder.write("a.json", contract_of(std::string(kPlaced) + "," + kPlaced));
        Verifier verifier("order-api");
        verifier.contracts(folder.path().string()).message("order placed", [] {
            return Message{R"({"id":42})", "application/json", {{"topic", "orders"}, {"partition", "3"}}};
        });
        tests = verify_each(verifier);
    }
};
const Registered registered;

TEST(VerifyEach, MakesATestOfEachInteraction) {
    EXPECT_EQ(registered.tests, 2);
    std::vector<std::string> names;
    const auto& unit = *::testing::UnitTest::GetInstance();
    for (int i = 0; i < unit.total_test_suite_count(); ++i) {
        const auto& suite = *unit.GetTestSuite(i);
        if (std::string(suite.name()) != "web_shop_order_api") continue;
        for (int k = 0; k < suite.total_test_count(); ++k) names.push_back(suite.GetTestInfo(k)->name());
    }
    EXPECT_EQ(names, (std::vector<std::string>{"order_placed", "order_placed_2"}));
}

}  // namespace
}  // namespace tally::verifier
