// The options with which every command of `contract` reaches a broker.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "broker_api/broker_client.h"
#include "http/client.h"
#include "tally/result.h"

namespace CLI {
class App;
}

namespace tally::cli {

struct BrokerOptions {
    std::string url, user, password, token;
    std::vector<std::string> headers;  // "Name: value"
    std::optional<unsigned> retries;
    std::string certificate_file, trust_store;
    bool skip_tls_verification = false;
    std::string credentials_file;
    bool verbose = false;
};

void add_broker_options(CLI::App& command, BrokerOptions& options);

// The client and what it stands on; an Error is wrong usage.
struct BrokerConnection {
    std::unique_ptr<http::Client> http;
    broker_api::BrokerClient client;
};
Result<BrokerConnection> connect(const BrokerOptions& options);

}  // namespace tally::cli
