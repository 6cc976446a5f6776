// The requests, responses and messages of a contract with their places in its document.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "matching/mismatch.h"
#include "model/contract.h"

namespace tally::checking {

struct Part {
    const model::Interaction* interaction = nullptr;
    std::variant<const model::Request*, const model::Response*, const model::MessagePart*> content;
    json::Pointer place;  // of the object with headers, body, matchingRules
    bool comes_from_provider = false;

    const model::MatchingRules& rules() const;
    const model::Body& body() const;
};

class ContractParts {
  public:
    // Both must outlive this; `document` is what the contract was read from.
    ContractParts(const model::Contract& contract, const json::Value& document);

    const std::vector<json::Pointer>& interactions() const {
        return interactions_;
    }  // in the contract's order
    const std::vector<Part>& parts() const { return parts_; }

    // Where a rule stands, for both forms of writing rules. As near as possible when it is not found.
    json::Pointer rule_place(const Part& part, std::string_view category,
                             const model::KeyedRules& rules) const;
    // Where a node of a JSON body stands.
    json::Pointer body_place(const Part& part, const model::PathExpression& path) const;

  private:
    void add_parts(const model::Interaction& interaction, const json::Pointer& place);
    const json::Value* find(const json::Pointer& place) const;

    const json::Value& document_;
    std::vector<json::Pointer> interactions_;
    std::vector<Part> parts_;
};

// "/interactions/0/response", as RFC 6901 has it.
std::string pointer_text(const json::Pointer& pointer);

}  // namespace tally::checking
