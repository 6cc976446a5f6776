#include "cleanup/keep_branch_selector.h"

#include "cleanup/selector_list.h"

namespace tally::cleanup {

namespace {

constexpr int kDaysByDefault = 90;

}  // namespace

Result<KeepBranchSelectors> read_keep_branch_selectors(const std::string& option, std::string_view text) {
    static const SelectorReader::Known known = {{"branch", {}}, {"max_age", {"maxAge"}}};
    KeepBranchSelectors all;
    const auto read = read_selector_list(option, text, known, [&all](SelectorReader& reader) {
        all.push_back({reader.names("branch"), reader.days("max_age")});
    });
    if (!read) return read.error();
    return all;
}

json::Value to_json(const KeepBranchSelectors& selectors) {
    json::Array all;
    for (const auto& selector : selectors) {
        json::Object members;
        if (selector.max_age) members.set("max_age", *selector.max_age);
        json::Array names(selector.branches.begin(), selector.branches.end());
        if (names.size() == 1) members.set("branch", names.front());
        if (names.size() > 1) members.set("branch", std::move(names));
        all.push_back(std::move(members));
    }
    return all;
}

KeepBranchSelectors default_keep_branch_selectors() {
    return {{{}, kDaysByDefault}};
}

}  // namespace tally::cleanup
