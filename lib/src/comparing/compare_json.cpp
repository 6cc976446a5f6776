#include "comparing/compare_json.h"

#include <algorithm>

#include "base/text.h"
#include "matching/select_rules.h"
#include "model/path_expression.h"

namespace tally::comparing {
namespace {

using matching::RuleCursor;
using model::MatchingRule;

const model::RuleList* list_of(const RuleCursor& cursor) {
    return cursor.rules() ? &cursor.rules()->list : nullptr;
}

bool stands_here(const RuleCursor& cursor) {
    return cursor.rules() && !cursor.cascaded();
}

template <class... Kinds>
bool has_rule(const RuleCursor& cursor) {
    if (!cursor.rules()) return false;
    const auto& rules = cursor.rules()->list.rules;
    return std::any_of(rules.begin(), rules.end(), [](const MatchingRule& rule) {
        return (std::holds_alternative<Kinds>(rule.kind) || ...);
    });
}

// The names of members are examples too.
bool has_open_names(const RuleCursor& cursor) {
    return has_rule<model::ValuesRule, model::EachKeyRule, model::EachValueRule>(cursor);
}

class Walk {
  public:
    explicit Walk(Recorder& recorder) : recorder_(recorder) {}

    void compare(const json::Value& older, const RuleCursor& old_rules, const json::Value& newer,
                 const RuleCursor& new_rules) {
        const Expected before{list_of(old_rules), &older};
        const Expected after{list_of(new_rules), &newer};
        const bool containers = is_container(older) || is_container(newer);
        if (containers && older.kind() != newer.kind()) {
            return recorder_.add(path_, Effect::tightening, shown(older), shown(newer),
                                 "a value of another kind is expected");
        }
        const bool here = stands_here(old_rules) || stands_here(new_rules);
        if (!containers) return recorder_.compare(path_, before, after, here);
        // What is inside is compared below; here only the rules are
        const Expected rules_before{before.rules, &older};
        const Expected rules_after{after.rules, &older};
        if (here) recorder_.compare(path_, rules_before, rules_after);
        if (older.is_object())
            compare_objects(*older.object(), old_rules, *newer.object(), new_rules);
        else
            compare_arrays(*older.array(), old_rules, *newer.array(), new_rules);
    }

  private:
    static bool is_container(const json::Value& value) { return value.is_array() || value.is_object(); }

    template <class Action>
    void below(std::string_view name, Action action) {
        const std::size_t length = path_.size();
        model::append_field(path_, name);
        action();
        path_.resize(length);
    }
    template <class Action>
    void below(std::size_t index, Action action) {
        const std::size_t length = path_.size();
        path_ += '[' + std::to_string(index) + ']';
        action();
        path_.resize(length);
    }

    void compare_objects(const json::Object& older, const RuleCursor& old_rules, const json::Object& newer,
                         const RuleCursor& new_rules) {
        const bool open = has_open_names(old_rules) && has_open_names(new_rules);
        for (const json::Member& member : older) {
            const json::Value* other = newer.find(member.name);
            below(member.name, [&] {
                if (other) {
                    compare(member.value, old_rules.member(member.name), *other,
                            new_rules.member(member.name));
                } else if (open) {
                    recorder_.add(path_, Effect::neutral, shown(member.value), "",
                                  "other names in the example of the same rule");
                } else {
                    recorder_.removed(path_, shown(member.value));
                }
            });
        }
        for (const json::Member& member : newer) {
            if (older.contains(member.name)) continue;
            below(member.name, [&] {
                if (open) {
                    recorder_.add(path_, Effect::neutral, "", shown(member.value),
                                  "other names in the example of the same rule");
                } else {
                    recorder_.added(path_, shown(member.value));
                }
            });
        }
    }

    void compare_arrays(const json::Array& older, const RuleCursor& old_rules, const json::Array& newer,
                        const RuleCursor& new_rules) {
        if (has_rule<model::ArrayContainsRule>(old_rules) || has_rule<model::ArrayContainsRule>(new_rules)) {
            return by_index(older, old_rules, newer, new_rules);
        }
        if (old_rules.rules() || new_rules.rules()) {
            // The first element stands for all
            if (older.empty() && !newer.empty()) return recorder_.added(path_ + "[*]", shown(newer.front()));
            if (!older.empty() && newer.empty())
                return recorder_.removed(path_ + "[*]", shown(older.front()));
            if (older.empty()) return;
            return below(0, [&] {
                compare(older.front(), old_rules.element(0), newer.front(), new_rules.element(0));
            });
        }
        if (older.size() != newer.size()) {
            recorder_.add(path_, Effect::tightening, text::counted(older.size(), "element"),
                          text::counted(newer.size(), "element"), "another number of elements is expected");
        }
        by_index(older, old_rules, newer, new_rules);
    }

    void by_index(const json::Array& older, const RuleCursor& old_rules, const json::Array& newer,
                  const RuleCursor& new_rules) {
        for (std::size_t i = 0; i < std::min(older.size(), newer.size()); ++i) {
            below(i, [&] { compare(older[i], old_rules.element(i), newer[i], new_rules.element(i)); });
        }
    }

    Recorder& recorder_;
    std::string path_ = "$";
};

}  // namespace

void compare_json(const JsonSide& older, const JsonSide& newer, Recorder& recorder) {
    const matching::RuleTree old_rules(older.rules);
    const matching::RuleTree new_rules(newer.rules);
    Walk(recorder).compare(older.body, old_rules.root(), newer.body, new_rules.root());
}

}  // namespace tally::comparing
