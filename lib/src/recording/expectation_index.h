// Finds the interactions that a request may be for without looking at the others.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/contract.h"
#include "recording/position_table.h"

namespace tally::recording {

class ExpectationIndex {
  public:
    explicit ExpectationIndex(const model::Contract& contract);

    // Positions of the interactions with that method and that literal path, or with rules for their path,
    // ascending.
    std::vector<std::size_t> candidates(std::string_view method, std::string_view path) const;

    // Fewer of them: those that the request can match completely, so far as its literal query tells.
    std::vector<std::size_t> complete_candidates(const model::Request& request) const;

    // For a request that matches nothing: at most `count` interactions, those of the same path first, then
    // those of the most similar ones.
    std::vector<std::size_t> nearest_to(std::string_view path, std::size_t count) const;

  private:
    using Positions = std::vector<std::size_t>;

    std::unordered_map<std::string, Positions> by_method_and_path_;
    PositionTable by_query_;  // of those: by method, path and query without rules
    std::unordered_map<std::string, Positions> with_query_rules_;  // the others of those, by method and path
    std::unordered_map<std::string, Positions> with_path_rules_;   // by method
    std::unordered_map<std::string, Positions> by_path_;           // the example, where there are rules
    std::vector<std::string> paths_;                               // distinct, in order of definition
};

}  // namespace tally::recording
