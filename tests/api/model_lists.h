// Lists of contracts, by the model.
#pragma once

#include <string>
#include <vector>

#include "api/model.h"

namespace tally::testing_support {

// Which consumer versions count.
struct ContractFilter {
    enum class By { any, tag, untagged, branch, main_branch };
    By by = By::any;
    std::string name = {};
    bool newest = false;  // only the newest of each pair

    bool is_of_a_branch() const { return by == By::branch || by == By::main_branch; }
};

using Publications = std::vector<const Model::Publication*>;

// By consumer and provider, the newest version last. "" is any of them.
Publications listed(const Model& model, const std::string& provider, const std::string& consumer,
                    const ContractFilter& filter);

// In lists the latest contracts of a branch are those of its head, which is the version put there last.
Publications listed_in_documents(const Model& model, const std::string& provider, const std::string& consumer,
                                 ContractFilter filter);

}  // namespace tally::testing_support
