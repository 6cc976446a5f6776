#include "recording/expectation_index.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "base/encoding.h"
#include "base/text.h"

namespace tally::recording {
namespace {

// What is compared by similarity: enough to name a slip of the pen, too little to keep a server busy.
constexpr std::size_t kMaxComparedPath = 200;
constexpr std::size_t kMaxComparedPaths = 1000;

std::string key_of(std::string_view method, std::string_view path) {
    return text::upper(method) + ' ' + std::string(path);
}

// One text for all queries that agree where no rule says more: names in any order, values of a name in
// theirs.
std::string query_key(const std::vector<model::QueryParameter>& query) {
    std::map<std::string_view, const model::QueryParameter*> by_name;
    for (const model::QueryParameter& parameter : query) by_name.emplace(parameter.name, &parameter);
    std::string key;
    for (const auto& [name, parameter] : by_name) {
        for (const auto& value : parameter->values) {
            key += '&' + encoding::form_encoded(name);
            if (value && !value->empty()) key += '=' + encoding::form_encoded(*value);
        }
    }
    return key;
}

// Whether equal keys are what it takes for a query to match.
bool is_decided_by_key(const model::Request& request, model::SpecVersion version) {
    const auto has_no_value = [](const model::QueryParameter& parameter) { return parameter.values.empty(); };
    // V1 compares strings; a parameter without any value is one that must not come.
    return version != model::SpecVersion::v1 && request.rules.query.empty() &&
           std::none_of(request.query.begin(), request.query.end(), has_no_value);
}

std::vector<std::size_t> merged(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
    std::vector<std::size_t> all;
    all.reserve(a.size() + b.size());
    std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
    return all;
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
            const std::string key = key_of(request.method, request.path);
            by_method_and_path_[key].push_back(i);
            if (is_decided_by_key(request, contract.version)) {
                by_query_.add(key + query_key(request.query), i);
            } else {
                with_query_rules_[key].push_back(i);
            }
        } else {
            with_path_rules_[text::upper(request.method)].push_back(i);
        }
        Positions& same_path = by_path_[request.path];
        if (same_path.empty()) paths_.push_back(request.path);
        same_path.push_back(i);
    }
}

std::vector<std::size_t> ExpectationIndex::candidates(std::string_view method, std::string_view path) const {
    return merged(positions_in(by_method_and_path_, key_of(method, path)),
                  positions_in(with_path_rules_, text::upper(method)));
}

std::vector<std::size_t> ExpectationIndex::complete_candidates(const model::Request& request) const {
    const std::string key = key_of(request.method, request.path);
    Positions all = by_query_.find(request.query.empty() ? key : key + query_key(request.query));
    if (!with_query_rules_.empty()) all = merged(all, positions_in(with_query_rules_, key));
    if (!with_path_rules_.empty())
        all = merged(all, positions_in(with_path_rules_, text::upper(request.method)));
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
