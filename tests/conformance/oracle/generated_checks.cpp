// Generators whose value follows from the context.
#include "conformance/oracle/checks.h"
#include "conformance/oracle/generated_samples.h"
#include "conformance/oracle/members.h"

namespace tally::conformance {

Verdict check_provider_state(const json::Value& recorded, const json::Value& file) {
    const json::Value& generator = member(recorded, "generator");
    const json::Value& own = member(recorded, "context");
    const json::Value ours = generated_text(
        model::ProviderStateGenerator{text_of(generator, "expression"), find_text(generator, "dataType")},
        own.is_null() ? member(file, "context") : own);
    const json::Value& result = member(recorded, "result");
    // A whole number stays a decimal in JSON; what is recorded is how it reads as text.
    const std::string type = text_of(generator, "dataType");
    if ((type == "DECIMAL" || type == "FLOAT") && result.string() && ours.string() &&
        *ours.string() == *result.string() + ".0")
        return holds();
    return compare(result, ours);
}

Verdict check_mock_server_url(const json::Value& recorded, const json::Value&) {
    return compare(member(recorded, "result"),
                   generated_text(model::MockServerUrlGenerator{text_of(recorded, "example"),
                                                                text_of(recorded, "regex")},
                                  member(recorded, "context")));
}

}  // namespace tally::conformance
