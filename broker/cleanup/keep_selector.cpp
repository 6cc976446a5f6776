#include "cleanup/keep_selector.h"

#include <algorithm>

namespace tally::cleanup {

namespace {

constexpr int kDaysByDefault = 90;

const SelectorReader::Known& known_members() {
    static const SelectorReader::Known all = {
        {"pacticipant", {"pacticipant_name", "pacticipantName"}},
        {"latest", {}},
        {"tag", {}},
        {"branch", {}},
        {"environment", {"environment_name", "environmentName"}},
        {"max_age", {"maxAge"}},
        {"deployed", {}},
        {"released", {}},
        {"main_branch", {"mainBranch"}},
    };
    return all;
}

void set(json::Object& members, const char* name, const std::optional<NameOrAny>& value) {
    if (!value) return;
    members.set(name, value->name ? json::Value(*value->name) : json::Value(true));
}

}  // namespace

Result<KeepSelectors> read_keep_selectors(const std::string& option, std::string_view text) {
    KeepSelectors all;
    const auto read = read_selector_list(option, text, known_members(), [&all](SelectorReader& reader) {
        KeepSelector selector;
        selector.pacticipant = reader.text("pacticipant");
        selector.latest = reader.flag("latest");
        selector.tag = reader.name_or_any("tag");
        selector.branch = reader.name_or_any("branch");
        selector.environment = reader.text("environment");
        selector.max_age = reader.days("max_age");
        selector.deployed = reader.flag("deployed");
        selector.released = reader.flag("released");
        selector.main_branch = reader.flag("main_branch");
        all.push_back(std::move(selector));
    });
    if (!read) return read.error();
    if (all.empty()) {
        return Error{ErrorCode::invalid_input, option, "says of no version that it is kept",
                     "name what to keep, like [{\"branch\": true, \"latest\": true}]"};
    }
    return all;
}

json::Value to_json(const KeepSelector& selector) {
    json::Object members;
    if (selector.pacticipant) members.set("pacticipant_name", *selector.pacticipant);
    if (selector.latest) members.set("latest", true);
    set(members, "tag", selector.tag);
    set(members, "branch", selector.branch);
    if (selector.environment) members.set("environment_name", *selector.environment);
    if (selector.max_age) members.set("max_age", *selector.max_age);
    if (selector.deployed) members.set("deployed", true);
    if (selector.released) members.set("released", true);
    if (selector.main_branch) members.set("main_branch", true);
    return members;
}

json::Value to_json(const KeepSelectors& selectors) {
    json::Array all;
    for (const auto& selector : selectors) all.push_back(to_json(selector));
    return all;
}

KeepSelectors default_keep_selectors() {
    return {{.latest = true, .tag = NameOrAny{}},
            {.latest = true, .branch = NameOrAny{}},
            {.latest = true},
            {.deployed = true},
            {.released = true},
            {.max_age = kDaysByDefault}};
}

KeepSelectors with_what_is_in_environments(KeepSelectors selectors) {
    for (const auto& whole : {KeepSelector{.deployed = true}, KeepSelector{.released = true}}) {
        if (std::find(selectors.begin(), selectors.end(), whole) == selectors.end())
            selectors.push_back(whole);
    }
    return selectors;
}

}  // namespace tally::cleanup
