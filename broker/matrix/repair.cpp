#include "matrix/repair.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <set>

namespace tally::matrix {

namespace {

constexpr std::size_t kMostTried = 16;  // actions of which all sets are tried

// Actions without repetition, and for each blocking edge which of them would clear it.
struct Choice {
    std::vector<Action> actions;
    std::vector<std::vector<std::size_t>> edges;
};

// One run for each contract once, in words too.
Action for_all_contracts(const std::string& broker_url, Action action) {
    std::set<std::string> seen;
    std::vector<ContractToVerify> contracts;
    for (auto& contract : action.contracts) {
        if (seen.insert(contract.url).second) contracts.push_back(std::move(contract));
    }
    return verify(broker_url, action.pacticipant, action.version, std::move(contracts));
}

Choice choice_of(const std::string& broker_url, const std::vector<Edge>& edges) {
    Choice choice;
    for (const auto& edge : edges) {
        if (!edge.blocks || edge.alternatives.empty()) continue;
        auto& ways = choice.edges.emplace_back();
        for (const auto& action : edge.alternatives) {
            auto known = std::find_if(choice.actions.begin(), choice.actions.end(),
                                      [&](const Action& other) { return other.is_same(action); });
            ways.push_back(static_cast<std::size_t>(known - choice.actions.begin()));
            if (known == choice.actions.end()) {
                choice.actions.push_back(action);
            } else {
                known->contracts.insert(known->contracts.end(), action.contracts.begin(), action.contracts.end());
            }
        }
    }
    for (auto& action : choice.actions) {
        if (action.contracts.size() > 1) action = for_all_contracts(broker_url, std::move(action));
    }
    return choice;
}

std::vector<std::size_t> by_trying(const Choice& choice) {
    std::vector<std::uint32_t> edges;
    for (const auto& ways : choice.edges) {
        std::uint32_t mask = 0;
        for (const auto way : ways) mask |= std::uint32_t{1} << way;
        edges.push_back(mask);
    }
    const std::uint32_t end = std::uint32_t{1} << choice.actions.size();
    std::uint32_t best = end - 1;
    for (std::uint32_t set = 0; set < end; ++set) {
        if (std::popcount(set) >= std::popcount(best)) continue;
        if (std::all_of(edges.begin(), edges.end(), [set](auto mask) { return (mask & set) != 0; }))
            best = set;
    }
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < choice.actions.size(); ++i) {
        if ((best >> i & 1U) != 0) chosen.push_back(i);
    }
    return chosen;
}

std::vector<std::size_t> by_greed(const Choice& choice) {
    std::vector<std::size_t> chosen;
    std::vector<bool> cleared(choice.edges.size(), false);
    while (std::find(cleared.begin(), cleared.end(), false) != cleared.end()) {
        std::vector<std::size_t> clears(choice.actions.size(), 0);
        for (std::size_t i = 0; i < choice.edges.size(); ++i) {
            if (cleared[i]) continue;
            for (const auto way : choice.edges[i]) ++clears[way];
        }
        const auto best =
            static_cast<std::size_t>(std::max_element(clears.begin(), clears.end()) - clears.begin());
        chosen.push_back(best);
        for (std::size_t i = 0; i < choice.edges.size(); ++i) {
            const auto& ways = choice.edges[i];
            if (std::find(ways.begin(), ways.end(), best) != ways.end()) cleared[i] = true;
        }
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

}  // namespace

std::vector<Action> smallest_repair(const std::string& broker_url, const std::vector<Edge>& edges) {
    const auto choice = choice_of(broker_url, edges);
    std::vector<Action> repair;
    for (const auto index : choice.actions.size() <= kMostTried ? by_trying(choice) : by_greed(choice)) {
        repair.push_back(choice.actions[index]);
    }
    return repair;
}

}  // namespace tally::matrix
