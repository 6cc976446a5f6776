// Everything that may be described in integration JSON, from one text.
#include "base/json.h"
#include "format/integration_json.h"
#include "fuzz/fuzz_input.h"
#include "matching/match.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tally;
    const std::string_view text = fuzz::text_of(data, size);
    for (const bool strict_compat : {false, true}) {
        const format::IntegrationOptions options{strict_compat};
        for (const char* type :
             {"application/json", "application/xml", "application/x-www-form-urlencoded", ""}) {
            const auto described = format::describe_body(text, type, options);
            if (!described) continue;
            model::Request request;
            request.body = described->body;
            request.rules.body = described->rules;
            (void)matching::match_request(request, request);
        }
        (void)format::describe_text(text, options);
        (void)format::describe_status(text, options);
        (void)format::describe_metadata("name", text, options);
    }
    (void)format::describe_state_parameters(text);
    return 0;
}
