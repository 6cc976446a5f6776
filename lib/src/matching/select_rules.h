// Which rules apply to which node of a body. The paths of all rules become a tree that is walked together
// with the body, so that the cost per node does not grow with the number of rules.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "model/matching_rule.h"

namespace tally::matching {

struct RuleTreeNode;
class RuleTree;

// Where a walk stands: the rules that may still match further down, and the best one so far.
class RuleCursor {
  public:
    RuleCursor member(std::string_view name) const;
    RuleCursor element(std::size_t index) const;

    // The best ranked rules whose path is this node's or that of a node above; null when there are none.
    const model::KeyedRules* rules() const { return best_.rules; }
    // The rules stand on a node above.
    bool cascaded() const { return best_.tokens != tokens_; }

  private:
    friend class RuleTree;
    struct Candidate {
        const model::KeyedRules* rules = nullptr;
        double rank = 0;
        std::size_t tokens = 0;
        std::size_t stars = 0;
    };
    void enter(const RuleTreeNode& node);

    std::vector<const RuleTreeNode*> active_;
    Candidate best_;
    std::size_t tokens_ = 1;  // of this node's path; the root counts
};

// Keeps references into `rules`, which must outlive it.
class RuleTree {
  public:
    explicit RuleTree(const std::vector<model::KeyedRules>& rules);
    RuleTree(RuleTree&&) noexcept;
    ~RuleTree();
    RuleCursor root() const;

  private:
    std::unique_ptr<RuleTreeNode> root_;
};

}  // namespace tally::matching
