// What the reference core wrote after calls of its DSL interface, against what we would write.
#include <gtest/gtest.h>

#include "base/text.h"
#include "format/generators_json.h"
#include "format/integration_json_parts.h"
#include "format/interaction_json.h"
#include "format/parts_json.h"
#include "format/rules_json.h"
#include "model/path_expression.h"
#include "support/oracle.h"
#include "unit/format_dsl/oracle_deviations.h"

namespace tally::format {
namespace {

using namespace testing_support;
using model::SpecVersion;

SpecVersion version_of(const json::Value& recorded) {
    return *model::parse_spec_version(recorded.find("spec")->string()->substr(1));
}

// Paths have several spellings.
json::Object with_canonical_keys(const json::Object& members) {
    json::Object canonical;
    for (const json::Member& member : members) {
        const Result<model::PathExpression> path = model::parse_path(member.name);
        canonical.set(path ? model::to_text(*path) : member.name, member.value);
    }
    return canonical;
}

// A rule of the status may stand under "$".
void make_canonical(json::Value& value) {
    json::Object* members = value.object();
    if (!members) return;
    for (const std::string_view name : {"matchingRules", "generators"}) {
        json::Value* categories = members->find(name);
        json::Object* rules = categories ? categories->object() : nullptr;
        if (!rules) continue;
        if (json::Value* body = rules->find("body")) *body = with_canonical_keys(*body->object());
        if (json::Value* status = rules->find("status"); status && status->find("$")) {
            json::Value direct = *status->find("$");
            *status = std::move(direct);
        }
    }
    for (const std::string_view name : {"request", "response"}) {
        if (json::Value* part = members->find(name)) make_canonical(*part);
    }
}

// V2 files hold less; we compare what is left, in the notation of V3.
void reduce_to_v2(std::vector<model::KeyedRules>& rules) {
    for (model::KeyedRules& keyed : rules) {
        if (keyed.list.rules.size() > 1) keyed.list.rules.resize(1);
    }
}
template <class Part>
void reduce_to_v2(Part& part) {
    reduce_to_v2(part.rules.body);
    reduce_to_v2(part.rules.header);
    reduce_to_v2(part.rules.query);
    part.generators = {};
}

json::Value written(model::Request request, SpecVersion version) {
    if (version == SpecVersion::v2) reduce_to_v2(request);
    return request_to_json(request, version == SpecVersion::v4 ? version : SpecVersion::v3);
}
json::Value written(model::Response response, SpecVersion version) {
    if (version == SpecVersion::v2) reduce_to_v2(response);
    return response_to_json(response, version == SpecVersion::v4 ? version : SpecVersion::v3);
}
json::Value written(model::Interaction interaction, SpecVersion version) {
    if (version == SpecVersion::v2) {
        reduce_to_v2(interaction.http()->request);
        reduce_to_v2(interaction.http()->response);
        for (model::ProviderState& state : interaction.provider_states) state.params = {};
        if (interaction.provider_states.size() > 1) interaction.provider_states.resize(1);
    }
    const Result<json::Object> members =
        interaction_to_json(interaction, version == SpecVersion::v4 ? version : SpecVersion::v3);
    return members ? json::Value(*members) : json::Value(members.error().text());
}

json::Value expected_part(const json::Value& recorded) {
    json::Value expected = *recorded.find("result")->find("written");
    if (version_of(recorded) == SpecVersion::v2) {
        Reading reading("", "");
        const Node node(expected);
        if (recorded.find("call") && *recorded.find("call")->string() == "sequence") {
            expected = written(*read_interaction(node, SpecVersion::v2, 1, reading), SpecVersion::v2);
        } else if (*recorded.find("part")->string() == "request") {
            expected = written(read_request(node, SpecVersion::v2, reading), SpecVersion::v2);
        } else {
            expected = written(read_response(node, SpecVersion::v2, reading), SpecVersion::v2);
        }
    }
    make_canonical(expected);
    return expected;
}

std::string compared(const json::Value& recorded, json::Value actual) {
    make_canonical(actual);
    return actual == expected_part(recorded) ? "" : json::to_text(actual);
}

Result<Warnings> call(model::Request& request, const json::Value& recorded,
                      const IntegrationOptions& options) {
    const std::string& name = *recorded.find("call")->string();
    const std::string& input = *recorded.find("input")->string();
    if (name == "body") {
        const std::string* type = recorded.find("contentType")->string();
        return set_body(request, input, type ? *type : "", options);
    }
    if (name == "path") return set_path(request, input, options);
    const std::string& field = *recorded.find("name")->string();
    const auto index = static_cast<std::size_t>(*recorded.find("index")->integer());
    if (name == "query") return set_query(request, field, index, input, options);
    return set_header(request, field, index, input, options);
}

Result<Warnings> call(model::Response& response, const json::Value& recorded,
                      const IntegrationOptions& options) {
    const std::string& input = *recorded.find("input")->string();
    if (*recorded.find("call")->string() == "status") return set_status(response, input, options);
    const std::string* type = recorded.find("contentType")->string();
    return set_body(response, input, type ? *type : "", options);
}

// One interaction, built by the calls that other libraries make.
class Sequence {
  public:
    Sequence(const std::string& kind, const IntegrationOptions& options) : kind_(kind), options_(options) {
        interaction_.description = "x";
        if (kind == "http")
            interaction_.exchange = model::HttpExchange{};
        else if (kind == "msg")
            interaction_.exchange = model::AsyncMessage{};
        else
            interaction_.exchange = model::SyncMessage{};
    }

    Result<Warnings> step(const json::Array& arguments) {
        const std::string& name = *arguments[0].string();
        const auto text = [&](std::size_t at) { return at < arguments.size() ? as_text(arguments[at]) : ""; };
        const auto number = [&](std::size_t at) {
            return static_cast<std::size_t>(*arguments[at].integer());
        };
        if (name == "request") {
            http().request.method = text::upper(text(1));
            return set_path(http().request, text(2), options_);
        }
        if (name == "query") return set_query(http().request, text(1), number(2), text(3), options_);
        if (name == "header") return set_header(http().request, text(2), number(3), text(4), options_);
        if (name == "set_header") {
            http().request.headers.push_back({text(2), {text(3)}});
            return Warnings();
        }
        if (name == "status") return set_status(http().response, text(1), options_);
        if (name == "body") return body(number(1), text(2), text(3));
        if (name == "metadata") return metadata(text(1), text(2), number(3));
        if (name == "given" || name == "given_params") return given(text(1), text(2));
        if (name == "rules" || name == "generators") return raw(name, text(2));
        attribute(name, arguments);
        return Warnings();
    }

    model::Interaction interaction() const { return interaction_; }

  private:
    model::HttpExchange& http() { return *interaction_.http(); }

    Result<Warnings> body(std::size_t part, const std::string& type, const std::string& text) {
        if (kind_ == "http") return set_body(http().request, text, type, options_);
        if (kind_ == "msg") {
            return set_contents(std::get<model::AsyncMessage>(interaction_.exchange).message, text, type,
                                options_);
        }
        auto& message = std::get<model::SyncMessage>(interaction_.exchange);
        return set_contents(part == 0 ? message.request : message.responses.emplace_back(), text, type,
                            options_);
    }

    Result<Warnings> metadata(const std::string& name, const std::string& text, std::size_t part) {
        if (kind_ == "msg") {
            return set_metadata(std::get<model::AsyncMessage>(interaction_.exchange).message, name, text,
                                options_);
        }
        auto& message = std::get<model::SyncMessage>(interaction_.exchange);
        if (part == 0) return set_metadata(message.request, name, text, options_);
        for (model::MessagePart& response : message.responses) {
            if (auto set = set_metadata(response, name, text, options_); !set) return set;
        }
        return Warnings();
    }

    Result<Warnings> given(const std::string& name, const std::string& parameters) {
        model::ProviderState state{name, {}};
        if (!parameters.empty()) {
            Result<json::Object> described = describe_state_parameters(parameters);
            if (!described) return Warnings();  // the core answers with a code and goes on
            state.params = std::move(*described);
        }
        interaction_.provider_states.push_back(std::move(state));
        return Warnings();
    }

    Result<Warnings> raw(const std::string& name, const std::string& text) {
        const Result<json::Value> value = json::parse(text);
        Reading reading("", "");
        if (name == "rules")
            http().request.rules = read_rules(Node(*value), reading);
        else
            http().request.generators = read_generators(Node(*value), reading);
        return reading.take_warnings();
    }

    void attribute(const std::string& name, const json::Array& arguments) {
        if (name == "pending") interaction_.pending = *arguments[1].boolean();
        if (name == "key") interaction_.key = *arguments[1].string();
        if (name == "test") interaction_.comments.set("testname", arguments[1]);
        if (name == "comment") {
            interaction_.comments.set(*arguments[1].string(),
                                      json::parse(*arguments[2].string()).value_or(arguments[2]));
        }
        if (name == "text") {
            json::Value* texts = interaction_.comments.find("text");
            if (!texts) texts = &interaction_.comments.set("text", json::Array());
            texts->array()->push_back(arguments[1]);
        }
    }

    std::string kind_;
    IntegrationOptions options_;
    model::Interaction interaction_;
};

std::string check_sequence(const json::Value& recorded, const IntegrationOptions& options) {
    Sequence sequence(*recorded.find("kind")->string(), options);
    for (const json::Value& step : *recorded.find("steps")->array()) {
        if (const Result<Warnings> done = sequence.step(*step.array()); !done)
            return "refused: " + done.error().text();
    }
    return compared(recorded, written(sequence.interaction(), version_of(recorded)));
}

template <class Part>
std::string check_part(const json::Value& recorded, const IntegrationOptions& options) {
    Part part;
    if (const Result<Warnings> called = call(part, recorded, options); !called)
        return "refused: " + called.error().text();
    return compared(recorded, written(part, version_of(recorded)));
}

std::string check_integration(const json::Value& recorded, Conduct conduct) {
    const IntegrationOptions options{conduct == Conduct::strict_compat};
    if (*recorded.find("call")->string() == "sequence") return check_sequence(recorded, options);
    if (*recorded.find("part")->string() == "request") return check_part<model::Request>(recorded, options);
    return check_part<model::Response>(recorded, options);
}

class IntegrationOracle : public OracleTest {};

TEST_F(IntegrationOracle, StrictCompatAgreesWithEveryRecordedAnswer) {
    check_strict_compat(cases("integration-json.json"), check_integration);
}

TEST_F(IntegrationOracle, DefaultDeviatesOnlyWhereItIsMeantTo) {
    const std::vector<std::pair<const char*, std::vector<int>>> reasons = {
        {"a mistake in a matcher is an error, not null",
         {3, 22, 23, 27, 29, 30, 70, 71, 93, 94, 95, 109, 113, 114, 326, 327, 346}},
        {"an unknown generator is an error", {75}},
        {"a generator without a matcher counts", {83, 314, 315}},
        {"the example of an expression is used", {97, 98, 321, 322}},
        {"no path leads to a member without a name", {134}},
        {"the name of a member is no index", {135}},
        {"a description of XML needs a root", {190, 191, 233, 234, 235}},
        {"the generator of a text is kept", {231}},
        {"nothing of a form is dropped", {249, 250, 251, 257, 258}},
        {"a value is needed", {285, 286, 305, 306, 307}},
        {"a status is a number", {345, 349}},
    };
    Deviations deviations;
    for (const auto& [reason, numbers] : reasons) {
        for (const int number : numbers) deviations[case_id("integration-json", number)] = reason;
    }
    check_standard(cases("integration-json.json"), deviations, check_integration);
}

}  // namespace
}  // namespace tally::format
