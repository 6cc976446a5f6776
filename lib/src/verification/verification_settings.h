// What a verification is told: where the provider is, how it is brought into its states, what is verified and
// how often.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "http/client.h"
#include "verification/filters.h"
#include "verification/message_exchange.h"
#include "verification/provider_states.h"
#include "verification/verification_result.h"

namespace tally::verification {

// Where requests of one kind go.
struct Endpoint {
    std::string origin = "http://localhost";  // "http://host:port"
    std::string base_path;                    // "" or "/api"
};

struct VerificationSettings {
    std::string provider;  // for reports; may be empty
    Endpoint endpoint;
    std::map<std::string, Endpoint> transports;  // by the name interactions give, or "http", "message" ...
    http::Headers headers;                       // replace those of the contract
    // Changes each request last, as it is sent: fresh tokens, signatures. Not told of state changes.
    std::function<void(http::Request&)> request_filter;
    http::Limits limits;  // of each exchange with the provider
    // None: states are taken as given, with a warning. With several jobs it is called by several threads at
    // once, then always without a state.
    StateHandler states;
    bool teardown = false;
    MessageSource messages;  // of a provider in this process; none: they are asked for over HTTP
    Filters filters;
    bool end_at_first_failure = false;
    bool nothing_is_allowed = false;
    bool strict_compat = false;  // judge as the reference core does, where we differ on purpose
    Repetition repetition;
    bool witness_required = false;
};

}  // namespace tally::verification
