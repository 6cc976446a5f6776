#include "broker_api/hal_document.h"

#include "base/encoding.h"
#include "base/text.h"

namespace tally::broker_api {

namespace {

std::string text_of(const json::Value* value) {
    if (value == nullptr || value->is_null()) return "";
    return value->string() != nullptr ? *value->string() : json::to_text(*value);
}

std::optional<Link> read_link(const json::Value& value) {
    const json::Value* href = value.find("href");
    if (href == nullptr || href->string() == nullptr) return std::nullopt;
    return Link{*href->string(), text_of(value.find("name")), text_of(value.find("title"))};
}

void collect_texts(const json::Value& value, const std::string& prefix, std::vector<std::string>& into) {
    if (value.string() != nullptr) {
        into.push_back(prefix.empty() ? *value.string() : prefix + ": " + *value.string());
    } else if (value.array() != nullptr) {
        for (const auto& item : *value.array()) collect_texts(item, prefix, into);
    } else if (value.object() != nullptr) {
        // problem+json entries say it in "detail" or "title"; the older form has one list of texts for each
        // property
        for (const char* name : {"detail", "message", "title"}) {
            const json::Value* text = value.find(name);
            if (text != nullptr && text->string() != nullptr) return collect_texts(*text, prefix, into);
        }
        for (const auto& member : *value.object()) collect_texts(member.value, member.name, into);
    }
}

}  // namespace

std::vector<Link> HalDocument::links(std::string_view rel) const {
    std::vector<Link> found;
    const json::Value* all = body.find("_links");
    if (all == nullptr || all->object() == nullptr) return found;
    for (const auto& member : *all->object()) {
        if (!text::equals_ignoring_case(member.name, rel)) continue;
        if (member.value.array() != nullptr) {
            for (const auto& item : *member.value.array()) {
                if (auto link = read_link(item)) found.push_back(std::move(*link));
            }
        } else if (auto link = read_link(member.value)) {
            found.push_back(std::move(*link));
        }
    }
    return found;
}

std::optional<Link> HalDocument::link(std::string_view rel) const {
    auto all = links(rel);
    if (all.empty()) return std::nullopt;
    return std::move(all.front());
}

std::string expand(std::string href, const Variables& variables) {
    for (const auto& [name, value] : variables) {
        href = text::replace_all(std::move(href), "{" + std::string(name) + "}",
                                 encoding::percent_encoded(value));
    }
    return href;
}

std::vector<Notice> read_notices(const json::Value* array) {
    std::vector<Notice> notices;
    if (array == nullptr || array->array() == nullptr) return notices;
    for (const auto& item : *array->array()) {
        Notice notice{text_of(item.find("type")), text_of(item.find("when")), text_of(item.find("text"))};
        if (!notice.text.empty()) notices.push_back(std::move(notice));
    }
    return notices;
}

std::vector<std::string> error_texts(const json::Value& body) {
    std::vector<std::string> texts;
    if (const json::Value* errors = body.find("errors")) collect_texts(*errors, "", texts);
    if (const json::Value* error = body.find("error")) collect_texts(*error, "", texts);
    if (texts.empty()) {
        for (const char* name : {"detail", "title"}) {
            const json::Value* value = body.find(name);
            if (texts.empty() && value != nullptr) collect_texts(*value, "", texts);
        }
    }
    return texts;
}

}  // namespace tally::broker_api
