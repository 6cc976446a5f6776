// What stands in a contract after calls of the interface that libraries of other languages use.
#include "conformance/oracle/call_sequence.h"
#include "conformance/oracle/checks.h"
#include "conformance/oracle/members.h"
#include "conformance/oracle/written_form.h"

namespace tally::conformance {
namespace {

using format::IntegrationOptions;
using format::Warnings;

Error no_such_call(const std::string& name) {
    return {ErrorCode::invalid_input, "", "the call '" + name + "' is not known", ""};
}

std::size_t index_of(const json::Value& recorded) {
    return static_cast<std::size_t>(member(recorded, "index").integer().value_or(0));
}

Result<Warnings> call(model::Request& request, const json::Value& recorded,
                      const IntegrationOptions& options) {
    const std::string name = text_of(recorded, "call");
    const std::string input = text_of(recorded, "input");
    const std::string field = text_of(recorded, "name");
    if (name == "body") return format::set_body(request, input, text_of(recorded, "contentType"), options);
    if (name == "path") return format::set_path(request, input, options);
    if (name == "query") return format::set_query(request, field, index_of(recorded), input, options);
    if (name == "header") return format::set_header(request, field, index_of(recorded), input, options);
    return no_such_call(name);
}

Result<Warnings> call(model::Response& response, const json::Value& recorded,
                      const IntegrationOptions& options) {
    const std::string name = text_of(recorded, "call");
    const std::string input = text_of(recorded, "input");
    if (name == "body") return format::set_body(response, input, text_of(recorded, "contentType"), options);
    if (name == "status") return format::set_status(response, input, options);
    if (name == "header") {
        return format::set_header(response, text_of(recorded, "name"), index_of(recorded), input, options);
    }
    return no_such_call(name);
}

template <class Part>
Verdict check_part(const json::Value& recorded, const IntegrationOptions& options) {
    Part part;
    if (const Result<Warnings> called = call(part, recorded, options); !called)
        return differs("ours refuses: " + called.error().text());
    return compare(recorded_form(recorded), written_form(std::move(part), version_of(recorded)));
}

Verdict check_sequence(const json::Value& recorded, const IntegrationOptions& options) {
    CallSequence sequence(text_of(recorded, "kind"), options);
    for (const json::Value& step : items_of(recorded, "steps")) {
        if (const Result<Warnings> done = sequence.step(step); !done)
            return differs("ours refuses: " + done.error().text());
    }
    return compare(recorded_form(recorded), written_form(sequence.interaction(), version_of(recorded)));
}

}  // namespace

Verdict check_integration(const json::Value& recorded, const json::Value&) {
    constexpr IntegrationOptions strict{true};
    if (text_of(recorded, "call") == "sequence") return check_sequence(recorded, strict);
    if (text_of(recorded, "part") == "request") return check_part<model::Request>(recorded, strict);
    return check_part<model::Response>(recorded, strict);
}

}  // namespace tally::conformance
