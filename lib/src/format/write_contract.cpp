#include "format/write_contract.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "base/text.h"
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

// Positions of the interactions in the order of the file.
std::vector<std::size_t> in_stable_order(const Contract& contract) {
    std::vector<std::size_t> ordered(contract.interactions.size());
    std::iota(ordered.begin(), ordered.end(), std::size_t(0));
    std::stable_sort(ordered.begin(), ordered.end(), [&](std::size_t a, std::size_t b) {
        return comes_before(contract.interactions[a], contract.interactions[b]);
    });
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

// Lines after the first moved to the right: a value that stands so deep in a document.
std::string indented(const std::string& text, const char* blanks) {
    return text::replace_all(text, "\n", std::string("\n") + blanks);
}

std::string list_text(const Contract& contract, const std::vector<std::string>& texts) {
    std::string list = "[";
    for (const std::size_t position : in_stable_order(contract)) {
        list += list.size() == 1 ? "\n    " : ",\n    ";
        list += texts[position];
    }
    return list.size() == 1 ? "[]" : list + "\n  ]";
}

}  // namespace

Result<std::string> write_contract(const Contract& contract) {
    if (Result<void> one_kind = check_one_kind(contract); !one_kind) return one_kind.error();
    std::vector<std::string> texts;
    texts.reserve(contract.interactions.size());
    for (const Interaction& interaction : contract.interactions) {
        Result<std::string> text = interaction_text(interaction, contract.version);
        if (!text) return text.error();
        texts.push_back(std::move(*text));
    }
    return write_contract(contract, texts);
}

Result<std::string> write_contract(const Contract& contract, const std::vector<std::string>& texts) {
    if (Result<void> one_kind = check_one_kind(contract); !one_kind) return one_kind.error();
    const std::string list_name = holds_messages(contract) ? "messages" : "interactions";
    json::Object document = contract.other_members;
    document.set("consumer", json::Object{{"name", contract.consumer}});
    document.set("provider", json::Object{{"name", contract.provider}});
    document.set("metadata", metadata_of(contract));
    document.set(list_name, nullptr);
    const json::Value sorted = json::sorted(std::move(document));
    std::string text = "{";
    for (const json::Member& member : *sorted.object()) {
        text += text.size() == 1 ? "\n  " : ",\n  ";
        text += json::to_text(member.name) + ": ";
        text += member.name == list_name ? list_text(contract, texts)
                                         : indented(json::to_pretty_text(member.value), "  ");
    }
    return text + "\n}";
}

Result<std::string> interaction_text(const Interaction& interaction, SpecVersion version) {
    Result<json::Object> written = interaction_to_json(interaction, version);
    if (!written) return written.error();
    return indented(json::to_pretty_text(json::sorted(std::move(*written))), "    ");
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
