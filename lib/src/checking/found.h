// What the checks of a contract add to: findings with their places still to be looked up.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "checking/contract_parts.h"

namespace tally::checking {

struct Found {
    std::string_view code;
    json::Pointer place;
    std::string what;
    std::string remedy;
};

// Nobody reads more of one file; the rest is counted.
class FoundList {
  public:
    static constexpr std::size_t kMost = 500;

    void add(std::string_view code, json::Pointer place, std::string what, std::string remedy) {
        if (list_.size() < kMost)
            list_.push_back({code, std::move(place), std::move(what), std::move(remedy)});
        else
            ++further_;
    }
    // Places need not be looked up any more.
    bool full() const { return list_.size() == kMost; }
    const std::vector<Found>& list() const { return list_; }
    std::size_t further() const { return further_; }

  private:
    std::vector<Found> list_;
    std::size_t further_ = 0;
};

// The checks, one file each.
void check_interactions(const model::Contract& contract, const ContractParts& parts, FoundList& found);
void check_rules(const model::Contract& contract, const ContractParts& parts, FoundList& found);
void check_exact_values(const ContractParts& parts, FoundList& found);  // timestamps and identifiers
void check_secrets(const model::Contract& contract, const ContractParts& parts, FoundList& found);

}  // namespace tally::checking
