#include "matching/json_comparison.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "matching/value_text.h"

namespace tally::matching {

using namespace model;

// The rules inside eachValue and the variants of arrayContains form a tree of their own: those outside are
// not seen.
struct JsonComparison::OwnRules {
    explicit OwnRules(std::vector<KeyedRules> rules) : keyed(std::move(rules)), tree(keyed) {}
    std::vector<KeyedRules> keyed;
    RuleTree tree;
};

// Extends the path for one member or element.
class JsonComparison::Step {
  public:
    Step(std::string& path, std::string_view member) : path_(path), length_(path.size()) {
        append_field(path, member);
    }
    Step(std::string& path, std::size_t index) : path_(path), length_(path.size()) {
        path += '[';
        path += std::to_string(index);
        path += ']';
    }
    ~Step() { path_.resize(length_); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

  private:
    std::string& path_;
    std::size_t length_;
};

namespace {

template <class Rule>
const Rule* as(const MatchingRule& rule) {
    return std::get_if<Rule>(&rule.kind);
}

template <class Rule>
bool holds(const RuleList& list) {
    return std::any_of(list.rules.begin(), list.rules.end(),
                       [](const MatchingRule& rule) { return as<Rule>(rule); });
}

// These look at every actual entry of an object, whatever its name.
bool is_values_rule(const MatchingRule& rule) {
    return as<ValuesRule>(rule) || as<EachValueRule>(rule) || as<ArrayContainsRule>(rule);
}

bool goes_on_to_elements(const MatchingRule& rule) {
    return !as<EachValueRule>(rule) && !as<ArrayContainsRule>(rule);
}

std::string names_of(const json::Object& object) {
    std::vector<std::string> names;
    std::size_t bytes = 0;
    for (const json::Member& member : object) {
        bytes += member.name.size() + 2;
        names.push_back(member.name);
        if (bytes > kMaxShownBytes) break;
    }
    std::sort(names.begin(), names.end());
    return '[' + shortened(text::join(names, ", ")) + ']';
}

}  // namespace

void JsonComparison::add(const json::Value* expected, const json::Value* actual, std::string sentence,
                         std::string rule) {
    differences_->add([&] {
        Mismatch mismatch;
        mismatch.kind = MismatchKind::body;
        mismatch.location = path_;
        if (expected) mismatch.expected = shown(*expected);
        if (actual) mismatch.actual = shown(*actual);
        mismatch.sentence = std::move(sentence);
        mismatch.rule = std::move(rule);
        return mismatch;
    });
}

template <class Compare>
Differences JsonComparison::collected(std::size_t limit, Compare compare) {
    Differences collected(limit);
    Differences* const outer = std::exchange(differences_, &collected);
    compare();
    differences_ = outer;
    return collected;
}

void JsonComparison::compare(const json::Value& expected, const json::Value& actual,
                             const RuleCursor& rules) {
    const bool is_container = expected.is_object() || expected.is_array();
    if (!is_container) return compare_scalars(expected, actual, rules);
    if (expected.kind() != actual.kind()) {
        return add(&expected, &actual,
                   "Type mismatch: Expected " + shown_with_kind(actual) + " to be the same type as " +
                       shown_with_kind(expected),
                   "");
    }
    if (expected.is_object())
        compare_objects(expected, actual, rules);
    else
        compare_arrays(expected, actual, rules);
}

void JsonComparison::compare_scalars(const json::Value& expected, const json::Value& actual,
                                     const RuleCursor& rules) {
    if (!rules.rules()) {
        if (expected == actual) return;
        return add(&expected, &actual,
                   "Expected " + shown_with_kind(actual) + " to be equal to " + shown_with_kind(expected),
                   "");
    }
    const KeyedRules& keyed = *rules.rules();
    const auto complaints = check_all(
        keyed.list, [&](const MatchingRule& rule) { return check_value(rule, expected, actual, settings_); });
    for (const RuleComplaint& complaint : complaints) {
        add(&expected, &actual, complaint.sentence, rule_at(*complaint.rule, keyed.key));
    }
}

void JsonComparison::compare_objects(const json::Value& expected, const json::Value& actual,
                                     const RuleCursor& rules) {
    if (strict_ && expected.object()->empty() && !actual.object()->empty()) {
        return add(&expected, &actual, "Expected an empty Map but received " + shown(actual), "");
    }
    if (rules.rules()) return objects_under_rules(expected, actual, rules);
    check_names(*expected.object(), *actual.object());
    members_in_both(*expected.object(), *actual.object(), rules);
}

void JsonComparison::check_names(const json::Object& expected, const json::Object& actual) {
    std::vector<std::string> missing;
    for (const json::Member& member : expected) {
        if (!actual.contains(member.name)) missing.push_back(member.name);
    }
    const bool unexpected = strict_ && actual.size() + missing.size() > expected.size();
    if (missing.empty() && !unexpected) return;
    differences_->add([&] {
        Mismatch mismatch;
        mismatch.location = path_;
        mismatch.expected = names_of(expected);
        mismatch.actual = names_of(actual);
        mismatch.sentence = strict_ ? "Expected a Map with keys " + mismatch.expected +
                                          " but received one with keys " + mismatch.actual
                                    : std::string(kMissingKeys) + shortened(text::join(missing, ", "));
        return mismatch;
    });
}

void JsonComparison::members_in_both(const json::Object& expected, const json::Object& actual,
                                     const RuleCursor& rules) {
    for (const json::Member& member : expected) {
        const json::Value* value = actual.find(member.name);
        if (!value) continue;
        const Step step(path_, member.name);
        compare(member.value, *value, rules.member(member.name));
    }
}

void JsonComparison::each_actual_member(const json::Object& expected, const json::Object& actual,
                                        const RuleCursor& rules) {
    if (expected.empty()) return;
    for (const json::Member& member : actual) {
        const json::Value* example = expected.find(member.name);
        const Step step(path_, member.name);
        compare(example ? *example : expected.begin()->value, member.value, rules.member(member.name));
    }
}

bool JsonComparison::satisfies_container(const MatchingRule& rule, const json::Value& actual,
                                         const RuleCursor& rules, Differences& differences) {
    Complaint complaint = check_container(rule, actual, rules.cascaded(), settings_);
    if (!complaint) return true;
    differences.add([&] {
        Mismatch mismatch;
        mismatch.location = path_;
        mismatch.actual = shown(actual);
        mismatch.sentence = std::move(*complaint);
        mismatch.rule = rule_at(rule, rules.rules()->key);
        return mismatch;
    });
    return false;
}

// Under an equality rule containers must not differ even where every part that both have is equal.
void JsonComparison::require_equal(const json::Value& expected, const json::Value& actual,
                                   const KeyedRules& keyed) {
    const auto& list = keyed.list.rules;
    const auto equality = std::find_if(list.begin(), list.end(),
                                       [](const MatchingRule& rule) { return as<EqualityRule>(rule); });
    if (equality == list.end() || !differences_->empty() || expected == actual) return;
    add(&expected, &actual,
        "Expected " + shown_with_kind(actual) + " to be equal to " + shown_with_kind(expected),
        rule_at(*equality, keyed.key));
}

// Each rule that looks at values on its own is one alternative of an OR; all others share the walk over the
// members that both sides have, so that two rules never report the same member twice.
void JsonComparison::objects_under_rules(const json::Value& expected, const json::Value& actual,
                                         const RuleCursor& rules) {
    const KeyedRules& keyed = *rules.rules();
    const json::Object& expected_members = *expected.object();
    const json::Object& actual_members = *actual.object();
    const bool own = !rules.cascaded();
    const bool any = keyed.list.combine == Combine::any && !settings_.strict_compat;
    const std::size_t room = differences_->room();

    Differences failed(room);
    bool walk = false;
    for (const MatchingRule& rule : keyed.list.rules) {
        if (own && is_values_rule(rule)) {
            Differences found = collected(room, [&] {
                if (const auto* each = as<EachValueRule>(rule)) {
                    each_actual_member(expected_members, actual_members,
                                       rules_for_each_value(*each, keyed.key).root());
                } else {
                    each_actual_member(expected_members, actual_members, rules);
                }
            });
            if (any && found.empty()) return;
            failed.add_all(std::move(found));
            continue;
        }
        if (!satisfies_container(rule, actual, rules, failed)) continue;
        if (const auto* each_key = as<EachKeyRule>(rule); each_key && own) {
            Differences found = collected(room, [&] { check_keys(*each_key, actual_members, keyed.key); });
            const bool satisfied = found.empty();
            failed.add_all(std::move(found));
            if (!satisfied && any) continue;
        }
        walk = true;
    }
    if (walk) {
        const bool names_are_free =
            own && (holds<ValuesRule>(keyed.list) || holds<EachValueRule>(keyed.list) ||
                    holds<EachKeyRule>(keyed.list));
        Differences found = collected(room, [&] {
            if (!names_are_free) check_names(expected_members, actual_members);
            members_in_both(expected_members, actual_members, rules);
            require_equal(expected, actual, keyed);
        });
        if (any && found.empty()) return;
        failed.add_all(std::move(found));
    }
    differences_->add_all(std::move(failed));
}

void JsonComparison::check_keys(const EachKeyRule& rule, const json::Object& actual,
                                const std::string& place) {
    for (const json::Member& member : actual) {
        for (const MatchingRule& nested : rule.rules) {
            Complaint complaint = check_text(nested, member.name, member.name, settings_);
            if (!complaint) continue;
            const Step step(path_, member.name);
            const json::Value name(member.name);
            add(nullptr, &name, std::move(*complaint), "eachKey(" + rule_at(nested, "") + ") at " + place);
        }
    }
}

void JsonComparison::compare_arrays(const json::Value& expected, const json::Value& actual,
                                    const RuleCursor& rules) {
    const json::Array& expected_elements = *expected.array();
    const json::Array& actual_elements = *actual.array();
    if (rules.rules()) return arrays_under_rules(expected, actual, rules);
    if (expected_elements.empty()) {
        if (actual_elements.empty()) return;
        return add(&expected, &actual, "Expected an empty List but received " + shown(actual), "");
    }
    if (expected_elements.size() != actual_elements.size()) {
        add(&expected, &actual,
            "Expected a List with " + std::to_string(expected_elements.size()) + " elements but received " +
                std::to_string(actual_elements.size()) + " elements",
            "");
    }
    const std::size_t both = std::min(expected_elements.size(), actual_elements.size());
    for (std::size_t i = 0; i < both; ++i) {
        const Step step(path_, i);
        compare(expected_elements[i], actual_elements[i], rules.element(i));
    }
}

void JsonComparison::arrays_under_rules(const json::Value& expected, const json::Value& actual,
                                        const RuleCursor& rules) {
    const KeyedRules& keyed = *rules.rules();
    const json::Array& expected_elements = *expected.array();
    const json::Array& actual_elements = *actual.array();
    if (expected_elements.empty()) return;  // nothing can be said about a list without an example
    const bool own = !rules.cascaded();
    const bool any = keyed.list.combine == Combine::any;
    const std::size_t room = differences_->room();
    // Beside a rule that goes on to the elements arrayContains is about the list that it stands at. The core
    // asks it of lists further down too, whose elements its variants do not mean.
    const bool only_here = !own && !settings_.strict_compat &&
                           std::any_of(keyed.list.rules.begin(), keyed.list.rules.end(),
                                       [](const MatchingRule& rule) { return goes_on_to_elements(rule); });

    Differences failed(room);
    bool walk = false;
    for (const MatchingRule& rule : keyed.list.rules) {
        const auto* contains = as<ArrayContainsRule>(rule);
        const auto* each_value = as<EachValueRule>(rule);
        if (contains && only_here) continue;
        if (contains || each_value) {
            Differences found = collected(room, [&] {
                if (contains)
                    array_contains(*contains, expected_elements, actual_elements, keyed.key);
                else if (own)
                    elements(expected_elements, actual_elements,
                             rules_for_each_value(*each_value, keyed.key).root());
            });
            if (any && found.empty()) return;
            failed.add_all(std::move(found));
            continue;
        }
        walk = satisfies_container(rule, actual, rules, failed) || walk;
    }
    if (walk) {
        Differences found = collected(room, [&] {
            elements(expected_elements, actual_elements, rules);
            require_equal(expected, actual, keyed);
        });
        if (any && found.empty()) return;
        failed.add_all(std::move(found));
    }
    differences_->add_all(std::move(failed));
}

// Surplus elements are compared with the first example.
void JsonComparison::elements(const json::Array& expected, const json::Array& actual,
                              const RuleCursor& rules) {
    for (std::size_t i = 0; i < actual.size(); ++i) {
        const Step step(path_, i);
        compare(i < expected.size() ? expected[i] : expected.front(), actual[i], rules.element(i));
    }
    for (std::size_t i = actual.size(); i < expected.size(); ++i) {
        if (rules.element(i).rules()) continue;  // a rule that reaches the element excuses it
        const Step step(path_, i);
        add(&expected[i], nullptr, "Expected " + shown_with_kind(expected[i]) + " but was missing", "");
    }
}

bool JsonComparison::contains(const json::Array& actual, const json::Value& example, const RuleTree* rules) {
    const std::vector<KeyedRules> none;
    const RuleTree no_rules(none);
    for (std::size_t i = 0; i < actual.size(); ++i) {
        const Differences found =
            collected(0, [&] { compare(example, actual[i], (rules ? rules : &no_rules)->root()); });
        if (found.empty()) return true;
    }
    return false;
}

void JsonComparison::array_contains(const ArrayContainsRule& rule, const json::Array& expected,
                                    const json::Array& actual, const std::string& place) {
    const auto not_found = [&](std::size_t index) {
        const json::Value& example = expected[index];
        add(&example, nullptr,
            "Variant at index " + std::to_string(index) + " (" + shown(example) +
                ") was not found in the actual list",
            "arrayContains at " + place);
    };
    if (rule.variants.empty()) {
        for (std::size_t i = 0; i < expected.size(); ++i) {
            if (!contains(actual, expected[i], nullptr)) not_found(i);
        }
        return;
    }
    for (const ArrayContainsVariant& variant : rule.variants) {
        if (variant.index >= expected.size()) {
            add(nullptr, nullptr,
                "Variant at index " + std::to_string(variant.index) +
                    " has no example: the expected list has only " +
                    text::counted(expected.size(), "element"),
                "arrayContains at " + place);
        } else if (!contains(actual, expected[variant.index], &rules_for_variant(variant))) {
            not_found(variant.index);
        }
    }
}

const RuleTree& JsonComparison::rules_for_each_value(const EachValueRule& rule, const std::string& place) {
    auto& own = own_rules_[&rule];
    if (!own) {
        KeyedRules keyed;
        keyed.key = place + ".*";
        keyed.path = {{AnyField{}}};
        keyed.list.rules = rule.rules;
        own = std::make_shared<OwnRules>(std::vector<KeyedRules>{std::move(keyed)});
    }
    return own->tree;
}

const RuleTree& JsonComparison::rules_for_variant(const ArrayContainsVariant& variant) {
    auto& own = own_rules_[&variant];
    if (!own) own = std::make_shared<OwnRules>(variant.rules);
    return own->tree;
}

}  // namespace tally::matching
