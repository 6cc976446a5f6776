#include "e2e/verify/gallery.h"

#include <gtest/gtest.h>

#include <chrono>
#include <iterator>

#include "base/text.h"
#include "e2e/verify/failure_blocks.h"
#include "e2e/verify/run_verify.h"
#include "support/golden.h"
#include "support/self_signed.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

class Gallery : public testing::TestWithParam<Provider> {};
TEST_P(Gallery, SaysWhatIsWrongWhereAndWhatToDo) {
    const Provider& row = GetParam();
    TemporaryFolder folder;
    folder.write("contracts/web-shop-orders.json", contract_text(row.interaction, "web-shop", "orders"));
    RawServer provider(row.script);
    std::vector<std::string> arguments = {"contract-verify", "contracts", "--provider-url",
                                          provider.origin()};
    for (const auto& argument : row.arguments)
        arguments.push_back(text::replace_all(argument, "PROVIDER", provider.origin()));
    const auto start = std::chrono::steady_clock::now();
    const auto outcome = run_in(folder, arguments);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
    EXPECT_TRUE(tells_all(outcome));
    EXPECT_TRUE(
        matches_golden("verify/gallery/" + std::string(row.name) + ".txt", transcript(outcome, folder)));
}

std::vector<Provider> all_providers() {
    std::vector<Provider> all;
    for (auto* part : {&providers_of_wrong_bodies, &providers_of_other_responses, &providers_of_broken_http,
                       &providers_of_messages}) {
        auto rows = part();
        all.insert(all.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    }
    return all;
}
INSTANTIATE_TEST_SUITE_P(Rows, Gallery, testing::ValuesIn(all_providers()),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tally::e2e
