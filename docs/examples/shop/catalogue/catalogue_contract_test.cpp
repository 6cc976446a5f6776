// The catalogue's side of its contracts, in its own test program: every interaction of every contract is a test.
#include <httplib.h>
#include <tally/gtest.h>
#include <tally/verifier.h>

#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "catalogue.h"

namespace {

using catalogue::Product;

// The catalogue on a free port, from its first request until the program ends.
class RunningCatalogue {
  public:
    std::string start() {
        products.serve_on(server_);
        const int port = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread([this] { server_.listen_after_bind(); });
        return "http://127.0.0.1:" + std::to_string(port);
    }
    ~RunningCatalogue() {
        server_.stop();
        if (thread_.joinable()) thread_.join();
    }

    catalogue::Catalogue products{std::getenv("CATALOGUE_BREAK") ? catalogue::Fault::prices_as_text
                                                                : catalogue::Fault::none};

  private:
    httplib::Server server_;
    std::thread thread_;
};
RunningCatalogue shop;

std::string contract_folder() {
    const char* folder = std::getenv("TALLY_CONTRACT_DIR");
    return folder != nullptr ? folder : "contracts";
}

tally::Verifier contracts() {
    tally::Verifier verifier("catalogue");
    verifier.contracts(contract_folder())
        .provider([] { return shop.start(); })
        .state("there are no products", [] { shop.products.stock({}); })
        .state("product 10 exists", [] { shop.products.stock({{10, "Lamp", 19.99}}); })
        .state("lamps are for sale", [](const tally::StateParams& params) {
            std::vector<Product> lamps(static_cast<std::size_t>(params.integer("count", 1)), {10, "Desk lamp", 19.99});
            for (std::size_t i = 0; i < lamps.size(); ++i) lamps[i].id += static_cast<int>(i);
            shop.products.stock(lamps);
        });
    return verifier;
}

const int tests_of_contracts = tally::verify_each(contracts());

}  // namespace
