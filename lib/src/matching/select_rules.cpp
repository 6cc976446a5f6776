#include "matching/select_rules.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

namespace tally::matching {

// Ranks are products of 2 for each step that names its node and 1 for each star, times the number of steps
// ("Pact V2, path weighting", and the core's factor). Powers of two are exact in a double at any depth a body
// can have.
struct RuleTreeNode {
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    // Positions as their digits: $.a[0] and $.a['0'] are the same step.
    std::unordered_map<std::string, std::unique_ptr<RuleTreeNode>, Hash, std::equal_to<>> named;
    std::unique_ptr<RuleTreeNode> any_member;
    std::unique_ptr<RuleTreeNode> any_element;

    const model::KeyedRules* rules = nullptr;
    double weight = 2;
    std::size_t tokens = 1;
    std::size_t stars = 0;
};

namespace {

std::unique_ptr<RuleTreeNode> below(const RuleTreeNode& parent, bool star) {
    auto node = std::make_unique<RuleTreeNode>();
    node->weight = parent.weight * (star ? 1 : 2);
    node->tokens = parent.tokens + 1;
    node->stars = parent.stars + (star ? 1 : 0);
    return node;
}

RuleTreeNode& child_for(RuleTreeNode& parent, const model::PathStep& step) {
    std::unique_ptr<RuleTreeNode>* place = nullptr;
    bool star = false;
    if (const auto* field = std::get_if<model::Field>(&step)) {
        place = &parent.named[field->name];
    } else if (const auto* index = std::get_if<model::Index>(&step)) {
        place = &parent.named[std::to_string(index->position)];
    } else {
        star = true;
        place = std::holds_alternative<model::AnyField>(step) ? &parent.any_member : &parent.any_element;
    }
    if (!*place) *place = below(parent, star);
    return **place;
}

bool is_position(std::string_view name) {
    return !name.empty() &&
           std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

RuleTree::RuleTree(const std::vector<model::KeyedRules>& rules) : root_(std::make_unique<RuleTreeNode>()) {
    for (const model::KeyedRules& keyed : rules) {
        if (keyed.list.empty()) continue;
        RuleTreeNode* node = root_.get();
        for (const model::PathStep& step : keyed.path.steps) node = &child_for(*node, step);
        if (!node->rules) node->rules = &keyed;  // of two with the same path the first counts
    }
}
RuleTree::RuleTree(RuleTree&&) noexcept = default;
RuleTree::~RuleTree() = default;

RuleCursor RuleTree::root() const {
    RuleCursor cursor;
    cursor.enter(*root_);
    return cursor;
}

// Equal ranks are left open by the format: the longer rule wins, then the one with fewer stars.
void RuleCursor::enter(const RuleTreeNode& node) {
    active_.push_back(&node);
    if (!node.rules) return;
    const Candidate candidate{node.rules, node.weight * static_cast<double>(node.tokens), node.tokens,
                              node.stars};
    const bool better =
        !best_.rules || candidate.rank > best_.rank ||
        (candidate.rank == best_.rank && candidate.tokens > best_.tokens) ||
        (candidate.rank == best_.rank && candidate.tokens == best_.tokens && candidate.stars < best_.stars);
    if (better) best_ = candidate;
}

RuleCursor RuleCursor::member(std::string_view name) const {
    RuleCursor next;
    next.best_ = best_;
    next.tokens_ = tokens_ + 1;
    for (const RuleTreeNode* node : active_) {
        if (const auto named = node->named.find(name); named != node->named.end()) next.enter(*named->second);
        if (node->any_member) next.enter(*node->any_member);
        if (node->any_element && is_position(name)) next.enter(*node->any_element);
    }
    return next;
}

RuleCursor RuleCursor::element(std::size_t index) const {
    RuleCursor next;
    next.best_ = best_;
    next.tokens_ = tokens_ + 1;
    for (const RuleTreeNode* node : active_) {
        if (!node->named.empty()) {
            const auto named = node->named.find(std::to_string(index));
            if (named != node->named.end()) next.enter(*named->second);
        }
        if (node->any_member) next.enter(*node->any_member);
        if (node->any_element) next.enter(*node->any_element);
    }
    return next;
}

}  // namespace tally::matching
