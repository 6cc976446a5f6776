#include <set>

#include "base/date_pattern.h"
#include "base/regex.h"
#include "base/text.h"
#include "checking/finding_codes.h"
#include "checking/found.h"
#include "matching/apply_rule.h"
#include "matching/match.h"

namespace tally::checking {
namespace {

using namespace model;
using matching::Mismatch;
using matching::MismatchKind;

// Whether the path leads to a node of the example. Below an empty array or object there is nothing to find,
// and nothing wrong either.
bool leads_somewhere(const json::Value& value, const PathExpression& path, std::size_t step) {
    if (step == path.steps.size()) return true;
    const PathStep& next = path.steps[step];
    if (const json::Object* members = value.object()) {
        if (members->empty()) return true;
        if (const auto* field = std::get_if<Field>(&next)) {
            const json::Value* member = members->find(field->name);
            return member && leads_somewhere(*member, path, step + 1);
        }
        if (!std::holds_alternative<AnyField>(next)) return false;
        for (const json::Member& member : *members) {
            if (leads_somewhere(member.value, path, step + 1)) return true;
        }
        return false;
    }
    const json::Array* items = value.array();
    // Some tools write a last ".*" for the elements of every array, whatever these are
    if (!items) return step + 1 == path.steps.size() && std::holds_alternative<AnyField>(next);
    if (items->empty()) return true;
    if (const auto* index = std::get_if<Index>(&next))
        return index->position < items->size() && leads_somewhere((*items)[index->position], path, step + 1);
    if (std::holds_alternative<Field>(next)) return false;
    for (const json::Value& item : *items) {
        if (leads_somewhere(item, path, step + 1)) return true;
    }
    return false;
}

class RuleCheck {
  public:
    RuleCheck(const ContractParts& parts, const Part& part, FoundList& found)
        : parts_(parts), part_(part), found_(found) {}

    void find_rules_without_target() {
        const MatchingRules& rules = part_.rules();
        if (const auto* const* request = std::get_if<const Request*>(&part_.content)) {
            check_names("header", rules.header, (*request)->headers, true);
            check_names("query", rules.query, (*request)->query, false);
        } else if (const auto* const* response = std::get_if<const Response*>(&part_.content)) {
            check_names("header", rules.header, (*response)->headers, true);
        }
        check_body(rules.body);
    }

    void find_quoted_patterns() {
        const MatchingRules& rules = part_.rules();
        const auto look_at = [this](std::string_view category, const KeyedRules& keyed) {
            for (const MatchingRule& rule : keyed.list.rules) {
                const auto* regex = std::get_if<RegexRule>(&rule.kind);
                if (!regex || !quotes(regex->pattern)) continue;
                found_.add(codes::kQuotedPattern, parts_.rule_place(part_, category, keyed),
                           "the pattern '" + text::printable(regex->pattern) +
                               "' has \\Q or \\E, which are the letters Q and E here",
                           "put a backslash before each character that is meant literally");
            }
        };
        look_at("path", {"", {}, rules.path});
        for (const KeyedRules& keyed : rules.query) look_at("query", keyed);
        for (const KeyedRules& keyed : rules.header) look_at("header", keyed);
        for (const KeyedRules& keyed : rules.body) look_at("body", keyed);
        for (const KeyedRules& keyed : rules.metadata) look_at("metadata", keyed);
    }

    void find_contradictions(const matching::Settings& settings) {
        const std::set<std::string> broken = broken_rules();
        for (const Mismatch& mismatch : against_itself(settings)) {
            // Without a rule, the body is no example of its own type; a broken rule was told already
            if (mismatch.rule.empty() || broken.count(mismatch.rule) > 0) continue;
            found_.add(codes::kContradiction, place_of(mismatch),
                       "the example contradicts its own rule (" + mismatch.rule + "): " + mismatch.sentence,
                       "correct the example or the rule");
        }
    }

  private:
    template <class Named>
    void check_names(std::string_view category, const std::vector<KeyedRules>& rules,
                     const std::vector<Named>& values, bool ignoring_case) {
        for (const KeyedRules& keyed : rules) {
            bool known = false;
            for (const Named& value : values) {
                known = known || (ignoring_case ? text::equals_ignoring_case(value.name, keyed.key)
                                                : value.name == keyed.key);
            }
            if (!known) report(category, keyed, "there is no such " + std::string(category));
        }
    }

    void check_body(const std::vector<KeyedRules>& rules) {
        const Body& body = part_.body();
        if (body.state != BodyState::present) {
            for (const KeyedRules& keyed : rules) {
                if (!keyed.path.steps.empty()) report("body", keyed, "there is no body");
            }
            return;
        }
        const auto value = json::parse(body.bytes);
        if (!value || (!value->is_object() && !value->is_array())) return;
        for (const KeyedRules& keyed : rules) {
            if (!leads_somewhere(*value, keyed.path, 0))
                report("body", keyed, "the example has nothing there");
        }
    }

    void report(std::string_view category, const KeyedRules& keyed, const std::string& why) {
        if (found_.full()) return found_.add(codes::kRuleWithoutTarget, {}, "", "");
        found_.add(codes::kRuleWithoutTarget, parts_.rule_place(part_, category, keyed),
                   "the rule for " + std::string(category) + " '" + keyed.key + "' points at nothing: " + why,
                   "correct its path, or remove the rule");
    }

    static bool quotes(std::string_view pattern) {
        for (std::size_t i = 0; i + 1 < pattern.size(); ++i) {
            if (pattern[i] != '\\') continue;
            ++i;
            if (pattern[i] == 'Q' || pattern[i] == 'E') return true;
        }
        return false;
    }

    static bool is_broken(const MatchingRule& rule) {
        if (std::holds_alternative<UnknownRule>(rule.kind)) return true;
        if (const auto* regex = std::get_if<RegexRule>(&rule.kind))
            return !Regex::compile_cached(regex->pattern);
        const auto* date = std::get_if<DateRule>(&rule.kind);
        return date && !date->format.empty() && !parse_date_pattern(date->format);
    }

    std::set<std::string> broken_rules() const {
        std::set<std::string> broken;
        const auto look_at = [&broken](const RuleList& list, const std::string& key) {
            for (const MatchingRule& rule : list.rules) {
                if (is_broken(rule)) broken.insert(matching::rule_at(rule, key));
            }
        };
        const MatchingRules& rules = part_.rules();
        look_at(rules.path, "");
        look_at(rules.status, "");
        for (const auto* category : {&rules.query, &rules.header, &rules.body, &rules.metadata}) {
            for (const KeyedRules& keyed : *category) look_at(keyed.list, keyed.key);
        }
        return broken;
    }

    matching::Mismatches against_itself(const matching::Settings& settings) const {
        if (const auto* const* request = std::get_if<const Request*>(&part_.content))
            return matching::match_request(**request, **request, settings);
        if (const auto* const* response = std::get_if<const Response*>(&part_.content))
            return matching::match_response(**response, **response, settings);
        const MessagePart& message = *std::get<const MessagePart*>(part_.content);
        return matching::match_message(message, message, settings);
    }

    json::Pointer place_of(const Mismatch& mismatch) const {
        const auto below = [this](std::string name) {
            json::Pointer place = part_.place;
            place.emplace_back(std::move(name));
            return place;
        };
        const auto named = [&](std::string list) {
            json::Pointer place = below(std::move(list));
            place.emplace_back(mismatch.location);
            return place;
        };
        switch (mismatch.kind) {
            case MismatchKind::header:
                return named("headers");
            case MismatchKind::query:
                return named("query");
            case MismatchKind::metadata:
                return named("metadata");
            case MismatchKind::method:
            case MismatchKind::path:
            case MismatchKind::status:
                return below(std::string(matching::kind_name(mismatch.kind)));
            default:
                break;
        }
        const auto path = parse_path(mismatch.location);
        return parts_.body_place(part_, path ? *path : PathExpression());
    }

    const ContractParts& parts_;
    const Part& part_;
    FoundList& found_;
};

}  // namespace

void check_rules(const Contract& contract, const ContractParts& parts, FoundList& found) {
    matching::Settings settings;
    settings.version = contract.version;
    for (const Part& part : parts.parts()) {
        if (part.rules().empty()) continue;
        RuleCheck check(parts, part, found);
        check.find_rules_without_target();
        check.find_quoted_patterns();
        check.find_contradictions(settings);
    }
}

}  // namespace tally::checking
