// The example of docs/examples/shop as its README tells it: recorded, verified, broken.
#include <gtest/gtest.h>

#include <string>

#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally {
namespace {

using testing_support::Outcome;
using testing_support::run_program;
using testing_support::RunningProgram;
using testing_support::TemporaryFolder;

class Shop : public testing::Test {
  protected:
    void SetUp() override {
        const Outcome recorded =
            run_program({.arguments = {"web_shop_test"},
                         .environment = {{"TALLY_CONTRACT_DIR", contracts_.path().string()}}});
        ASSERT_EQ(recorded.exit_code, 0) << recorded.output << recorded.errors;
        ASSERT_NE(contracts_.read("web-shop-catalogue.json"), "");
    }

    Outcome verify(RunningProgram& catalogue) {
        const std::string url = testing_support::listening_url(catalogue);
        return run_program({.arguments = {"contract-verify", contracts_.path().string(), "--provider-url",
                                          url, "--state-change-url", url + "/_states"}});
    }

    TemporaryFolder contracts_;
};

TEST_F(Shop, CatalogueHonoursTheContractThatTheWebShopRecorded) {
    RunningProgram catalogue({.arguments = {"catalogue", "--port", "0"}});
    const Outcome verified = verify(catalogue);
    EXPECT_EQ(verified.exit_code, 0) << verified.output << verified.errors;
    EXPECT_NE(verified.output.find("5 passed"), std::string::npos) << verified.output;
}

TEST_F(Shop, CatalogueWithPricesAsTextIsCaughtAtTheLineOfTheTest) {
    RunningProgram catalogue({.arguments = {"catalogue", "--port", "0", "--break", "price"}});
    const Outcome verified = verify(catalogue);
    EXPECT_EQ(verified.exit_code, 1) << verified.output << verified.errors;
    for (const char* part :
         {"$.price", "$[0].price", "docs/examples/shop/web_shop/catalogue_client_test.cpp:"})
        EXPECT_NE(verified.output.find(part), std::string::npos) << part << " is not in\n" << verified.output;
}

}  // namespace
}  // namespace tally
