#include "format/write_contract.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "format/interaction_json.h"
#include "format/parts_json.h"

namespace tally::format {
namespace {

using model::Contract;
using model::Interaction;
using model::SpecVersion;

bool comes_before(const Interaction& a, const Interaction& b) {
    if (a.description != b.description) return a.description < b.description;
    const auto by_name = [](const model::ProviderState& x, const model::ProviderState& y) {
        return x.name < y.name;
    };
    const auto& first = a.provider_states;
    const auto& second = b.provider_states;
    if (std::lexicographical_compare(first.begin(), first.end(), second.begin(), second.end(), by_name))
        return true;
    if (std::lexicographical_compare(second.begin(), second.end(), first.begin(), first.end(), by_name))
        return false;
    return a.key < b.key;
}

std::vector<const Interaction*> in_stable_order(const Contract& contract) {
    std::vector<const Interaction*> ordered;
    ordered.reserve(contract.interactions.size());
    for (const Interaction& interaction : contract.interactions) ordered.push_back(&interaction);
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const Interaction* a, const Interaction* b) { return comes_before(*a, *b); });
    return ordered;
}

bool is_http(const Interaction& interaction) {
    return interaction.http() != nullptr;
}

Result<void> check_one_kind(const Contract& contract) {
    const auto& all = contract.interactions;
    const bool mixed =
        std::any_of(all.begin(), all.end(), is_http) && !std::all_of(all.begin(), all.end(), is_http);
    if (contract.version == SpecVersion::v4 || !mixed) return {};
    return Error{ErrorCode::unsupported, "",
                 "the contract has both HTTP interactions and messages, which version " +
                     std::string(model::to_text(contract.version)) + " cannot express",
                 "write version 4.0, or use a contract of its own for the messages"};
}

bool holds_messages(const Contract& contract) {
    return contract.version != SpecVersion::v4 && !contract.interactions.empty() &&
           !is_http(contract.interactions.front());
}

json::Object metadata_of(const Contract& contract) {
    json::Object metadata = contract.metadata;
    metadata.set("pactSpecification", json::Object{{"version", model::to_text(contract.version)}});
    return metadata;
}

}  // namespace

Result<std::string> write_contract(const Contract& contract) {
    if (Result<void> one_kind = check_one_kind(contract); !one_kind) return one_kind.error();
    json::Array interactions;
    interactions.reserve(contract.interactions.size());
    for (const Interaction* interaction : in_stable_order(contract)) {
        Result<json::Object> written = interaction_to_json(*interaction, contract.version);
        if (!written) return written.error();
        interactions.emplace_back(std::move(*written));
    }
    json::Object document = contract.other_members;
    document.set("consumer", json::Object{{"name", contract.consumer}});
    document.set("provider", json::Object{{"name", contract.provider}});
    document.set(holds_messages(contract) ? "messages" : "interactions", std::move(interactions));
    document.set("metadata", metadata_of(contract));
    return json::to_pretty_text(json::sorted(std::move(document)));
}

json::Value write_request(const model::Request& request, SpecVersion version) {
    return request_to_json(request, version);
}
json::Value write_response(const model::Response& response, SpecVersion version) {
    return response_to_json(response, version);
}
json::Value write_message_part(const model::MessagePart& part, SpecVersion version) {
    return message_part_to_json(part, version);
}

Result<json::Value> write_interaction(const Interaction& interaction, SpecVersion version) {
    Result<json::Object> written = interaction_to_json(interaction, version);
    if (!written) return std::move(written).error();
    return json::Value(std::move(*written));
}

Result<std::string> contract_file_name(const Contract& contract) {
    for (const std::string& name : {contract.consumer, contract.provider}) {
        const bool unusable =
            name.empty() || std::any_of(name.begin(), name.end(), [](char c) {
                return c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
            });
        if (unusable) {
            return Error{ErrorCode::invalid_input, "", "'" + name + "' cannot be part of a file name",
                         "use a name without path separators and control characters"};
        }
    }
    return contract.consumer + '-' + contract.provider + ".json";
}

}  // namespace tally::format
