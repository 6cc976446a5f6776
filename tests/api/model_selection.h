// Which contracts a provider is told to verify, by the model: selectors, pending, work in progress, what is
// owed.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "api/model.h"

namespace tally::testing_support {

struct Selector {
    enum class Kind {
        main_branch,
        branch,
        any_branch,
        matching_branch,
        latest_with_tag,
        all_with_tag,
        latest,
        deployed,
        released,
        deployed_or_released,
        environment
    };
    Kind kind = Kind::latest;
    std::string name = {};      // of the branch or tag
    std::string fallback = {};  // tag; "": none
    std::string environment = {};
    std::string consumer = {};  // "": all
};

struct SelectionQuestion {
    std::string provider;
    std::vector<Selector> selectors;
    std::optional<std::string> provider_branch;
    std::vector<std::string> provider_tags;
    bool with_pending = false;
    std::optional<Moment> wip_since;
};

struct SelectedContract {
    std::string consumer;
    Content content;
    std::set<std::string> versions;  // that were selected; it is shown with the newest
    bool wip = false;
    bool pending = false;
};

// In the order of the answer. Nothing where the question is refused: an unknown provider or environment.
std::optional<std::vector<SelectedContract>> select(const Model& model, const SelectionQuestion& question);
std::string newest_of(const Model& model, const std::string& pacticipant,
                      const std::set<std::string>& versions);

// The contracts in use that a provider version in use (or the head of a branch) has no result for:
// "2: Foo(3) Web(1), ". Nothing where the question is refused: an unknown provider, a branch that nothing is
// on.
std::optional<std::string> owed(const Model& model, const std::string& provider,
                                const std::optional<std::string>& branch);

// The provider's versions in use, oldest first: head of its main branch, deployed, released and supported.
std::vector<std::string> versions_in_use(const Model& model, const std::string& pacticipant);

}  // namespace tally::testing_support
