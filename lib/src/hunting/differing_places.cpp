#include "hunting/differing_places.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "base/json.h"
#include "base/secrets.h"
#include "base/text.h"
#include "model/path_expression.h"

namespace tally::hunting {

namespace {

using verification::Flakiness;
using Differences = std::vector<Flakiness::Difference>;

constexpr std::size_t kMaxDifferences = 10;
constexpr std::size_t kShownBytes = 100;
constexpr const char* kNothing = "(nothing)";

std::string shown(const std::string& text) {
    return text::printable(text::shorten(text, kShownBytes));
}
std::string shown(const json::Value* value) {
    return value == nullptr ? kNothing : shown(json::to_text(*value));
}

// Of the connection, or different every second for all servers.
bool says_nothing(const std::string& header) {
    for (const char* name :
         {"Date", "Content-Length", "Connection", "Keep-Alive", "Transfer-Encoding", "Age"}) {
        if (text::equals_ignoring_case(header, name)) return true;
    }
    return false;
}

std::string value_in(const http::Headers& headers, const std::string& name) {
    const auto values = headers.all(name);
    return values.empty() ? kNothing : shown(masked(name, text::join(values, ", ")));
}

void compare_headers(const http::Response& one, const http::Response& other, Differences& differences) {
    std::set<std::string> names;
    for (const auto* headers : {&one.headers, &other.headers}) {
        for (const auto& header : *headers) {
            if (says_nothing(header.name) || !names.insert(text::lower(header.name)).second) continue;
            if (one.headers.all(header.name) == other.headers.all(header.name)) continue;
            differences.push_back({"header " + shown(header.name), value_in(one.headers, header.name),
                                   value_in(other.headers, header.name)});
        }
    }
}

void compare_values(const json::Value* one, const json::Value* other, const std::string& path,
                    Differences& differences) {
    if (differences.size() >= kMaxDifferences) return;
    if (one != nullptr && other != nullptr) {
        if (*one == *other) return;
        if (one->object() != nullptr && other->object() != nullptr) {
            for (const auto& member : *one->object()) {
                std::string place = path;
                model::append_field(place, member.name);
                compare_values(&member.value, other->find(member.name), place, differences);
            }
            for (const auto& member : *other->object()) {
                if (one->find(member.name) != nullptr) continue;
                std::string place = path;
                model::append_field(place, member.name);
                compare_values(nullptr, &member.value, place, differences);
            }
            return;
        }
        if (one->array() != nullptr && other->array() != nullptr) {
            const std::size_t size = std::max(one->array()->size(), other->array()->size());
            const auto item = [](const json::Value& list, std::size_t i) {
                return i < list.array()->size() ? &(*list.array())[i] : nullptr;
            };
            for (std::size_t i = 0; i < size; ++i)
                compare_values(item(*one, i), item(*other, i), path + "[" + std::to_string(i) + "]",
                               differences);
            return;
        }
    }
    differences.push_back({shown(path), shown(one), shown(other)});
}

}  // namespace

Differences differing_places(const http::Response& one, const http::Response& other) {
    if (one.status != other.status)
        return {{"status", std::to_string(one.status), std::to_string(other.status)}};
    Differences differences;
    compare_headers(one, other, differences);
    if (one.body != other.body) {
        const auto first = json::parse(one.body);
        const auto second = json::parse(other.body);
        if (first && second) {
            compare_values(&*first, &*second, "$", differences);
        } else {
            differences.push_back({"body", shown(one.body), shown(other.body)});
        }
    }
    if (differences.size() > kMaxDifferences) differences.resize(kMaxDifferences);
    return differences;
}

}  // namespace tally::hunting
