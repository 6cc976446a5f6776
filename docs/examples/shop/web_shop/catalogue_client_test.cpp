// The web shop's side of its contract with the catalogue. Each passing test adds its interaction to the
// contract file.
#include "catalogue_client.h"

#include <gtest/gtest.h>
#include <tally/consumer.h>
#include <tally/gtest.h>

using namespace tally::matchers;
using web_shop::CatalogueClient;

TEST(CatalogueClient, ReadsAProduct) {
    tally::Contract contract("web-shop", "catalogue");
    contract.upon_receiving("a request for product 10")
        .given("product 10 exists")
        .with_request("GET", "/products/10")
        .header("Accept", "application/json")
        .will_respond_with(200)
        .json_body({{"id", integer(10)}, {"name", like("Lamp")}, {"price", decimal(19.99)}});

    tally::run(contract, [](const tally::MockServer& catalogue) {
        const auto product = CatalogueClient(catalogue.url()).product(10);
        ASSERT_TRUE(product);
        EXPECT_EQ(product->name, "Lamp");
        EXPECT_EQ(product->price, 19.99);
    });
}

TEST(CatalogueClient, KnowsThatAProductIsGone) {
    tally::Contract contract("web-shop", "catalogue");
    contract.upon_receiving("a request for a product that does not exist")
        .given("there are no products")
        .with_request("GET", regex("/products/\\d+", "/products/99"))
        .will_respond_with(404)
        .json_body({{"error", like("no such product")}});

    tally::run(contract, [](const tally::MockServer& catalogue) {
        EXPECT_FALSE(CatalogueClient(catalogue.url()).product(99));
    });
}

TEST(CatalogueClient, FindsProducts) {
    tally::Contract contract("web-shop", "catalogue");
    contract.upon_receiving("a search for lamps")
        .given("lamps are for sale", {{"count", 2}})
        .with_request("GET", "/products")
        .query("search", "lamp")
        .query("page", integer(1))
        .will_respond_with(200)
        .json_body(each_like(
            {{"id", integer(10)}, {"name", include("lamp", "Desk lamp")}, {"price", decimal(19.99)}}));

    tally::run(contract, [](const tally::MockServer& catalogue) {
        const auto products = CatalogueClient(catalogue.url()).search("lamp");
        ASSERT_EQ(products.size(), 1u);
        EXPECT_EQ(products.front().id, 10);
    });
}

TEST(CatalogueClient, ShowsAnEmptyPageWhenNothingIsForSale) {
    tally::Contract contract("web-shop", "catalogue");
    contract.upon_receiving("a search that finds nothing")
        .given("there are no products")
        .with_request("GET", "/products")
        .query("search", like("lamp"))
        .query("page", integer(1))
        .will_respond_with(200)
        .json_body(array({}));

    tally::run(contract, [](const tally::MockServer& catalogue) {
        EXPECT_TRUE(CatalogueClient(catalogue.url()).search("sofa").empty());
    });
}

TEST(CatalogueClient, OrdersAProduct) {
    tally::Contract contract("web-shop", "catalogue");
    contract.upon_receiving("an order for two lamps")
        .given("product 10 exists")
        .with_request("POST", "/orders")
        .json_body({{"product", 10}, {"quantity", integer(2)}})
        .will_respond_with(201)
        .header("Location", regex("/orders/\\d+", "/orders/7"))
        .json_body({{"id", integer(7)}, {"total", decimal(39.98)}});

    tally::run(contract, [](const tally::MockServer& catalogue) {
        const auto order = CatalogueClient(catalogue.url()).order(10, 2);
        EXPECT_EQ(order.id, 7);
        EXPECT_EQ(order.total, 39.98);
    });
}
