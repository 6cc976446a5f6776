#include "contracts/content.h"

#include <algorithm>
#include <vector>

#include "base/encoding.h"
#include "contracts/text_edits.h"

namespace tally::contracts {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view trimmed(std::string_view text) {
    if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) text.remove_prefix(kByteOrderMark.size());
    const auto begin = skip_white_space(text, 0);
    const auto last = text.find_last_not_of(" \t\r\n");
    return last == std::string_view::npos ? std::string_view{} : text.substr(begin, last - begin + 1);
}

std::vector<std::string> element_texts(const json::Array& elements) {
    std::vector<std::string> texts;
    texts.reserve(elements.size());
    for (const auto& element : elements) texts.push_back(json::to_text(element));
    return texts;
}

std::string joined(const std::vector<std::string>& texts) {
    std::string all = "[";
    for (const auto& text : texts) {
        if (all.size() > 1) all += ',';
        all += text;
    }
    return all + "]";
}

const json::Value* specification_version(const json::Value& document) {
    const auto* metadata = document.find("metadata");
    if (metadata == nullptr) return nullptr;
    for (const auto* name : {"pactSpecification", "pact-specification"}) {
        const auto* specification = metadata->find(name);
        const auto* version = specification == nullptr ? nullptr : specification->find("version");
        if (version != nullptr && !version->is_null()) return version;
    }
    const auto* version = metadata->find("pactSpecificationVersion");
    return version == nullptr || version->is_null() ? nullptr : version;
}

// What two contracts must have in common to be verified alike: interactions (in any order, keys in any
// order), messages and the version of the specification. `document` has sorted keys. Documents of other kinds
// count whole, as they were.
std::string canonical_text(const json::Value& document, const json::Value& original) {
    const auto* interactions = document.find("interactions");
    const auto* messages = document.find("messages");
    if (interactions == nullptr && messages == nullptr) return json::to_text(original);

    std::string text = "{";
    const auto add = [&](std::string_view name, const std::string& value) {
        if (text.size() > 1) text += ',';
        text += '"';
        text += name;
        text += "\":";
        text += value;
    };
    const auto elements = [](const json::Value& value, bool in_any_order) {
        if (!value.is_array()) return json::to_text(value);
        auto texts = element_texts(*value.array());
        if (in_any_order) std::sort(texts.begin(), texts.end());
        return joined(texts);
    };
    if (interactions != nullptr) add("interactions", elements(*interactions, true));
    if (messages != nullptr) add("messages", elements(*messages, interactions == nullptr));
    if (const auto* version = specification_version(document)) {
        add("pact_specification_version", json::to_text(*version));
    }
    return text + "}";
}

// The id of an interaction whose keys are sorted. An id it came with does not count.
std::string interaction_id(const json::Value& interaction) {
    if (interaction.find("_id") == nullptr) return encoding::sha1_hex(json::to_text(interaction));
    auto copy = interaction;
    copy.object()->erase("_id");
    return encoding::sha1_hex(json::to_text(copy));
}

void add_ids(TextEdits& edits, std::string_view text, const ElementRange& array,
             const json::Value& sorted_array) {
    const auto ranges = element_ranges(text, array.begin);
    const auto& elements = *sorted_array.array();
    for (std::size_t i = 0; i < ranges.size() && i < elements.size(); ++i) {
        if (!elements[i].is_object()) continue;
        const auto stay = edits.erase_members(member_ranges(text, ranges[i].begin), {"_id"});
        edits.insert(ranges[i].begin + 1,
                     "\"_id\":\"" + interaction_id(elements[i]) + (stay > 0 ? "\"," : "\""));
    }
}

std::string stored_text(std::string_view text, const json::Value& sorted_document) {
    TextEdits edits;
    const auto members = member_ranges(text, 0);
    edits.erase_members(members, {"_links", "createdAt"});
    for (const auto* name : {"interactions", "messages"}) {
        // Of two members with one name the last counts, as in the parsed document.
        const auto last = std::find_if(members.rbegin(), members.rend(),
                                       [&](const MemberRange& member) { return member.name == name; });
        const auto* parsed = sorted_document.find(name);
        if (last == members.rend() || parsed == nullptr || !parsed->is_array()) continue;
        add_ids(edits, text, last->value, *parsed);
    }
    return edits.applied_to(text);
}

}  // namespace

Content prepare_content(std::string_view text, const json::Value& document) {
    text = trimmed(text);
    if (!document.is_object()) return {encoding::sha1_hex(json::to_text(document)), std::string(text)};
    auto original = document;
    original.object()->erase("_links");
    original.object()->erase("createdAt");
    const auto sorted = json::sorted(original);
    return {encoding::sha1_hex(canonical_text(sorted, original)), stored_text(text, sorted)};
}

std::string served_content(std::string stored, const std::string& created_at, const json::Object& links) {
    if (stored.empty() || stored.front() != '{' || stored.back() != '}') return stored;
    const bool is_empty = skip_white_space(stored, 1) == stored.size() - 1;
    stored.pop_back();
    if (!is_empty) stored += ',';
    stored += "\"createdAt\":\"" + created_at + "\",\"_links\":" + json::to_text(links) + "}";
    return stored;
}

}  // namespace tally::contracts
