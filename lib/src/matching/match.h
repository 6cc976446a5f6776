// Comparing complete requests and responses with what was expected of them.
#pragma once

#include "http/message.h"
#include "matching/mismatch.h"
#include "model/interaction.h"
#include "model/spec_version.h"

namespace tally::matching {

// How often patterns may turn out too costly in one comparison. After that they are not tried any more, so
// that a body of many elements does not take many times the bound of one pattern.
struct PatternBudget {
    int remaining = 100;
};

struct Settings {
    model::SpecVersion version = model::SpecVersion::v4;  // V1 compares query strings whole
    bool strict_compat =
        false;  // the reference core's behaviour wherever a documented choice of ours deviates
    std::size_t max_body_mismatches = 100;  // the rest is counted in one last mismatch
    PatternBudget* patterns = nullptr;      // set while one body is compared
};

// Strict: nothing unexpected may be sent (Pact principle, V1).
Mismatches match_request(const model::Request& expected, const model::Request& actual,
                         const Settings& settings = {});
// Lenient: more than expected may come.
Mismatches match_response(const model::Response& expected, const model::Response& actual,
                          const Settings& settings = {});
Mismatches match_message(const model::MessagePart& expected, const model::MessagePart& actual,
                         const Settings& settings = {});

// What came over the network, in the form of the model: query decoded, header lines collected and the list
// headers split at commas; no bytes is an empty body, not a missing one.
model::Request received(const http::Request& request);
model::Response received(const http::Response& response);

}  // namespace tally::matching
