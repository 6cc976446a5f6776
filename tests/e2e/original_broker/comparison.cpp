#include "e2e/original_broker/comparison.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "support/replace_pattern.h"

namespace tally::e2e {

namespace {

using Leaves = std::map<std::string, std::string>;

// Members whose text everyone may word in his own way.
bool is_free_text(const std::string& name) {
    static const std::set<std::string> names = {"text",   "reason",    "message",          "error",
                                                "detail", "reference", "shortDescription", "logs"};
    return names.count(name) != 0;
}

// Lists without an order of their own: the original's comes from its database.
bool has_no_order(const std::string& name) {
    static const std::set<std::string> names = {"tags",
                                                "pactTags",
                                                "environments",
                                                "branches",
                                                "branchVersions",
                                                "headBranchNames",
                                                "deployedVersions",
                                                "releasedVersions",
                                                "pb:branches",
                                                "pb:deployed-environments",
                                                "pb:released-environments",
                                                "pb:record-deployment",
                                                "pb:record-release",
                                                "pb:environments",
                                                "triggeredWebhooks",
                                                "items",  // by their last activity, often in the same second
                                                "pb:error-logs"};
    return names.count(name) != 0;
}

std::string last_name(const std::string& place) {
    return place.substr(place.find_last_of('.') + 1);
}

// Who reads the name of a link looks for one of several.
bool is_name_of_single_link(const std::string& place, const std::string& name) {
    return name == "name" && place.find("_links.") != std::string::npos && place.back() != ']';
}

std::string value_text(const json::Value& value, bool free, const std::string& url) {
    if (value.string() == nullptr) return json::to_text(value);
    // What a name of a deprecated link or member says
    if (text::lower(value.string()->substr(0, 10)) == "deprecated") return "deprecated";
    if (free) return value.string()->empty() ? "\"\"" : "a text";
    return without_chance(json::to_text(value), url);
}

void add_leaves(const json::Value& value, const std::string& place, bool free, const std::string& url,
                Leaves& leaves) {
    if (const auto* array = value.array()) {
        if (array->empty()) leaves[place] = "[]";
        std::vector<const json::Value*> items;
        for (const auto& item : *array) items.push_back(&item);
        if (has_no_order(last_name(place))) {
            const auto text = [&](const json::Value* item) {
                return without_chance(json::to_text(json::sorted(*item)), url);
            };
            std::sort(items.begin(), items.end(),
                      [&](const auto* a, const auto* b) { return text(a) < text(b); });
        }
        // Of the messages about one key the first is enough
        const auto count = free ? std::min<std::size_t>(items.size(), 1) : items.size();
        for (std::size_t i = 0; i < count; ++i) {
            add_leaves(*items[i], place + "[" + std::to_string(i) + "]", free, url, leaves);
        }
    } else if (const auto* object = value.object()) {
        if (object->empty()) leaves[place] = "{}";
        for (const auto& [name, member] : *object) {
            if (name == "title" || is_name_of_single_link(place, name)) continue;  // for people
            if (name == "updatedAt" || name == "backtrace") continue;
            // Below "errors" only the keys count
            const bool is_free = free || name == "errors" || (member.is_string() && is_free_text(name));
            add_leaves(member, place.empty() ? name : place + "." + name, is_free, url, leaves);
        }
    } else {
        leaves[place] = value_text(value, free, url);
    }
}

std::string without_blanks(const std::string& text) {
    return text::lower(text::replace_all(text, " ", ""));
}

// "GET, PUT" as "GET, PUT" and "PUT, GET"
std::string without_order(const std::string& list) {
    std::vector<std::string> words;
    for (const auto word : text::split(list, ',')) words.emplace_back(text::trim(word));
    std::sort(words.begin(), words.end());
    return text::join(words, ", ");
}

Leaves leaves_of(const Answer& answer) {
    Leaves leaves;
    leaves["status"] = std::to_string(answer.response.status);
    const auto type = answer.response.headers.value_or("Content-Type", "");
    // A type without a body says nothing
    if (!answer.response.body.empty()) leaves["header Content-Type"] = without_blanks(type);
    for (const auto* name :
         {"Location", "Allow", "Access-Control-Allow-Methods", "X-Pact-Consumer-Version"}) {
        const auto* value = answer.response.headers.find(name);
        if (value != nullptr)
            leaves[std::string("header ") + name] = without_order(without_chance(*value, answer.url));
    }
    if (!answer.document.is_null()) {
        Leaves document;
        add_leaves(answer.document, "", false, answer.url, document);
        leaves.merge(document);
    } else if (type.find("svg") != std::string::npos) {
        leaves["body"] = "an image";
    } else {
        leaves["body"] = answer.response.body.empty() ? "" : "a text";
    }
    return leaves;
}

}  // namespace

Answer answer_from(const std::string& url, http::Response response) {
    Answer answer{url, std::move(response), {}};
    if (auto document = json::parse(answer.response.body); document && !document->is_string()) {
        answer.document = std::move(*document);
    }
    return answer;
}

std::string without_chance(std::string text, const std::string& url) {
    using testing_support::replace_pattern;
    text = text::replace_all(std::move(text), url, "");
    text = replace_pattern(text, "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID");
    text = replace_pattern(text, R"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)", "TIME");
    // Of webhooks the original's have 22 characters
    text = replace_pattern(text, "webhooks/[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])", "webhooks/UUID");
    text = replace_pattern(text, "^\"[A-Za-z0-9_-]{22}\"$", "\"UUID\"");
    text =
        replace_pattern(text, "[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT", "TIME");
    text = replace_pattern(text, "metadata/[A-Za-z0-9_=%-]+", "metadata/M");
    // The original counts from 101
    return replace_pattern(text, "verification-results/[0-9]+", "verification-results/N");
}

std::string Difference::text() const {
    return request + "\n    " + place + "\n      original  " + original + "\n      ours      " + ours + "\n";
}

std::vector<Difference> differences(const std::string& request, const Answer& original, const Answer& ours) {
    const auto left = leaves_of(original);
    const auto right = leaves_of(ours);
    std::set<std::string> places;
    for (const auto& [place, value] : left) places.insert(place);
    for (const auto& [place, value] : right) places.insert(place);
    std::vector<Difference> found;
    // A refusal and an answer differ in everything else too
    if (left.at("status") != right.at("status")) places = {"status"};
    for (const auto& place : places) {
        const auto a = left.find(place);
        const auto b = right.find(place);
        const std::string first = a == left.end() ? "(absent)" : a->second;
        const std::string second = b == right.end() ? "(absent)" : b->second;
        if (first != second) found.push_back({without_chance(request, original.url), place, first, second});
    }
    return found;
}

}  // namespace tally::e2e
