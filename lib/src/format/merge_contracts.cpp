#include "format/write_contract.h"

#include <map>
#include <tuple>

namespace tally::format {
namespace {

using model::Contract;
using model::Interaction;
using model::SpecVersion;

// Parameters of the states are not part of it.
using Identity = std::tuple<std::string, std::vector<std::string>, std::size_t>;

Identity identity_of(const Interaction& interaction) {
    std::vector<std::string> states;
    for (const model::ProviderState& state : interaction.provider_states) states.push_back(state.name);
    return {interaction.description, std::move(states), interaction.exchange.index()};
}

// Two keys decide when both interactions have one; otherwise description, states and kind do.
bool same_identity(const Interaction& a, const Interaction& b) {
    if (!a.key.empty() && !b.key.empty()) return a.key == b.key;
    return identity_of(a) == identity_of(b);
}

class Merged {
  public:
    // Where it stands.
    std::size_t add(Interaction interaction) {
        const std::size_t position = find(interaction);
        by_identity_[identity_of(interaction)].push_back(position);
        if (!interaction.key.empty()) by_key_[interaction.key] = position;
        if (position == interactions_.size())
            interactions_.push_back(std::move(interaction));
        else
            interactions_[position] = std::move(interaction);
        return position;
    }
    std::size_t size() const { return interactions_.size(); }
    std::vector<Interaction> take() { return std::move(interactions_); }

  private:
    // The position of the one with the same identity, or the end.
    std::size_t find(const Interaction& interaction) const {
        if (!interaction.key.empty()) {
            const auto found = by_key_.find(interaction.key);
            if (found != by_key_.end() && interactions_[found->second].key == interaction.key)
                return found->second;
        }
        const auto candidates = by_identity_.find(identity_of(interaction));
        if (candidates == by_identity_.end()) return interactions_.size();
        for (const std::size_t position : candidates->second) {
            if (same_identity(interactions_[position], interaction)) return position;
        }
        return interactions_.size();
    }

    std::vector<Interaction> interactions_;
    std::map<Identity, std::vector<std::size_t>> by_identity_;
    std::map<std::string, std::size_t> by_key_;
};

Error other_participant(std::string_view role, const std::string& older, const std::string& newer) {
    return {ErrorCode::conflict, "",
            "the contracts have different " + std::string(role) + "s, '" + older + "' and '" + newer + "'",
            "merge only contracts of the same consumer and provider"};
}

// Plugins of both; the newer one wins for the same name and version.
void unite_plugins(const json::Object& older, json::Object& merged) {
    const json::Value* old_plugins = older.find("plugins");
    if (!old_plugins || !old_plugins->array()) return;
    json::Array united;
    if (const json::Value* plugins = merged.find("plugins"); plugins && plugins->array())
        united = *plugins->array();
    const std::size_t newer_count = united.size();
    for (const json::Value& plugin : *old_plugins->array()) {
        const auto same = [&](const json::Value& other) {
            const json::Value* name = plugin.find("name");
            const json::Value* version = plugin.find("version");
            const json::Value* other_name = other.find("name");
            const json::Value* other_version = other.find("version");
            return name && other_name && *name == *other_name && version && other_version &&
                   *version == *other_version;
        };
        bool known = false;
        for (std::size_t i = 0; i < newer_count; ++i) known = known || same(united[i]);
        if (!known) united.push_back(plugin);
    }
    merged.set("plugins", std::move(united));
}

}  // namespace

std::vector<SharedInteraction> shared_interactions(const Contract& older, const Contract& newer) {
    std::multimap<std::string, const Interaction*> by_key;
    std::multimap<Identity, const Interaction*> by_identity;
    for (const Interaction& interaction : older.interactions) {
        if (!interaction.key.empty()) by_key.emplace(interaction.key, &interaction);
        by_identity.emplace(identity_of(interaction), &interaction);
    }
    std::vector<SharedInteraction> shared;
    for (const Interaction& interaction : newer.interactions) {
        if (const auto found = by_key.find(interaction.key); found != by_key.end()) {
            shared.push_back({found->second, &interaction});
            continue;
        }
        const auto [first, last] = by_identity.equal_range(identity_of(interaction));
        for (auto candidate = first; candidate != last; ++candidate) {
            if (!same_identity(*candidate->second, interaction)) continue;
            shared.push_back({candidate->second, &interaction});
            break;
        }
    }
    return shared;
}

Result<Contract> merge_contracts(const Contract& older, const Contract& newer) {
    Contract merged = older;
    if (const auto done = merge_into(merged, newer); !done) return done.error();
    return merged;
}

Result<MergedPositions> merge_into(Contract& older, const Contract& newer) {
    if (older.consumer != newer.consumer)
        return other_participant("consumer", older.consumer, newer.consumer);
    if (older.provider != newer.provider)
        return other_participant("provider", older.provider, newer.provider);

    MergedPositions positions;
    Merged interactions;
    const std::size_t count = older.interactions.size();
    for (Interaction& interaction : older.interactions) interactions.add(std::move(interaction));
    positions.others_stayed = interactions.size() == count;
    for (const Interaction& interaction : newer.interactions)
        positions.of_newer.push_back(interactions.add(interaction));

    json::Object metadata = newer.metadata;
    for (const json::Member& member : older.metadata) {
        if (!metadata.contains(member.name)) metadata.set(member.name, member.value);
    }
    unite_plugins(older.metadata, metadata);
    json::Object other_members = newer.other_members;
    for (const json::Member& member : older.other_members) {
        if (!other_members.contains(member.name)) other_members.set(member.name, member.value);
    }
    older.interactions = interactions.take();
    older.metadata = std::move(metadata);
    older.other_members = std::move(other_members);
    older.version = newer.version;
    return positions;
}

}  // namespace tally::format
