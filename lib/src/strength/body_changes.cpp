#include "strength/body_changes.h"

#include <algorithm>
#include <utility>

#include "matching/select_rules.h"
#include "model/path_expression.h"
#include "strength/broken_values.h"

namespace tally::strength {

namespace {

bool allows_null(const model::KeyedRules* rules) {
    return rules != nullptr &&
           std::any_of(rules->list.rules.begin(), rules->list.rules.end(),
                       [](const auto& rule) { return std::holds_alternative<model::NullRule>(rule.kind); });
}

// Rules under which an object is a table: its names are data, and each value is like the one example.
bool is_table(const matching::RuleCursor& cursor) {
    const auto* rules = cursor.rules();
    if (rules == nullptr || cursor.cascaded()) return false;
    return std::any_of(rules->list.rules.begin(), rules->list.rules.end(), [](const auto& rule) {
        return std::holds_alternative<model::ValuesRule>(rule.kind) ||
               std::holds_alternative<model::EachValueRule>(rule.kind) ||
               std::holds_alternative<model::EachKeyRule>(rule.kind);
    });
}

std::string upper_first(const std::string& name) {
    std::string changed = name;
    if (!changed.empty() && changed.front() >= 'a' && changed.front() <= 'z') {
        changed.front() = static_cast<char>(changed.front() - 'a' + 'A');
        return changed;
    }
    return name + "_";
}

class Walk {
  public:
    explicit Walk(const BodyChanged& changed) : changed_(changed) {}

    std::size_t unclaimed() const { return unclaimed_; }

    void value(json::Value& actual, const json::Value& expected, const std::string& location,
               const matching::RuleCursor& rules, std::string_view field) {
        if (ended_) return;
        change_value(actual, location, rules, field);
        if (ended_) return;
        if (actual.is_object() && expected.is_object()) {
            members(*actual.object(), *expected.object(), location, rules);
        } else if (actual.is_array() && expected.is_array()) {
            elements(*actual.array(), *expected.array(), location, rules);
        }
    }

  private:
    void change_value(json::Value& actual, const std::string& location, const matching::RuleCursor& rules,
                      std::string_view field) {
        if (!actual.is_null() && !allows_null(rules.rules()))
            replace(actual, ChangeKind::null_instead, location, json::Value());
        if (auto other = of_other_type(actual)) replace(actual, ChangeKind::type_changed, location, *other);
        if (actual.array() != nullptr && !actual.array()->empty())
            replace(actual, ChangeKind::list_emptied, location, json::Array{});
        if (auto other = out_of_range(actual)) replace(actual, ChangeKind::out_of_range, location, *other);
        if (auto other = unknown_value(field, actual))
            replace(actual, ChangeKind::unknown_value, location, *other);
        if (auto other = reformatted(actual)) replace(actual, ChangeKind::reformatted, location, *other);
    }

    void replace(json::Value& actual, ChangeKind kind, const std::string& location, json::Value other) {
        if (ended_) return;
        BodyChange change{kind, location, std::move(actual), other, ""};
        actual = std::move(other);
        ended_ = !changed_(change);
        actual = std::move(change.before);
    }

    void members(json::Object& actual, const json::Object& expected, const std::string& location,
                 const matching::RuleCursor& rules) {
        const bool table = is_table(rules);
        std::vector<std::string> names;
        for (const auto& member : actual) names.push_back(member.name);
        bool first = true;
        for (const auto& name : names) {
            if (ended_) return;
            const json::Value* example = expected.find(name);
            if (example == nullptr && table && !expected.empty() && std::exchange(first, false))
                example = &expected.begin()->value;
            if (example == nullptr) {
                if (!table) ++unclaimed_;
                continue;
            }
            std::string place = location;
            model::append_field(place, name);
            if (!table) without(actual, name, place);
            if (json::Value* member = actual.find(name))
                value(*member, *example, place, rules.member(name), name);
        }
    }

    // Removed, then there again under another name, with the order of members restored.
    void without(json::Object& actual, const std::string& name, const std::string& place) {
        const json::Object whole = actual;
        BodyChange change{ChangeKind::field_removed, place, *whole.find(name), {}, ""};
        actual.erase(name);
        ended_ = !changed_(change);
        if (!ended_) {
            change.kind = ChangeKind::field_renamed;
            change.name = upper_first(name);
            if (!whole.contains(change.name)) {
                actual.set(change.name, change.before);
                ended_ = !changed_(change);
            }
        }
        actual = whole;
    }

    void elements(json::Array& actual, const json::Array& expected, const std::string& location,
                  const matching::RuleCursor& rules) {
        for (std::size_t i = 0; i < actual.size() && i < expected.size() && !ended_; ++i) {
            value(actual[i], expected[i], location + "[" + std::to_string(i) + "]", rules.element(i), "");
        }
    }

    const BodyChanged& changed_;
    std::size_t unclaimed_ = 0;
    bool ended_ = false;
};

}  // namespace

std::size_t change_body(json::Value& body, const json::Value& expected,
                        const std::vector<model::KeyedRules>& rules, const BodyChanged& changed) {
    const matching::RuleTree tree(rules);
    Walk walk(changed);
    walk.value(body, expected, "$", tree.root(), "");
    return walk.unclaimed();
}

}  // namespace tally::strength
