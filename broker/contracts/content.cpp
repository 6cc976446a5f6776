#include "contracts/content.h"

#include <algorithm>
#include <vector>

#include "base/encoding.h"
#include "base/json_sorted_text.h"
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

// The interactions or messages of a document, and the text of each with its keys sorted: it is what the contract and the
// interaction are known by.
struct Elements {
    const json::Value* value = nullptr;  // null when the document has none
    std::vector<std::string> texts = {};
};

Elements elements_of(const json::Value& document, std::string_view name) {
    Elements elements{.value = document.find(name)};
    if (elements.value == nullptr || !elements.value->is_array()) return elements;
    elements.texts.reserve(elements.value->array()->size());
    for (const auto& element : *elements.value->array()) elements.texts.push_back(json::to_sorted_text(element));
    return elements;
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
// order), messages and the version of the specification. `document` has one of both. Documents of other
// kinds count whole, as they were.
std::string canonical_text(const json::Value& document, const Elements& interactions,
                           const Elements& messages) {
    std::string text = "{";
    const auto add = [&](std::string_view name, const std::string& value) {
        if (text.size() > 1) text += ',';
        text += '"';
        text += name;
        text += "\":";
        text += value;
    };
    const auto all = [](const Elements& elements, bool in_any_order) {
        if (!elements.value->is_array()) return json::to_sorted_text(*elements.value);
        auto texts = elements.texts;
        if (in_any_order) std::sort(texts.begin(), texts.end());
        return joined(texts);
    };
    if (interactions.value != nullptr) add("interactions", all(interactions, true));
    if (messages.value != nullptr) add("messages", all(messages, interactions.value == nullptr));
    if (const auto* version = specification_version(document)) {
        add("pact_specification_version", json::to_sorted_text(*version));
    }
    return text + "}";
}

// The id of an interaction with this sorted text. An id it came with does not count.
std::string interaction_id(const json::Value& interaction, const std::string& text) {
    if (interaction.find("_id") == nullptr) return encoding::sha1_hex(text);
    auto copy = interaction;
    copy.object()->erase("_id");
    return encoding::sha1_hex(json::to_sorted_text(copy));
}

void add_ids(TextEdits& edits, std::string_view text, const ElementRange& array, const Elements& known) {
    const auto ranges = element_ranges(text, array.begin);
    const auto& elements = *known.value->array();
    for (std::size_t i = 0; i < ranges.size() && i < elements.size(); ++i) {
        if (!elements[i].is_object()) continue;
        const auto stay = edits.erase_members(member_ranges(text, ranges[i].begin), {"_id"});
        edits.insert(ranges[i].begin + 1,
                     "\"_id\":\"" + interaction_id(elements[i], known.texts[i]) + (stay > 0 ? "\"," : "\""));
    }
}

std::string stored_text(std::string_view text, const Elements& interactions, const Elements& messages) {
    TextEdits edits;
    const auto members = member_ranges(text, 0);
    edits.erase_members(members, {"_links", "createdAt"});
    const auto add_ids_to = [&](std::string_view name, const Elements& elements) {
        // Of two members with one name the last counts, as in the parsed document.
        const auto last = std::find_if(members.rbegin(), members.rend(),
                                       [&](const MemberRange& member) { return member.name == name; });
        if (last == members.rend() || elements.value == nullptr || !elements.value->is_array()) return;
        add_ids(edits, text, last->value, elements);
    };
    add_ids_to("interactions", interactions);
    add_ids_to("messages", messages);
    return edits.applied_to(text);
}

// Of a document without interactions and messages.
std::string text_of_others(const json::Object& document) {
    std::string text = "{";
    for (const auto& member : document) {
        if (member.name == "_links" || member.name == "createdAt") continue;
        if (text.size() > 1) text += ',';
        text += json::to_text(member.name) + ":" + json::to_text(member.value);
    }
    return text + "}";
}

}  // namespace

Content prepare_content(std::string_view text, const json::Value& document) {
    text = trimmed(text);
    if (!document.is_object()) return {encoding::sha1_hex(json::to_text(document)), std::string(text)};
    const auto interactions = elements_of(document, "interactions");
    const auto messages = elements_of(document, "messages");
    auto stored = stored_text(text, interactions, messages);
    if (interactions.value != nullptr || messages.value != nullptr) {
        return {encoding::sha1_hex(canonical_text(document, interactions, messages)), std::move(stored)};
    }
    return {encoding::sha1_hex(text_of_others(*document.object())), std::move(stored)};
}

void remove_ids(json::Value& document) {
    auto* object = document.object();
    for (const auto* name : {"interactions", "messages"}) {
        auto* elements = object == nullptr ? nullptr : object->find(name);
        if (elements == nullptr || !elements->is_array()) continue;
        for (auto& element : *elements->array()) {
            if (element.object() != nullptr) element.object()->erase("_id");
        }
    }
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
