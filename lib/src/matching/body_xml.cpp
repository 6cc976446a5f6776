// XML bodies: elements in the order of their names, attributes and texts as text, namespaces by their URI.
#include "matching/body_matchers.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "base/xml.h"
#include "matching/apply_rule.h"
#include "matching/select_rules.h"
#include "matching/value_text.h"
#include "model/path_expression.h"

namespace tally::matching {
namespace {

using namespace model;
using xml::Element;
using Children = std::map<std::string, std::vector<const Element*>>;
using Attributes = std::map<std::string, const xml::Attribute*>;

// Paths of XML have no positions, yet files say $.animals[*].alligator.
std::vector<KeyedRules> without_positions(std::vector<KeyedRules> rules) {
    for (KeyedRules& keyed : rules) {
        std::erase_if(keyed.path.steps,
                      [](const PathStep& step) { return std::holds_alternative<AnyIndex>(step); });
    }
    return rules;
}

std::vector<const Element*> elements_of(const Element& parent) {
    std::vector<const Element*> elements;
    for (const xml::Node& node : parent.children) {
        if (const Element* element = node.element()) elements.push_back(element);
    }
    return elements;
}

Children by_name(const Element& parent) {
    Children children;
    for (const Element* element : elements_of(parent)) children[element->name.key()].push_back(element);
    return children;
}

std::size_t child_count(const Element& parent) {
    const std::size_t elements = elements_of(parent).size();
    return elements > 0 || parent.text().empty() ? elements : 1;
}

bool has_type_rule(const RuleCursor& rules) {
    if (!rules.rules()) return false;
    const auto& list = rules.rules()->list.rules;
    return std::any_of(list.begin(), list.end(),
                       [](const MatchingRule& rule) { return std::holds_alternative<TypeRule>(rule.kind); });
}

bool is_about_elements(const MatchingRule& rule) {
    return std::holds_alternative<TypeRule>(rule.kind) || std::holds_alternative<EqualityRule>(rule.kind) ||
           std::holds_alternative<NotEmptyRule>(rule.kind);
}

class XmlComparison {
  public:
    XmlComparison(const BodyComparison& bodies, Differences& differences)
        : strict_(bodies.strict), settings_(bodies.settings), differences_(differences) {}

    void compare(const Element& expected, const Element& actual, const RuleCursor& parent) {
        const std::size_t length = path_.size();
        append_field(path_, expected.name.key());
        const RuleCursor rules = parent.member(expected.name.key());
        if (compare_element(expected, actual, rules)) {
            compare_attributes(expected, actual, rules);
            compare_children(expected, actual, rules);
            compare_texts(expected, actual, rules);
        }
        path_.resize(length);
    }

  private:
    // False when comparing what is inside makes no sense.
    bool compare_element(const Element& expected, const Element& actual, const RuleCursor& rules) {
        if (!rules.rules()) {
            if (expected.name == actual.name) return true;
            add(expected.name.key(), actual.name.key(), other_name(expected, actual), "");
            return false;
        }
        const KeyedRules& keyed = *rules.rules();
        const auto complaints = check_all(keyed.list, [&](const MatchingRule& rule) {
            return check_element(rule, expected, actual, rules.cascaded());
        });
        for (const RuleComplaint& complaint : complaints) {
            add(expected.name.key(), actual.name.key(), complaint.sentence,
                rule_at(*complaint.rule, keyed.key));
        }
        return complaints.empty();
    }

    // Rules about values say nothing about the element but its name; they cascade to its attributes and text.
    Complaint check_element(const MatchingRule& rule, const Element& expected, const Element& actual,
                            bool cascaded) const {
        if (std::holds_alternative<UnknownRule>(rule.kind))
            return check_text(rule, "", actual.name.key(), settings_);
        if (std::holds_alternative<RegexRule>(rule.kind) && settings_.strict_compat) {
            return check_text(rule, expected.name.local, actual.name.local, settings_);
        }
        if (settings_.strict_compat && !is_about_elements(rule)) {
            return "Expected element " + quoted(actual.name.key()) + " to satisfy '" +
                   std::string(rule_name(rule)) + "', which no element can";
        }
        if (expected.name != actual.name) return other_name(expected, actual);
        const std::size_t count = child_count(actual);
        if (const auto* type = std::get_if<TypeRule>(&rule.kind); type && !cascaded) {
            if (type->min && count < *type->min) return sized(actual, "at least", *type->min);
            if (type->max && count > *type->max) return sized(actual, "at most", *type->max);
        }
        const bool asks_for_children = !cascaded || settings_.strict_compat;
        if (std::holds_alternative<NotEmptyRule>(rule.kind) && asks_for_children && count == 0)
            return sized(actual, "at least", 1);
        return std::nullopt;
    }

    static std::string other_name(const Element& expected, const Element& actual) {
        return "Expected element " + quoted(expected.name.key()) + " but received " +
               quoted(actual.name.key());
    }
    static std::string sized(const Element& actual, std::string_view bound, std::size_t count) {
        return "Expected " + quoted(actual.name.key()) + " to have " + std::string(bound) + ' ' +
               std::to_string(count) + " children";
    }

    static Attributes attributes_of(const Element& element) {
        Attributes all;
        for (const xml::Attribute& attribute : element.attributes)
            all.emplace(attribute.name.key(), &attribute);
        return all;
    }

    void compare_attributes(const Element& expected, const Element& actual, const RuleCursor& rules) {
        const Attributes received = attributes_of(actual);
        for (const xml::Attribute& attribute : expected.attributes) {
            const std::string key = attribute.name.key();
            const auto found = received.find(key);
            if (found == received.end()) {
                at("@" + key, [&] {
                    add(attribute.value, "",
                        "Expected attribute " + quoted(key) + " with value " + quoted(attribute.value) +
                            " but was missing",
                        "");
                });
            } else {
                compare_text("@" + key, attribute.value, found->second->value, rules);
            }
        }
        if (!strict_) return;
        const Attributes wanted = attributes_of(expected);
        for (const xml::Attribute& attribute : actual.attributes) {
            const std::string key = attribute.name.key();
            if (wanted.contains(key)) continue;
            at("@" + key, [&] {
                add("", attribute.value,
                    "Unexpected attribute " + quoted(key) + " with value " + quoted(attribute.value), "");
            });
        }
    }

    void compare_children(const Element& expected, const Element& actual, const RuleCursor& rules) {
        const Children wanted = by_name(expected);
        const Children received = by_name(actual);
        for (const auto& [name, examples] : wanted) {
            const auto found = received.find(name);
            const std::vector<const Element*> none;
            compare_group(examples, found == received.end() ? none : found->second, rules);
        }
        for (const auto& [name, elements] : received) {
            if (wanted.contains(name)) continue;
            if (strict_ || has_type_rule(rules.member(name))) add_unexpected(*elements.front());
        }
    }

    void compare_group(const std::vector<const Element*>& examples,
                       const std::vector<const Element*>& elements, const RuleCursor& rules) {
        const Element& first = *examples.front();
        if (has_type_rule(rules.member(first.name.key()))) {
            if (elements.empty()) add_missing(first);
            for (const Element* element : elements) compare(first, *element, rules);
            return;
        }
        const std::size_t both = std::min(examples.size(), elements.size());
        for (std::size_t i = 0; i < both; ++i) compare(*examples[i], *elements[i], rules);
        for (std::size_t i = both; i < examples.size(); ++i) add_missing(*examples[i]);
        if (strict_ && elements.size() > both) add_unexpected(*elements[both]);
    }

    void add_missing(const Element& expected) {
        add(expected.name.key(), "", "Expected child <" + expected.name.qualified() + "/> but was missing",
            "");
    }
    void add_unexpected(const Element& actual) {
        at(actual.name.key(),
           [&] { add("", actual.name.key(), "Unexpected child <" + actual.name.qualified() + "/>", ""); });
    }

    void compare_texts(const Element& expected, const Element& actual, const RuleCursor& rules) {
        const std::string wanted = expected.text();
        const std::string received = actual.text();
        // A rule that stands at the text is asked even where there is none. Those that only reach it from the
        // element say nothing about a text that nobody has.
        const RuleCursor own = rules.member("#text");
        const bool is_asked = own.rules() && (!own.cascaded() || settings_.strict_compat);
        if (wanted.empty() && received.empty() && !is_asked) return;
        compare_text("#text", wanted, received, rules);
    }

    void compare_text(const std::string& step, const std::string& expected, const std::string& actual,
                      const RuleCursor& parent) {
        const RuleCursor rules = parent.member(step);
        at(step, [&] {
            if (!rules.rules()) {
                if (expected == actual) return;
                return add(expected, actual,
                           "Expected " + quoted(actual) + " to be equal to " + quoted(expected), "");
            }
            const KeyedRules& keyed = *rules.rules();
            const auto complaints = check_all(keyed.list, [&](const MatchingRule& rule) {
                return check_text(rule, expected, actual, settings_);
            });
            for (const RuleComplaint& complaint : complaints) {
                add(expected, actual, complaint.sentence, rule_at(*complaint.rule, keyed.key));
            }
        });
    }

    template <class Inside>
    void at(const std::string& step, Inside inside) {
        const std::size_t length = path_.size();
        append_field(path_, step);
        inside();
        path_.resize(length);
    }

    void add(const std::string& expected, const std::string& actual, std::string sentence, std::string rule) {
        differences_.add([&] {
            Mismatch mismatch;
            mismatch.location = path_;
            mismatch.expected = shortened(expected);
            mismatch.actual = shortened(actual);
            mismatch.sentence = std::move(sentence);
            mismatch.rule = std::move(rule);
            return mismatch;
        });
    }

    bool strict_;
    const Settings& settings_;
    Differences& differences_;
    std::string path_ = "$";
};

}  // namespace

void match_xml_body(const BodyComparison& bodies, Differences& differences) {
    const Result<Element> expected = xml::parse(bodies.expected);
    if (!expected) return add_unreadable_body("expected", bodies, expected.error(), differences);
    const Result<Element> actual = xml::parse(bodies.actual);
    if (!actual) return add_unreadable_body("actual", bodies, actual.error(), differences);
    const std::vector<KeyedRules> rules = without_positions(bodies.rules);
    const RuleTree tree(rules);
    XmlComparison(bodies, differences).compare(*expected, *actual, tree.root());
}

}  // namespace tally::matching
