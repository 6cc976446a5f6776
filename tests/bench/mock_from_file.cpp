#include "bench/mock_from_file.h"

#include <unistd.h>

#include <iostream>

#include "base/clock.h"
#include "base/random.h"
#include "format/read_contract.h"
#include "http/server.h"
#include "recording/mock_handler.h"

namespace tally::bench {

int serve_mock(const std::string& contract_file) {
    auto contract = format::read_contract_file(contract_file);
    if (!contract) {
        std::cerr << "error: " << contract.error().text() << "\n";
        return 3;
    }
    SystemClock clock;
    SeededRandom random(1);
    recording::MockHandler handler(std::move(contract->contract), random, clock);
    const auto server =
        http::start_server({}, [&](const http::Request& request) { return handler.handle(request); });
    if (!server) {
        std::cerr << "error: " << server.error().text() << "\n";
        return 3;
    }
    handler.set_url((*server)->url());
    std::cout << "listening on " << (*server)->url() << std::endl;
    return pause();
}

}  // namespace tally::bench
