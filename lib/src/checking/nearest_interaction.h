// Which interaction of a contract somebody means by a request, a response, or both.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "matching/match.h"
#include "model/contract.h"

namespace tally::checking {

enum class Kind { http, message, synchronous_message };
std::string_view kind_text(Kind kind);  // "HTTP interaction", "message", "synchronous message"

// What came: of an HTTP exchange, as a message, or of a synchronous message.
struct Sample {
    Kind kind = Kind::http;
    std::optional<model::Request> request;
    std::optional<model::Response> response;
    std::optional<model::MessagePart> message;
    std::optional<model::MessagePart> message_request;
    std::optional<model::MessagePart> message_response;
};

struct Comparison {
    const model::Interaction* interaction = nullptr;
    matching::Mismatches request;
    matching::Mismatches response;
    matching::Mismatches message;
    bool matches() const { return request.empty() && response.empty() && message.empty(); }
};

// Those of that kind whose key, id or description is `name`; all of the kind when it is empty.
std::vector<const model::Interaction*> find_interactions(const model::Contract& contract,
                                                         std::string_view name, Kind kind = Kind::http);

// The one whose request differs least, and among equals the one whose response or message does. In requests,
// method and path weigh more than everything else. Of several responses of a synchronous message the nearest
// counts.
// Values of secret headers, parameters and metadata are masked. `candidates` must not be empty and be of the
// kind of the sample.
Comparison compare_with_nearest(const std::vector<const model::Interaction*>& candidates,
                                const Sample& sample, const matching::Settings& settings);

}  // namespace tally::checking
