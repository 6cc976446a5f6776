#include "comparing/compare_contracts.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "comparing/compare_parts.h"

namespace tally::comparing {
namespace {

using model::Contract;
using model::Interaction;

using Identity = std::tuple<std::string, std::vector<std::string>, std::size_t>;

Identity identity_of(const Interaction& interaction) {
    std::vector<std::string> states;
    for (const auto& state : interaction.provider_states) states.push_back(state.name);
    return {interaction.description, std::move(states), interaction.exchange.index()};
}

Change change_of(const Interaction& interaction) {
    Change change;
    change.interaction = interaction.description;
    change.id = model::short_id(interaction);
    return change;
}

Change whole(const Interaction& interaction, ChangeKind kind) {
    Change change = change_of(interaction);
    change.kind = kind;
    change.effect = kind == ChangeKind::added ? Effect::tightening : Effect::loosening;
    change.sentence = kind == ChangeKind::added ? "the provider must honour it now"
                                                : "the provider need not honour it any more";
    return change;
}

std::string states_text(const Interaction& interaction) {
    json::Array states;
    for (const auto& state : interaction.provider_states) {
        json::Object members{{"name", state.name}};
        if (!state.params.empty()) members.set("params", state.params);
        states.emplace_back(std::move(members));
    }
    return shown(json::sorted(std::move(states)));
}

void compare_attributes(const Interaction& older, const Interaction& newer, Recorder& recorder) {
    if (older.description != newer.description) {
        recorder.add("description", Effect::neutral, older.description, newer.description,
                     "it has another name");
    }
    if (older.provider_states != newer.provider_states) {
        recorder.add("provider states", Effect::tightening, states_text(older), states_text(newer),
                     "the provider must be able to get into another state");
    }
    if (older.pending != newer.pending) {
        recorder.add("pending", newer.pending ? Effect::loosening : Effect::tightening,
                     older.pending ? "true" : "false", newer.pending ? "true" : "false",
                     newer.pending ? "a failure does not count any more" : "a failure counts now");
    }
    if (older.transport != newer.transport) {
        recorder.add("transport", Effect::tightening, older.transport, newer.transport,
                     "it goes another way now");
    }
}

void compare_sync_messages(const model::SyncMessage& older, const model::SyncMessage& newer, Changes& changes,
                           const Change& blank) {
    Recorder request(changes, blank, "request", Direction::to_provider);
    compare_messages(older.request, newer.request, request);
    Recorder response(changes, blank, "response", Direction::from_provider);
    const std::size_t common = std::min(older.responses.size(), newer.responses.size());
    for (std::size_t i = 0; i < common; ++i)
        compare_messages(older.responses[i], newer.responses[i], response);
    if (older.responses.size() != newer.responses.size()) {
        response.add("number of messages", Effect::tightening, std::to_string(older.responses.size()),
                     std::to_string(newer.responses.size()), "another number of messages is expected");
    }
}

// Pairs of both contracts; each interaction is used once. First those with a key in common: what a tool
// derives from the content would never be found again after a change, and then description and states decide.
class Pairs {
  public:
    explicit Pairs(const Contract& newer) : newer_(newer), used_(newer.interactions.size(), false) {
        for (std::size_t i = 0; i < newer.interactions.size(); ++i) {
            const Interaction& interaction = newer.interactions[i];
            if (!interaction.key.empty()) by_key_.emplace(interaction.key, i);
            by_identity_[identity_of(interaction)].push_back(i);
        }
    }

    const Interaction* take_by_key(const Interaction& older) {
        const auto found = older.key.empty() ? by_key_.end() : by_key_.find(older.key);
        return found == by_key_.end() ? nullptr : take(found->second, older);
    }
    const Interaction* take_by_identity(const Interaction& older) {
        const auto found = by_identity_.find(identity_of(older));
        if (found == by_identity_.end()) return nullptr;
        for (const std::size_t position : found->second) {
            if (const Interaction* newer = take(position, older)) return newer;
        }
        return nullptr;
    }
    std::vector<const Interaction*> rest() const {
        std::vector<const Interaction*> rest;
        for (std::size_t i = 0; i < used_.size(); ++i) {
            if (!used_[i]) rest.push_back(&newer_.interactions[i]);
        }
        return rest;
    }

  private:
    const Interaction* take(std::size_t position, const Interaction& older) {
        const Interaction& newer = newer_.interactions[position];
        if (used_[position] || newer.exchange.index() != older.exchange.index()) return nullptr;
        used_[position] = true;
        return &newer;
    }

    const Contract& newer_;
    std::vector<bool> used_;
    std::map<std::string, std::size_t> by_key_;
    std::map<Identity, std::vector<std::size_t>> by_identity_;
};

void compare_names(const Contract& older, const Contract& newer, Changes& changes) {
    const auto compare = [&changes](std::string role, const std::string& before, const std::string& after) {
        if (before == after) return;
        Change change;
        change.path = std::move(role);
        change.before = before;
        change.after = after;
        change.sentence = "the contract is about somebody else";
        changes.push_back(std::move(change));
    };
    compare("consumer", older.consumer, newer.consumer);
    compare("provider", older.provider, newer.provider);
}

}  // namespace

Changes compare_interactions(const Interaction& older, const Interaction& newer) {
    Changes changes;
    const Change blank = change_of(newer);
    Recorder interaction(changes, blank, "", Direction::from_provider);
    compare_attributes(older, newer, interaction);
    if (const auto* before = older.http()) {
        const auto* after = newer.http();
        Recorder request(changes, blank, "request", Direction::to_provider);
        compare_requests(before->request, after->request, request);
        Recorder response(changes, blank, "response", Direction::from_provider);
        compare_responses(before->response, after->response, response);
    } else if (const auto* message = std::get_if<model::AsyncMessage>(&older.exchange)) {
        Recorder recorder(changes, blank, "message", Direction::from_provider);
        compare_messages(message->message, std::get<model::AsyncMessage>(newer.exchange).message, recorder);
    } else {
        compare_sync_messages(std::get<model::SyncMessage>(older.exchange),
                              std::get<model::SyncMessage>(newer.exchange), changes, blank);
    }
    return changes;
}

Changes compare_contracts(const Contract& older, const Contract& newer) {
    Changes changes;
    compare_names(older, newer, changes);
    Pairs pairs(newer);
    std::vector<const Interaction*> partners;
    for (const Interaction& interaction : older.interactions)
        partners.push_back(pairs.take_by_key(interaction));
    for (std::size_t i = 0; i < partners.size(); ++i) {
        if (!partners[i]) partners[i] = pairs.take_by_identity(older.interactions[i]);
    }
    for (std::size_t i = 0; i < partners.size(); ++i) {
        const Interaction& interaction = older.interactions[i];
        if (!partners[i]) {
            changes.push_back(whole(interaction, ChangeKind::removed));
            continue;
        }
        Changes inside = compare_interactions(interaction, *partners[i]);
        changes.insert(changes.end(), inside.begin(), inside.end());
    }
    for (const Interaction* interaction : pairs.rest())
        changes.push_back(whole(*interaction, ChangeKind::added));
    return changes;
}

}  // namespace tally::comparing
