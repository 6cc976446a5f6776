// Interactions out of one whose response or message has alternatives: one in which everything is there, and for each
// alternative one that differs from it in that place only. A sum, not a product.
#pragma once

#include <string>
#include <vector>

#include "recording/draft.h"
#include "recording/value_node.h"

namespace tally::recording {

struct VariantDraft {
    InteractionDraft interaction;  // no value in it has alternatives
    std::string what;              // "without $.description"; empty for the one in which everything is there
    std::string absent;            // "$.description" where the alternative is that it does not come
};

// The first one has everything. Alternatives that name no state are mistakes, and so are those in what the consumer
// sends.
std::vector<VariantDraft> variants_of(const InteractionDraft& draft, std::vector<Mistake>& mistakes);

}  // namespace tally::recording
