// record_interactions NAME COUNT [THREADS]: what a consumer's test program does, COUNT times one interaction
// of its own, on each of so many threads. Says "recorded PATH" after each.
#include <tally/consumer.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "e2e/consumer_package/project/http_get.h"

namespace {

std::mutex output;

bool record(const std::string& path, int id) {
    tally::Contract contract("web-shop", "catalogue");
    contract.upon_receiving("a request for " + path)
        .with_request("GET", path)
        .will_respond_with(200)
        .json_body({{"id", id}});
    const tally::Outcome outcome =
        contract.run([&](const tally::MockServer& mock) { return !http_get(mock.port(), path).empty(); });
    const std::lock_guard lock(output);
    if (outcome.passed()) {
        std::cout << "recorded " << path << std::endl;
    } else {
        std::cerr << outcome.text() << '\n';
    }
    return outcome.passed();
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3 && count != 4) return 2;
    const std::string name = arguments[1];
    const int interactions = std::atoi(arguments[2]);
    if (count == 3) {
        for (int i = 0; i < interactions; ++i) {
            if (!record("/" + name + "/" + std::to_string(i), i)) return 1;
        }
        return 0;
    }
    std::atomic<bool> failed = false;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < std::atoi(arguments[3]); ++thread) {
        threads.emplace_back([&, thread] {
            for (int i = 0; i < interactions; ++i) {
                if (!record("/" + name + "/" + std::to_string(thread) + "/" + std::to_string(i), i))
                    failed = true;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    return failed ? 1 : 0;
}
