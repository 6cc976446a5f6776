#include "contracts/merge.h"

#include <utility>

namespace tally::contracts {

namespace {

// Description and provider states, in both spellings of the states.
std::string identity(const json::Value& interaction) {
    json::Array parts;
    for (const auto* name : {"description", "providerState", "provider_state", "providerStates"}) {
        const auto* value = interaction.find(name);
        if (value != nullptr && !value->is_null()) parts.push_back(json::sorted(*value));
    }
    return json::to_text(parts);
}

bool same_request(const json::Value& a, const json::Value& b) {
    for (const auto* name : {"method", "path", "query", "headers", "body"}) {
        const auto* left = a.find(name);
        const auto* right = b.find(name);
        if ((left == nullptr) != (right == nullptr)) return false;
        if (left != nullptr && !(*left == *right)) return false;
    }
    return true;
}

bool conflicts(const json::Value& existing, const json::Value& added) {
    const auto* before = existing.find("request");
    const auto* after = added.find("request");
    return before != nullptr && after != nullptr && !same_request(*before, *after);
}

// The description of the first conflict, or "".
std::string merge_elements(json::Array& into, const json::Array& added, bool refuse_conflicts) {
    for (const auto& element : added) {
        const auto key = identity(element);
        json::Value* same = nullptr;
        for (auto& candidate : into) {
            if (identity(candidate) == key) same = &candidate;
        }
        if (same == nullptr) {
            into.push_back(element);
            continue;
        }
        if (refuse_conflicts && conflicts(*same, element)) {
            const auto* description = element.find("description");
            return description != nullptr && description->string() != nullptr ? *description->string()
                                                                              : "(no description)";
        }
        *same = element;
    }
    return {};
}

Result<json::Value> merged(const json::Value& existing, const json::Value& added, bool refuse_conflicts) {
    auto result = existing;
    for (const auto& member : *added.object()) {
        auto* mine = result.object()->find(member.name);
        const bool are_elements = member.name == "interactions" || member.name == "messages";
        if (!are_elements || mine == nullptr || !mine->is_array() || !member.value.is_array()) {
            result.object()->set(member.name, member.value);
            continue;
        }
        const auto conflict = merge_elements(*mine->array(), *member.value.array(), refuse_conflicts);
        if (!conflict.empty()) {
            return Error{ErrorCode::conflict, "",
                         "the interaction '" + conflict + "' exists in this version with a different request",
                         "use another description or provider state, or publish the whole contract under a "
                         "new version"};
        }
    }
    return result;
}

}  // namespace

Result<json::Value> merge_documents(const json::Value& existing, const json::Value& added) {
    if (existing.find("interactions") == nullptr || added.find("interactions") == nullptr) {
        return Error{ErrorCode::conflict, "", "only contracts with interactions can be merged",
                     "publish the whole contract under a new version"};
    }
    return merged(existing, added, true);
}

json::Value merge_overwriting(const json::Value& existing, const json::Value& added) {
    if (!existing.is_object() || !added.is_object()) return added;
    return std::move(merged(existing, added, false)).value();
}

}  // namespace tally::contracts
