// The catalogue verified in its own test program, and the page that shows it.
#include <gtest/gtest.h>

#include "base/files.h"
#include "e2e/shop/shop.h"

namespace tally::e2e {
namespace {

const std::filesystem::path kRepository = TALLY_REPOSITORY_DIR;

std::string read(const std::string& file) {
    const auto text = files::read(kRepository / file, 1u << 20);
    return text ? *text : "";
}

// The first fenced block of that language, without its fences.
std::string block(const std::string& page, const std::string& language) {
    const std::string fence = "```" + language + "\n";
    const auto start = page.find(fence);
    if (start == std::string::npos) return "";
    return page.substr(start + fence.size(), page.find("```", start + fence.size()) - start - fence.size());
}

Outcome test_program(const std::string& contracts, const std::string& broken = "") {
    return testing_support::run_program(
        {.arguments = {"catalogue_contract_test"},
         .environment = {{"TALLY_CONTRACT_DIR", contracts}, {"CATALOGUE_BREAK", broken}}});
}

TEST_F(Shop, CatalogueVerifiesItsContractsInItsOwnTests) {
    const Outcome good = test_program(contracts_.path().string());
    EXPECT_EQ(good.exit_code, 0) << good.output;
    EXPECT_NE(good.output.find("web_shop_catalogue.a_request_for_product_10_given_product_10_exists"),
              std::string::npos)
        << good.output;
    EXPECT_NE(good.output.find("[  PASSED  ] 5 tests"), std::string::npos) << good.output;

    const Outcome broken = test_program(contracts_.path().string(), "price");
    EXPECT_EQ(broken.exit_code, 1);
    for (const char* part : {"$.price", "catalogue_client_test.cpp:", "2 FAILED TESTS"})
        EXPECT_NE(broken.output.find(part), std::string::npos) << part << " is not in\n" << broken.output;
}

TEST_F(Shop, CatalogueThatFindsNoContractsFailsItsTests) {
    const Outcome outcome = test_program((contracts_ / "absent").string());
    EXPECT_EQ(outcome.exit_code, 1) << outcome.output;
    EXPECT_NE(outcome.output.find("catalogue.the_contract_can_be_read"), std::string::npos) << outcome.output;
}

TEST(PageAboutVerifyingInProcess, ShowsTheExamplesOwnCode) {
    const std::string shown = block(read("docs/verifying_in_process.md"), "cpp");
    ASSERT_FALSE(shown.empty());
    EXPECT_NE(read("docs/examples/shop/catalogue/catalogue_contract_test.cpp").find(shown), std::string::npos)
        << shown;
}

TEST(PageAboutVerifyingInProcess, ShowsAFailureAsItIsTold) {
    const std::string shown = block(read("docs/verifying_in_process.md"), "text");
    ASSERT_FALSE(shown.empty());
    EXPECT_EQ(read("tests/golden/verifier/other_response.txt").rfind(shown, 0), 0u) << shown;
}

}  // namespace
}  // namespace tally::e2e
