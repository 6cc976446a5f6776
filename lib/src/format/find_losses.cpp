#include "format/find_losses.h"

#include <iterator>

#include "base/text.h"
#include "format/rule_table.h"
#include "http/content_type.h"
#include "model/declared_type.h"

namespace tally::format {
namespace {

using namespace model;

class Search {
  public:
    Search(const Interaction& interaction, SpecVersion target) : interaction_(interaction), target_(target) {}

    std::vector<Loss> losses() {
        look_at_states();
        look_at_attributes();
        if (const HttpExchange* http = interaction_.http()) {
            look_at("request", http->request.rules, http->request.generators);
            look_at_headers("request", http->request.headers);
            look_at_body("request body", http->request.body, declared_type(http->request.headers));
            look_at("response", http->response.rules, http->response.generators);
            look_at_headers("response", http->response.headers);
            look_at_body("response body", http->response.body, declared_type(http->response.headers));
        } else if (const auto* message = std::get_if<AsyncMessage>(&interaction_.exchange)) {
            if (target_ < SpecVersion::v3) {
                lose("is a message");
            } else {
                look_at("message", message->message.rules, message->message.generators);
                look_at_body("contents of the message", message->message.contents,
                             declared_type(message->message.metadata));
            }
        } else if (target_ < SpecVersion::v4) {
            lose("is a synchronous message");
        }
        return std::move(losses_);
    }

  private:
    void lose(std::string what, bool changes_meaning = true) {
        losses_.push_back({interaction_.description, std::move(what), changes_meaning});
    }

    void look_at_states() {
        if (target_ >= SpecVersion::v3) return;
        if (interaction_.provider_states.size() > 1)
            lose("has " + text::counted(interaction_.provider_states.size(), "provider state"));
        for (const ProviderState& state : interaction_.provider_states) {
            if (!state.params.empty()) lose("has parameters of the provider state '" + state.name + "'");
        }
    }

    void look_at_attributes() {
        if (target_ >= SpecVersion::v4) return;
        if (interaction_.pending) lose("is pending");
        if (interaction_.other_members.contains("pluginConfiguration")) lose("needs a plugin");
        if (!interaction_.transport.empty() && interaction_.transport != "http")
            lose("goes over the transport '" + interaction_.transport + "'");
        if (!interaction_.comments.empty()) lose("has comments", false);
        if (!interaction_.key.empty()) lose("has a key", false);
    }

    // Up to V3 the values of a header are one text. HTTP lets lists be joined with commas, but not cookies.
    void look_at_headers(const std::string& part, const std::vector<HeaderField>& headers) {
        if (target_ >= SpecVersion::v4) return;
        for (const HeaderField& field : headers) {
            if (field.values.size() > 1 && text::equals_ignoring_case(field.name, "Set-Cookie"))
                lose("has several values of the " + part + " header '" + field.name + "'");
        }
    }

    // Up to V3 only headers, metadata and the bytes say what a body is.
    void look_at_body(const std::string& place, const Body& body, const std::string& declared) {
        if (target_ >= SpecVersion::v4) return;
        const auto type_from = [&](std::string_view own) {
            return http::effective_content_type(own, declared, body.bytes).essence();
        };
        if (body.state == BodyState::present && !body.content_type.empty() &&
            type_from(body.content_type) != type_from(""))
            lose("has its own content type '" + body.content_type + "' for the " + place);
        if (body.hint != ContentTypeHint::none) lose("has a content type hint for the " + place, false);
    }

    void look_at_rules(const RuleList& list, const std::string& place) {
        if (list.empty()) return;
        if (target_ < SpecVersion::v2) return lose("has a rule for " + place);
        for (const MatchingRule& rule : list.rules) {
            const RuleKind* kind = find_rule_kind(rule_name(rule));
            if (kind && kind->since > target_)
                lose("has a rule '" + std::string(kind->name) + "' for " + place);
        }
        if (target_ < SpecVersion::v3 && list.rules.size() > 1)
            lose("has " + text::counted(list.rules.size(), "rule") + " for " + place);
    }

    void look_at_rules(const std::vector<KeyedRules>& rules, const std::string& noun) {
        for (const KeyedRules& keyed : rules) look_at_rules(keyed.list, noun + ' ' + keyed.key);
    }

    void look_at(const std::string& part, const MatchingRules& rules, const Generators& generators) {
        look_at_rules(rules.path, "the path of the " + part);
        look_at_rules(rules.status, "the status of the " + part);
        look_at_rules(rules.query, "the query parameter");
        look_at_rules(rules.header, "the " + part + " header");
        look_at_rules(rules.body, "the " + part + " body at");
        look_at_rules(rules.metadata, "the metadata");
        if (target_ < SpecVersion::v3 && !generators.empty()) lose("has generators in its " + part);
    }

    const Interaction& interaction_;
    SpecVersion target_;
    std::vector<Loss> losses_;
};

}  // namespace

std::vector<Loss> find_losses(const Interaction& interaction, SpecVersion target) {
    return Search(interaction, target).losses();
}

std::vector<Loss> find_losses(const Contract& contract, SpecVersion target) {
    std::vector<Loss> losses;
    for (const Interaction& interaction : contract.interactions) {
        std::vector<Loss> more = find_losses(interaction, target);
        std::move(more.begin(), more.end(), std::back_inserter(losses));
    }
    return losses;
}

model::Contract without_decoration(model::Contract contract, SpecVersion target) {
    if (target >= SpecVersion::v4) return contract;
    for (Interaction& interaction : contract.interactions) {
        interaction.key.clear();
        interaction.comments = {};
        if (HttpExchange* http = interaction.http()) {
            http->request.body.hint = ContentTypeHint::none;
            http->response.body.hint = ContentTypeHint::none;
        } else if (auto* message = std::get_if<AsyncMessage>(&interaction.exchange)) {
            message->message.contents.hint = ContentTypeHint::none;
        }
    }
    return contract;
}

Result<void> refuse_losses(const Interaction& interaction, SpecVersion target) {
    const std::vector<Loss> losses = find_losses(interaction, target);
    if (losses.empty()) return {};
    return Error{ErrorCode::unsupported, "",
                 "interaction '" + interaction.description + "' " + losses.front().what + ", which version " +
                     std::string(to_text(target)) + " of the contract format cannot express",
                 "write version 4.0"};
}

}  // namespace tally::format
