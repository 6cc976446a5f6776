// record_interactions NAME COUNT: what a consumer's test program does, COUNT times one interaction of its
// own.
#include <tally/consumer.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "e2e/consumer_package/project/http_get.h"

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const std::string name = arguments[1];
    for (int i = 0; i < std::atoi(arguments[2]); ++i) {
        const std::string path = "/" + name + "/" + std::to_string(i);
        tally::Contract contract("web-shop", "catalogue");
        contract.upon_receiving("a request for " + path)
            .with_request("GET", path)
            .will_respond_with(200)
            .json_body({{"id", i}});
        const tally::Outcome outcome =
            contract.run([&](const tally::MockServer& mock) { return !http_get(mock.port(), path).empty(); });
        if (!outcome.passed()) {
            std::cerr << outcome.text() << '\n';
            return 1;
        }
    }
    return 0;
}
