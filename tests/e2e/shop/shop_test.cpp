// The example of docs/examples/shop as its README tells it: recorded, verified, broken.
#include <gtest/gtest.h>

#include "e2e/shop/shop.h"

namespace tally::e2e {
namespace {

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
}  // namespace tally::e2e
