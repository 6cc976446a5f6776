#include "verification/witnesses.h"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "verification/shown_variant.h"

namespace tally::verification {

namespace {

constexpr const char* kEverything = "with everything";

std::string why_unseen(const InteractionResult& result) {
    switch (result.status) {
        case Status::passed:
            return result.variant_instead;
        case Status::failed:
            return "its interaction failed";
        case Status::not_run:
            return "its interaction could not be run";
        case Status::skipped:
            return "its interaction was left out (" + result.skipped_because + ")";
    }
    return "";
}

// "product 10" of "product 10 (without $.note)"
std::string without_suffix(const std::string& description, const std::string& what) {
    const std::string suffix = " (" + what + ")";
    if (description.size() <= suffix.size()) return description;
    const std::size_t end = description.size() - suffix.size();
    return description.compare(end, suffix.size(), suffix) == 0 ? description.substr(0, end) : description;
}

class Witnesses {
  public:
    void look_at(const ContractResult& contract) {
        const auto& interactions = contract.source.contract.interactions;
        std::map<std::string, std::size_t> by_key;
        for (std::size_t i = 0; i < interactions.size(); ++i) by_key.emplace(interactions[i].key, i);
        std::set<std::string> bases_told;
        for (const InteractionResult& result : contract.interactions) {
            const auto& interaction = interactions[result.index];
            const auto variant = variant_in(interaction);
            if (!variant || result.pending) continue;
            const auto base = by_key.find(variant->of);
            const bool has_base = base != by_key.end();
            const std::string description = has_base ? interactions[base->second].description
                                                     : without_suffix(interaction.description, variant->what);
            if (bases_told.insert(variant->of).second) {
                look_at_base(contract, description,
                             has_base ? &contract.interactions[base->second] : nullptr);
            }
            add({contract.source.contract.consumer, description, variant->what, result.id,
                 why_unseen(result)},
                result.variant_seen);
        }
    }

    std::vector<UnwitnessedVariant> take() {
        std::vector<UnwitnessedVariant> unseen;
        std::set<Name> told;
        for (auto& variant : unseen_) {
            const Name name = name_of(variant);
            if (seen_.count(name) == 0 && told.insert(name).second) unseen.push_back(std::move(variant));
        }
        return unseen;
    }

  private:
    using Name = std::tuple<std::string, std::string, std::string>;
    static Name name_of(const UnwitnessedVariant& variant) {
        return {variant.consumer, variant.description, variant.variant};
    }

    // The matching alone tells whether everything was there.
    void look_at_base(const ContractResult& contract, const std::string& description,
                      const InteractionResult* base) {
        const std::string& consumer = contract.source.contract.consumer;
        if (base == nullptr)
            return add({consumer, description, kEverything, "", "the contract has no such interaction"},
                       false);
        if (base->pending) return;
        const bool passed_once =
            base->status == Status::passed ||
            (base->flaky && base->flaky->failed + base->flaky->not_run < base->flaky->runs);
        add({consumer, description, kEverything, base->id, why_unseen(*base)}, passed_once);
    }

    void add(UnwitnessedVariant variant, bool seen) {
        if (seen) {
            seen_.insert(name_of(variant));
        } else {
            unseen_.push_back(std::move(variant));
        }
    }

    std::set<Name> seen_;
    std::vector<UnwitnessedVariant> unseen_;
};

}  // namespace

std::vector<UnwitnessedVariant> unwitnessed_variants(const VerificationResult& result) {
    if (count(result).compared() == 0) return {};  // there is a greater trouble
    Witnesses witnesses;
    for (const auto& contract : result.contracts) witnesses.look_at(contract);
    return witnesses.take();
}

}  // namespace tally::verification
