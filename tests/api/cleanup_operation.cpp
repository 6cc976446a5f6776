#include "api/cleanup_operation.h"

#include "api/operation.h"
#include "base/json.h"

namespace tally::testing_support {

namespace {

std::optional<int> any_age(Random& random) {
    static const std::vector<int> days{0, 1, 2, 4, 10};
    return one_in(random, 3) ? std::optional(any(random, days)) : std::nullopt;
}

// A name, or every one.
std::optional<std::string> any_name(Random& random, const std::vector<std::string>& names) {
    if (!one_in(random, 3)) return std::nullopt;
    return one_in(random, 2) ? any(random, names) : std::string();
}

KeepVersions any_keep(Random& random) {
    KeepVersions keep;
    if (one_in(random, 4)) keep.pacticipant = any(random, Names::pacticipants);
    if (one_in(random, 8)) keep.environment = any(random, Names::environments);
    keep.tag = any_name(random, Names::tags);
    keep.branch = any_name(random, Names::branches);
    keep.latest = one_in(random, 2);
    keep.deployed = one_in(random, 12);
    keep.released = one_in(random, 12);
    keep.main_branch = one_in(random, 8);
    keep.max_age = any_age(random);
    return keep;
}

void set(json::Object& members, const char* name, const std::optional<std::string>& name_or_any) {
    if (name_or_any) members.set(name, name_or_any->empty() ? json::Value(true) : json::Value(*name_or_any));
}

json::Value to_json(const KeepVersions& keep) {
    json::Object members;
    if (!keep.pacticipant.empty()) members.set("pacticipant", keep.pacticipant);
    if (!keep.environment.empty()) members.set("environment", keep.environment);
    set(members, "tag", keep.tag);
    set(members, "branch", keep.branch);
    if (keep.latest) members.set("latest", true);
    if (keep.deployed) members.set("deployed", true);
    if (keep.released) members.set("released", true);
    if (keep.main_branch) members.set("main_branch", true);
    if (keep.max_age) members.set("max_age", *keep.max_age);
    return members;
}

json::Value to_json(const KeepBranches& keep) {
    json::Object members;
    if (!keep.names.empty()) members.set("branch", json::Array(keep.names.begin(), keep.names.end()));
    if (keep.max_age) members.set("max_age", *keep.max_age);
    return members;
}

template <class Selector>
std::string list_text(const std::vector<Selector>& selectors) {
    json::Array all;
    for (const auto& one : selectors) all.push_back(to_json(one));
    return json::to_text(json::Value(std::move(all)));
}

}  // namespace

CleanUp any_clean_up(Random& random) {
    static const std::vector<int> limits{0, 1, 2, 5, 1000, 1000, 1000};
    static const std::vector<int> ages{0, 0, 1, 3, 7};
    CleanUp plan;
    for (auto count = random.between(1, 3); count > 0; --count) plan.keep.push_back(any_keep(random));
    for (auto count = random.between(0, 2); count > 0; --count) {
        KeepBranches keep{{}, any_age(random)};
        for (auto names = random.between(0, 2); names > 0; --names) {
            keep.names.push_back(any(random, Names::branches));
        }
        plan.keep_branches.push_back(keep);
    }
    plan.limit = any(random, limits);
    plan.overwritten_max_age = any(random, ages);
    return plan;
}

std::string keep_text(const CleanUp& clean_up) {
    return list_text(clean_up.keep);
}

std::string keep_branches_text(const CleanUp& clean_up) {
    return list_text(clean_up.keep_branches);
}

std::string to_text(const CleanUp& clean_up) {
    return "versions " + keep_text(clean_up) + " branches " + keep_branches_text(clean_up) + " limit " +
           std::to_string(clean_up.limit) + " overwritten " + std::to_string(clean_up.overwritten_max_age) +
           " days";
}

}  // namespace tally::testing_support
