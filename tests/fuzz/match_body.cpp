#include "fuzz/match_body.h"

#include <algorithm>
#include <string>

#include "base/json.h"
#include "format/read_contract.h"
#include "fuzz/fuzz_input.h"
#include "matching/match.h"

namespace tally::fuzz {
namespace {

model::Body body_of(std::string_view bytes, std::string_view content_type) {
    model::Body body;
    body.state = bytes.empty() ? model::BodyState::empty : model::BodyState::present;
    body.bytes = bytes;
    body.content_type = content_type;
    return body;
}

// Also of a body inside: parts of multipart bodies are compared by their own types.
bool is_unreadable(const matching::Mismatch& mismatch) {
    return mismatch.sentence.find("Failed to parse") != std::string::npos;
}

}  // namespace

void match_bodies(std::string_view input, std::string_view content_type) {
    const auto [rules, bodies] = split_at_line(input);
    const auto [expected_bytes, actual_bytes] = split_at_line(bodies);
    const std::string part = "{\"matchingRules\":{\"body\":" + std::string(rules) + "}}";
    const auto described = format::read_request(part, "fuzz", model::SpecVersion::v4);

    model::Request expected = described.value_or(model::Request{});
    expected.body = body_of(expected_bytes, content_type);
    model::Request actual;
    actual.body = body_of(actual_bytes, content_type);
    model::Response lenient;
    lenient.rules = expected.rules;
    lenient.body = expected.body;
    model::Response answer;
    answer.body = actual.body;
    for (const bool strict_compat : {false, true}) {
        matching::Settings settings;
        settings.strict_compat = strict_compat;
        settings.max_body_mismatches = 10;
        require(matching::match_request(expected, actual, settings).size() <= 12, "differences have a limit");
        (void)matching::match_response(lenient, answer, settings);
    }

    model::Request plain;
    plain.body = expected.body;
    const matching::Mismatches own = matching::match_request(plain, plain);
    require(std::all_of(own.begin(), own.end(), is_unreadable), "a body matches itself");
}

}  // namespace tally::fuzz
