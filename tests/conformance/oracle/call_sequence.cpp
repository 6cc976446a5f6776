#include "conformance/oracle/call_sequence.h"

#include "base/text.h"
#include "format/generators_json.h"
#include "format/rules_json.h"

namespace tally::conformance {
namespace {

using format::Warnings;

std::string text_at(const json::Array& call, std::size_t at) {
    if (at >= call.size()) return "";
    return call[at].string() ? *call[at].string() : json::to_text(call[at]);
}

std::size_t number_at(const json::Array& call, std::size_t at) {
    return at < call.size() ? static_cast<std::size_t>(call[at].integer().value_or(0)) : 0;
}

// Parts are numbered: 0 is the request.
constexpr std::size_t kRequest = 0;

Error no_such_call(const json::Array& call) {
    return {ErrorCode::invalid_input, "", "a call is not known: " + json::to_text(json::Value(call)), ""};
}

}  // namespace

CallSequence::CallSequence(const std::string& kind, const format::IntegrationOptions& options)
    : options_(options) {
    interaction_.description = "x";
    if (kind == "http")
        interaction_.exchange = model::HttpExchange{};
    else if (kind == "msg")
        interaction_.exchange = model::AsyncMessage{};
    else
        interaction_.exchange = model::SyncMessage{};
}

Result<Warnings> CallSequence::step(const json::Value& written) {
    static const json::Array none;
    const json::Array& call = written.array() ? *written.array() : none;
    const std::string name = text_at(call, 0);
    if (name == "body") return body(call);
    if (name == "metadata") return metadata(call);
    if (name == "given" || name == "given_params") return given(text_at(call, 1), text_at(call, 2));
    if (attribute(call)) return Warnings();
    if (interaction_.http()) return http_step(call);
    return no_such_call(call);
}

Result<Warnings> CallSequence::http_step(const json::Array& call) {
    model::HttpExchange& http = *interaction_.http();
    const std::string name = text_at(call, 0);
    if (name == "request") {
        http.request.method = text::upper(text_at(call, 1));
        return format::set_path(http.request, text_at(call, 2), options_);
    }
    if (name == "query") {
        return format::set_query(http.request, text_at(call, 1), number_at(call, 2), text_at(call, 3),
                                 options_);
    }
    if (name == "status") return format::set_status(http.response, text_at(call, 1), options_);
    if (name == "header" || name == "set_header") return header(call);
    if (name == "rules" || name == "generators") {
        return number_at(call, 1) == kRequest ? read_raw(http.request, call) : read_raw(http.response, call);
    }
    return no_such_call(call);
}

Result<Warnings> CallSequence::header(const json::Array& call) {
    model::HttpExchange& http = *interaction_.http();
    const bool is_request = number_at(call, 1) == kRequest;
    const std::string name = text_at(call, 2);
    if (text_at(call, 0) == "set_header") {
        (is_request ? http.request.headers : http.response.headers).push_back({name, {text_at(call, 3)}});
        return Warnings();
    }
    const std::size_t index = number_at(call, 3);
    const std::string value = text_at(call, 4);
    return is_request ? format::set_header(http.request, name, index, value, options_)
                      : format::set_header(http.response, name, index, value, options_);
}

Result<Warnings> CallSequence::body(const json::Array& call) {
    const bool is_request = number_at(call, 1) == kRequest;
    const std::string type = text_at(call, 2);
    const std::string text = text_at(call, 3);
    if (model::HttpExchange* http = interaction_.http()) {
        return is_request ? format::set_body(http->request, text, type, options_)
                          : format::set_body(http->response, text, type, options_);
    }
    if (auto* message = std::get_if<model::AsyncMessage>(&interaction_.exchange))
        return format::set_contents(message->message, text, type, options_);
    auto* message = std::get_if<model::SyncMessage>(&interaction_.exchange);
    if (!message) return no_such_call(call);
    return format::set_contents(is_request ? message->request : message->responses.emplace_back(), text, type,
                                options_);
}

Result<Warnings> CallSequence::metadata(const json::Array& call) {
    const std::string name = text_at(call, 1);
    const std::string text = text_at(call, 2);
    if (auto* message = std::get_if<model::AsyncMessage>(&interaction_.exchange))
        return format::set_metadata(message->message, name, text, options_);
    auto* message = std::get_if<model::SyncMessage>(&interaction_.exchange);
    if (!message) return no_such_call(call);
    if (number_at(call, 3) == kRequest) return format::set_metadata(message->request, name, text, options_);
    for (model::MessagePart& response : message->responses) {
        if (Done set = format::set_metadata(response, name, text, options_); !set) return set;
    }
    return Warnings();
}

Result<Warnings> CallSequence::given(const std::string& name, const std::string& parameters) {
    model::ProviderState state{name, {}};
    if (!parameters.empty()) {
        Result<json::Object> described = format::describe_state_parameters(parameters);
        if (!described) return Warnings();  // the core answers with a code and goes on
        state.params = std::move(*described);
    }
    interaction_.provider_states.push_back(std::move(state));
    return Warnings();
}

template <class Part>
Result<Warnings> CallSequence::read_raw(Part& part, const json::Array& call) {
    const Result<json::Value> value = json::parse(text_at(call, 2));
    if (!value) return value.error();
    format::Reading reading("", "");
    if (text_at(call, 0) == "rules")
        part.rules = format::read_rules(format::Node(*value), reading);
    else
        part.generators = format::read_generators(format::Node(*value), reading);
    return reading.take_warnings();
}

bool CallSequence::attribute(const json::Array& call) {
    const std::string name = text_at(call, 0);
    if (name == "pending") {
        interaction_.pending = text_at(call, 1) == "true";
    } else if (name == "key") {
        interaction_.key = text_at(call, 1);
    } else if (name == "test") {
        interaction_.comments.set("testname", text_at(call, 1));
    } else if (name == "comment") {
        const std::string text = text_at(call, 2);
        interaction_.comments.set(text_at(call, 1), json::parse(text).value_or(json::Value(text)));
    } else if (name == "text") {
        json::Value* texts = interaction_.comments.find("text");
        if (!texts) texts = &interaction_.comments.set("text", json::Array());
        if (texts->array()) texts->array()->push_back(text_at(call, 1));
    } else {
        return false;
    }
    return true;
}

}  // namespace tally::conformance
