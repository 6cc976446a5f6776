#include "cleanup/selector_list.h"

#include <algorithm>

#include "base/text.h"

namespace tally::cleanup {

namespace {

constexpr std::size_t kMostBytes = 64 * 1024;
constexpr std::size_t kMostSelectors = 100;
constexpr std::size_t kMostNames = 100;
constexpr std::int64_t kMostDays = 36500;
constexpr std::size_t kShownBytes = 60;

std::string quoted(std::string_view text) {
    return "'" + text::shorten(text::printable(text), kShownBytes) + "'";
}

Error invalid(std::string where, std::string what, std::string remedy) {
    return {ErrorCode::invalid_input, std::move(where), std::move(what), std::move(remedy)};
}

// The first spelling of a member that is known under `name`, or "".
std::string first_spelling(const SelectorReader::Known& known, const std::string& name) {
    const auto found = std::find_if(known.begin(), known.end(), [&name](const auto& member) {
        return member.first == name ||
               std::find(member.second.begin(), member.second.end(), name) != member.second.end();
    });
    return found == known.end() ? "" : found->first;
}

std::vector<std::string> first_spellings(const SelectorReader::Known& known) {
    std::vector<std::string> all;
    for (const auto& [name, others] : known) all.push_back(name);
    return all;
}

}  // namespace

SelectorReader::SelectorReader(const json::Object& members, const Known& known, std::string where)
    : where_(std::move(where)) {
    for (const auto& [name, value] : members) {
        const auto spelling = first_spelling(known, name);
        if (spelling.empty()) {
            const auto names = first_spellings(known);
            const auto nearest = text::nearest(name, names);
            complain("", quoted(name) + " is not a member of a selector",
                     nearest.empty() ? "the members are " + text::join(names, ", ") : "write " + nearest);
        } else if (take(spelling) != nullptr) {
            complain("", spelling + " is there twice", "leave one");
        }
        members_.emplace_back(spelling, &value);
    }
}

const json::Value* SelectorReader::take(const std::string& name) const {
    const auto found = std::find_if(members_.begin(), members_.end(),
                                    [&name](const auto& member) { return member.first == name; });
    return found == members_.end() || found->second->is_null() ? nullptr : found->second;
}

void SelectorReader::complain(const std::string& name, const std::string& what, const std::string& remedy) {
    if (error_) return;
    error_ = invalid(where_, (name.empty() ? "" : name + " ") + what, remedy);
}

bool SelectorReader::flag(const std::string& name) {
    const auto* value = take(name);
    if (value == nullptr) return false;
    if (value->boolean() == nullptr) {
        complain(name, "is neither true nor false", "write it as {\"" + name + "\": true}");
        return false;
    }
    return *value->boolean();
}

std::optional<std::string> SelectorReader::text(const std::string& name) {
    const auto* value = take(name);
    if (value == nullptr) return std::nullopt;
    if (value->string() == nullptr || text::trim(*value->string()).empty()) {
        complain(name, "is not a name", "write it as {\"" + name + "\": \"a name\"}");
        return std::nullopt;
    }
    return *value->string();
}

std::optional<NameOrAny> SelectorReader::name_or_any(const std::string& name) {
    const auto* value = take(name);
    if (value == nullptr) return std::nullopt;
    if (value->boolean() != nullptr) return *value->boolean() ? std::optional(NameOrAny{}) : std::nullopt;
    if (value->string() == nullptr || text::trim(*value->string()).empty()) {
        complain(name, "is neither a name nor true",
                 "write it as {\"" + name + "\": \"a name\"}, or with true for every " + name);
        return std::nullopt;
    }
    return NameOrAny{*value->string()};
}

std::vector<std::string> SelectorReader::names(const std::string& name) {
    const auto* value = take(name);
    if (value == nullptr) return {};
    const auto refuse = [&] {
        complain(name, "is neither a name nor a list of names", "write it as {\"" + name + "\": \"a name\"}");
        return std::vector<std::string>();
    };
    if (const auto* one = value->string()) return text::trim(*one).empty() ? refuse() : std::vector{*one};
    const auto* items = value->array();
    if (items == nullptr || items->empty() || items->size() > kMostNames) return refuse();
    std::vector<std::string> all;
    for (const auto& item : *items) {
        if (item.string() == nullptr || text::trim(*item.string()).empty()) return refuse();
        all.push_back(*item.string());
    }
    return all;
}

std::optional<int> SelectorReader::days(const std::string& name) {
    const auto* value = take(name);
    if (value == nullptr) return std::nullopt;
    const auto days = value->integer();
    if (!days || *days < 0 || *days > kMostDays) {
        complain(name, "is not a number of days up to " + std::to_string(kMostDays),
                 "write it as {\"" + name + "\": 90}");
        return std::nullopt;
    }
    return static_cast<int>(*days);
}

Result<void> read_selector_list(const std::string& option, std::string_view text,
                                const SelectorReader::Known& known,
                                const std::function<void(SelectorReader&)>& read) {
    if (text.size() > kMostBytes)
        return invalid(option, "is longer than " + std::to_string(kMostBytes) + " bytes",
                       "give fewer selectors");
    const auto parsed = json::parse(text);
    if (!parsed) {
        return invalid(option + ":" + parsed.error().where, parsed.error().what,
                       "write a JSON list, like [{\"branch\": \"main\"}]");
    }
    const auto* items = parsed->array();
    if (items == nullptr)
        return invalid(option, "is not a list", "write a JSON list, like [{\"branch\": \"main\"}]");
    if (items->size() > kMostSelectors) {
        return invalid(option, "has more than " + std::to_string(kMostSelectors) + " selectors",
                       "give fewer selectors");
    }
    for (std::size_t i = 0; i < items->size(); ++i) {
        const auto where = option + ", selector " + std::to_string(i + 1);
        const auto* members = (*items)[i].object();
        if (members == nullptr)
            return invalid(where, "is not an object", "write it like {\"branch\": \"main\"}");
        SelectorReader reader(*members, known, where);
        if (!reader.error()) read(reader);
        if (reader.error()) return *reader.error();
    }
    return {};
}

}  // namespace tally::cleanup
