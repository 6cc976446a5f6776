#include "format/find_losses.h"

#include <iterator>

#include "base/text.h"
#include "format/rule_table.h"

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
            look_at("response", http->response.rules, http->response.generators);
        } else if (const auto* message = std::get_if<AsyncMessage>(&interaction_.exchange)) {
            if (target_ < SpecVersion::v3)
                lose("is a message");
            else
                look_at("message", message->message.rules, message->message.generators);
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

}  // namespace tally::format
