#include "format/read_contract.h"

#include <initializer_list>

#include "base/files.h"
#include "format/interaction_json.h"
#include "format/parts_json.h"

namespace tally::format {
namespace {

using model::Contract;
using model::SpecVersion;

constexpr std::string_view kNotAContract = "check that it is a complete Pact contract";

std::string with_place(std::string_view name, std::string_view position) {
    if (name.empty()) return std::string(position);
    return position.empty() ? std::string(name) : std::string(name) + ':' + std::string(position);
}

std::string read_name(const Node& root, std::string_view role, Reading& reading) {
    if (const auto participant = optional_object(root, role, reading)) {
        if (auto name = optional_string(*participant, "name", reading)) return std::move(*name);
    }
    return std::string(role);
}

// The spellings of several generations of tools, newest last.
std::optional<std::string> version_text(const Node& metadata) {
    for (const std::string_view name : {"pact-specification", "pactSpecification"}) {
        const std::optional<Node> entry = metadata.find(name);
        const std::optional<Node> version = entry ? entry->find("version") : std::nullopt;
        if (version && !version->value().is_null()) return as_text(version->value());
    }
    const std::optional<Node> version = metadata.find("pactSpecificationVersion");
    if (version && !version->value().is_null()) return as_text(version->value());
    return std::nullopt;
}

SpecVersion read_version(const Node& root, Reading& reading) {
    const auto metadata = optional_object(root, "metadata", reading);
    const std::optional<std::string> text = metadata ? version_text(*metadata) : std::nullopt;
    if (!text) {
        reading.warn(metadata.value_or(root), "the version of the contract format is missing; read as 3.0.0",
                     "add {\"pactSpecification\": {\"version\": \"...\"}} to the metadata",
                     WarningKind::version);
        return SpecVersion::v3;
    }
    const std::optional<SpecVersion> version = model::parse_spec_version(*text);
    if (!version) {
        reading.warn(*metadata, "the version '" + *text + "' of the contract format is unknown; read as 4.0",
                     "use a tool that knows that version, or one of 1.0.0, 1.1.0, 2.0.0, 3.0.0, 4.0",
                     WarningKind::version);
        return SpecVersion::v4;
    }
    const bool odd_minor = *version == SpecVersion::v1 && text->size() > 2 && (*text)[2] != '0';
    if (odd_minor)
        reading.warn(*metadata, "the version '" + *text + "' is unknown; read as 1.0.0", "use 1.0.0 or 1.1.0",
                     WarningKind::version);
    return *version;
}

json::Object read_metadata(const Node& root) {
    json::Object kept;
    const std::optional<Node> metadata = root.find("metadata");
    if (!metadata || !metadata->value().is_object()) return kept;
    for (const json::Member& member : *metadata->value().object()) {
        const bool is_version = member.name == "pactSpecification" || member.name == "pact-specification" ||
                                member.name == "pactSpecificationVersion";
        if (!is_version) kept.set(member.name, member.value);
    }
    return kept;
}

json::Object read_others(const Node& root) {
    json::Object others;
    for (const json::Member& member : *root.value().object()) {
        bool is_known = member.name.starts_with('_');
        for (const std::string_view name :
             {"consumer", "provider", "interactions", "messages", "metadata", "createdAt"}) {
            is_known = is_known || name == member.name;
        }
        if (!is_known) others.set(member.name, member.value);
    }
    return others;
}

void read_interactions(const Node& root, ReadContract& result, Reading& reading) {
    Contract& contract = result.contract;
    const auto interactions = optional_array(root, "interactions", reading);
    if (interactions) {
        const std::size_t count = interactions->value().array()->size();
        contract.interactions.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            auto interaction = read_interaction(interactions->at(i), contract.version, i, reading);
            if (interaction) {
                contract.interactions.push_back(std::move(*interaction));
            } else {
                ++result.unknown_interactions;
            }
        }
    }
    if (contract.version == SpecVersion::v4) return;
    const auto messages = optional_array(root, "messages", reading);
    for (std::size_t i = 0; messages && i < messages->value().array()->size(); ++i) {
        contract.interactions.push_back(read_v3_message(messages->at(i), i, reading));
    }
}

Result<json::Value> parse_document(std::string_view text, std::string_view name,
                                   std::vector<json::Pointer>& duplicates) {
    json::ParseOptions options;
    options.duplicates = &duplicates;
    Result<json::Value> document = json::parse(text, options);
    if (document) return document;
    Error error = std::move(document).error();
    error.where = with_place(name, error.where);
    if (error.remedy.empty()) error.remedy = kNotAContract;
    return error;
}

Result<json::Value> parse_object(std::string_view text, std::string_view name,
                                 std::vector<json::Pointer>& duplicates) {
    Result<json::Value> document = parse_document(text, name, duplicates);
    if (!document || document->is_object()) return document;
    return Error{ErrorCode::invalid_input, with_place(name, "1:1"),
                 "the document is " + std::string(kind_with_article(document->kind())) + ", not an object",
                 std::string(kNotAContract)};
}

template <class Part, class Read>
Result<Part> read_part(std::string_view text, std::string_view name, Warnings* warnings, Read read) {
    std::vector<json::Pointer> duplicates;
    const Result<json::Value> document = parse_object(text, name, duplicates);
    if (!document) return document.error();
    Reading reading(text, name);
    Part part = read(Node(*document), reading);
    if (reading.refused()) return reading.refusal();
    if (warnings) *warnings = reading.take_warnings();
    return part;
}

}  // namespace

Result<ReadContract> read_contract(std::string_view text, std::string_view name) {
    std::vector<json::Pointer> duplicates;
    const Result<json::Value> document = parse_object(text, name, duplicates);
    if (!document) return document.error();

    ReadContract result;
    Contract& contract = result.contract;
    Reading reading(text, name);
    const Node root(*document);
    for (json::Pointer& duplicate : duplicates) {
        const std::string member = std::get<std::string>(duplicate.back());
        reading.warn(std::move(duplicate),
                     "the member '" + member + "' occurs twice in one object; the last one is used",
                     "remove one of them", WarningKind::duplicate_member);
    }
    contract.consumer = read_name(root, "consumer", reading);
    contract.provider = read_name(root, "provider", reading);
    contract.version = read_version(root, reading);
    contract.metadata = read_metadata(root);
    contract.other_members = read_others(root);
    read_interactions(root, result, reading);
    if (reading.refused()) return reading.refusal();
    result.warnings = reading.take_warnings();
    return result;
}

Result<ReadContract> read_contract_file(const std::filesystem::path& path, std::size_t max_bytes) {
    Result<std::string> text = files::read(path, max_bytes);
    if (!text) return std::move(text).error();
    return read_contract(*text, path.string());
}

Result<model::Request> read_request(std::string_view text, std::string_view name, SpecVersion version,
                                    Warnings* warnings) {
    return read_part<model::Request>(text, name, warnings, [version](const Node& node, Reading& reading) {
        return read_request(node, version, reading);
    });
}

Result<model::Response> read_response(std::string_view text, std::string_view name, SpecVersion version,
                                      Warnings* warnings) {
    return read_part<model::Response>(text, name, warnings, [version](const Node& node, Reading& reading) {
        return read_response(node, version, reading);
    });
}

Result<model::MessagePart> read_message_part(std::string_view text, std::string_view name,
                                             SpecVersion version, Warnings* warnings) {
    return read_part<model::MessagePart>(text, name, warnings, [version](const Node& node, Reading& reading) {
        return read_message_part(node, version, reading);
    });
}

}  // namespace tally::format
