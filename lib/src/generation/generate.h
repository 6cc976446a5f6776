// Turning expectations into concrete messages: examples with generators applied.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/random.h"
#include "http/message.h"
#include "model/interaction.h"

namespace tally::generation {

enum class Mode : std::uint8_t {
    consumer,  // a mock server answers: ProviderState generators keep the example
    provider,  // a verifier asks: MockServerURL generators keep the example
};

struct Context {
    Mode mode = Mode::provider;
    Random& random;
    const Clock& clock;
    json::Object provider_state = {};  // values for ProviderState generators
    std::string mock_server_url = {};  // for MockServerURL generators
    bool strict_compat = false;  // the reference core's behaviour where a documented choice of ours deviates
    // Filled by generating: which generator failed, where and why. The example was kept there.
    std::vector<std::string> notes = {};
};

// A generator that fails keeps the example. Rules and generators are cleared in the copy.
model::Request generate_request(const model::Request& expected, Context& context);
model::Response generate_response(const model::Response& expected, Context& context);
model::MessagePart generate_message(const model::MessagePart& expected, Context& context);

// The bytes for the wire. The query is built with names in their order and values form-encoded.
http::Request to_http(const model::Request& request);
http::Response to_http(const model::Response& response);

}  // namespace tally::generation
