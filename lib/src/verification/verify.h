// The engine: replays the interactions of contracts against a provider and compares. A function of its
// arguments; what happens is told to a listener as it happens and returned as a whole.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/regex.h"
#include "http/client.h"
#include "verification/message_exchange.h"
#include "verification/provider_states.h"
#include "verification/verification_result.h"

namespace tally::verification {

// Where requests of one kind go.
struct Endpoint {
    std::string origin = "http://localhost";  // "http://host:port"
    std::string base_path;                    // "" or "/api"
};

struct Filters {
    std::optional<Regex> description;  // found in it
    std::optional<Regex> state;        // found in the name of any state
    bool no_state = false;             // only interactions without one
    std::vector<std::string> only;     // short ids, keys or broker ids
    bool empty() const { return !description && !state && !no_state && only.empty(); }
};

struct VerificationSettings {
    std::string provider;  // for reports; may be empty
    Endpoint endpoint;
    std::map<std::string, Endpoint> transports;  // by the name interactions give, or "http", "message" ...
    http::Headers headers;                       // replace those of the contract
    // Changes each request last, as it is sent: fresh tokens, signatures. Not told of state changes.
    std::function<void(http::Request&)> request_filter;
    http::Limits limits;                         // of each exchange with the provider
    StateHandler states;                         // none: states are taken as given, with a warning
    bool teardown = false;
    MessageSource messages;  // of a provider in this process; none: they are asked for over HTTP
    Filters filters;
    bool end_at_first_failure = false;
    bool nothing_is_allowed = false;
    bool keep_exchanges = false;  // of interactions that passed too
    bool strict_compat = false;   // judge as the reference core does, where we differ on purpose
};

// References in events are valid during the call.
struct RunStarted {
    const VerificationResult& result;  // contracts and warnings; nothing verified yet
};
struct ContractStarted {
    const ContractResult& contract;
};
struct InteractionCompared {  // its exchange is whole, with nothing masked yet; not when there was no
                              // response
    const ContractResult& contract;
    const InteractionResult& interaction;
};
struct InteractionFinished {  // not for skipped ones
    const ContractResult& contract;
    const InteractionResult& interaction;
};
using Event = std::variant<RunStarted, ContractStarted, InteractionCompared, InteractionFinished>;
using Listener = std::function<void(const Event&)>;

VerificationResult verify(CollectedContracts collected, const VerificationSettings& settings,
                          http::Client& provider, const Clock& clock, Random& random,
                          const Listener& listener = {});

}  // namespace tally::verification
