#include "recording/expectation_index.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"

namespace tally::recording {
namespace {

// What is compared by similarity: enough to name a slip of the pen, too little to keep a server busy.
constexpr std::size_t kMaxComparedPath = 200;
constexpr std::size_t kMaxComparedPaths = 1000;

std::string key_of(std::string_view method, std::string_view path) {
    return text::upper(method) + ' ' + std::string(path);
}

template <class Map>
const std::vector<std::size_t>& positions_in(const Map& map, const std::string& key) {
    static const std::vector<std::size_t> kNone;
    const auto found = map.find(key);
    return found == map.end() ? kNone : found->second;
}

}  // namespace

ExpectationIndex::ExpectationIndex(const model::Contract& contract) {
    for (std::size_t i = 0; i < contract.interactions.size(); ++i) {
        const model::HttpExchange* exchange = contract.interactions[i].http();
        if (exchange == nullptr) continue;
        const model::Request& request = exchange->request;
        if (request.rules.path.empty()) {
            by_method_and_path_[key_of(request.method, request.path)].push_back(i);
        } else {
            with_path_rules_[text::upper(request.method)].push_back(i);
        }
        Positions& same_path = by_path_[request.path];
        if (same_path.empty()) paths_.push_back(request.path);
        same_path.push_back(i);
    }
}

std::vector<std::size_t> ExpectationIndex::candidates(std::string_view method, std::string_view path) const {
    const Positions& literal = positions_in(by_method_and_path_, key_of(method, path));
    const Positions& ruled = positions_in(with_path_rules_, text::upper(method));
    Positions all;
    all.reserve(literal.size() + ruled.size());
    std::merge(literal.begin(), literal.end(), ruled.begin(), ruled.end(), std::back_inserter(all));
    return all;
}

std::vector<std::size_t> ExpectationIndex::nearest_to(std::string_view path, std::size_t count) const {
    Positions nearest;
    const auto add = [&](const Positions& positions) {
        for (const std::size_t position : positions) {
            if (nearest.size() < count) nearest.push_back(position);
        }
    };
    add(positions_in(by_path_, std::string(path)));
    if (path.size() > kMaxComparedPath) return nearest;
    std::vector<std::pair<std::size_t, const std::string*>> by_distance;
    for (const std::string& candidate : paths_) {
        if (by_distance.size() == kMaxComparedPaths) break;
        if (candidate.size() <= kMaxComparedPath && candidate != path)
            by_distance.emplace_back(text::edit_distance(path, candidate), &candidate);
    }
    std::stable_sort(by_distance.begin(), by_distance.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [distance, candidate] : by_distance) {
        if (nearest.size() == count) break;
        add(positions_in(by_path_, *candidate));
    }
    return nearest;
}

}  // namespace tally::recording
