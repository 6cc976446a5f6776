#include "conformance/oracle/defined_interaction.h"

#include <utility>

#include "conformance/oracle/call_sequence.h"
#include "conformance/oracle/members.h"

namespace tally::conformance {
namespace {

constexpr format::IntegrationOptions kStrict{true};
constexpr std::int64_t kRequest = 0;
constexpr std::int64_t kResponse = 1;

// Makes one call after the other; the first failure is kept.
class Definition {
  public:
    explicit Definition(const std::string& kind) : sequence_(kind, kStrict) {}

    void call(json::Array call) {
        if (problem_) return;
        if (const auto done = sequence_.step(json::Value(std::move(call))); !done) problem_ = done.error();
    }

    Result<model::Interaction> take(std::string description) {
        if (problem_) return *problem_;
        model::Interaction interaction = sequence_.interaction();
        interaction.description = std::move(description);
        return interaction;
    }

  private:
    CallSequence sequence_;
    std::optional<Error> problem_;
};

// Each value of each name: {"X-A": ["1", "2"]}.
template <class Use>
void each_value(const json::Value& lists, Use use) {
    if (lists.object() == nullptr) return;
    for (const json::Member& list : *lists.object()) {
        const json::Array* values = list.value.array();
        for (std::size_t i = 0; values && i < values->size(); ++i)
            use(list.name, static_cast<std::int64_t>(i), (*values)[i]);
    }
}

void define_part(Definition& definition, const json::Value& part, std::int64_t which) {
    each_value(member(part, "headers"),
               [&](const std::string& name, std::int64_t index, const json::Value& value) {
                   definition.call({"header", which, name, index, value});
               });
    if (part.find("body"))
        definition.call({"body", which, text_of(part, "contentType"), text_of(part, "body")});
    if (const json::Value* rules = part.find("matchingRules"))
        definition.call({"rules", which, json::to_text(*rules)});
    if (const json::Value* generators = part.find("generators"))
        definition.call({"generators", which, json::to_text(*generators)});
}

// A name, or a name with parameters.
void define_states(Definition& definition, const json::Array& states) {
    for (const json::Value& state : states) {
        if (const json::Array* pair = state.array(); pair && pair->size() == 2) {
            definition.call({"given_params", (*pair)[0], json::to_text((*pair)[1])});
        } else {
            definition.call({"given", state});
        }
    }
}

std::string or_else(std::string text, const char* other) {
    return text.empty() ? other : text;
}

}  // namespace

Result<model::Interaction> define_exchange(const json::Value& defined) {
    Definition definition("http");
    const json::Value& request = member(defined, "request");
    const json::Value& response = member(defined, "response");
    define_states(definition, items_of(defined, "states"));
    definition.call({"request", or_else(text_of(request, "method"), "GET"), text_of(request, "path")});
    each_value(member(request, "query"),
               [&](const std::string& name, std::int64_t index, const json::Value& value) {
                   definition.call({"query", name, index, value});
               });
    define_part(definition, request, kRequest);
    if (const json::Value* status = response.find("status"))
        definition.call({"status", json::to_text(*status)});
    define_part(definition, response, kResponse);
    return definition.take(text_of(defined, "description"));
}

Result<model::Interaction> define_in_short(const json::Value& defined) {
    const std::string kind = or_else(text_of(defined, "kind"), "http");
    Definition definition(kind);
    define_states(definition, items_of(defined, "st"));
    if (kind == "http") {
        definition.call(
            {"request", or_else(text_of(defined, "m"), "GET"), or_else(text_of(defined, "p"), "/")});
    }
    if (defined.find("body")) definition.call({"body", kResponse, "text/plain", text_of(defined, "body")});
    if (defined.find("key")) definition.call({"key", text_of(defined, "key")});
    return definition.take(text_of(defined, "d"));
}

}  // namespace tally::conformance
