#include "recording/sources.h"

#include <set>
#include <utility>

namespace tally::recording {

const json::Object* sources_in(const model::Contract& contract) {
    const json::Value* ours = contract.metadata.find("tally");
    const json::Value* sources = ours == nullptr ? nullptr : ours->find("sources");
    return sources == nullptr ? nullptr : sources->object();
}

void set_sources(model::Contract& contract, const json::Object* older, const std::vector<Source>& newer) {
    json::Object all = older == nullptr ? json::Object() : *older;
    for (const Source& source : newer) {
        json::Object place;
        place.set("line", source.line);
        place.set("path", source.path);
        all.set(source.key, std::move(place));
    }
    std::set<std::string> keys;
    for (const model::Interaction& interaction : contract.interactions) keys.insert(interaction.key);
    json::Object kept;
    for (const json::Member& member : all) {
        if (keys.count(member.name) > 0) kept.set(member.name, member.value);
    }
    json::Object ours;
    if (const json::Value* before = contract.metadata.find("tally"); before != nullptr && before->is_object())
        ours = *before->object();
    ours.erase("sources");
    if (!kept.empty()) ours.set("sources", std::move(kept));
    if (ours.empty()) {
        contract.metadata.erase("tally");
    } else {
        contract.metadata.set("tally", std::move(ours));
    }
}

}  // namespace tally::recording
