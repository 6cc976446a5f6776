// Multipart bodies: expected parts are found by name (or by position when they have none) and compared one by
// one.
#include "matching/body_matchers.h"

#include <algorithm>
#include <unordered_map>

#include "matching/apply_rule.h"
#include "matching/match_parts.h"
#include "matching/multipart.h"
#include "matching/value_text.h"
#include "model/path_expression.h"

namespace tally::matching {
namespace {

using namespace model;

using Parts = std::vector<MimePart>;

http::ContentType type_of(const MimePart& part) {
    const std::string* header = part.find_header("content-type");
    return http::effective_content_type(header ? *header : "", "", part.content);
}

class MultipartComparison {
  public:
    MultipartComparison(const BodyComparison& bodies, Differences& differences)
        : bodies_(bodies), differences_(differences) {}

    void compare(const Parts& expected, const Parts& actual) {
        // A form may have several parts of one name: the second expected one is the second that came.
        std::unordered_map<std::string_view, std::vector<const MimePart*>> named;
        for (const MimePart& part : actual) named[part.name].push_back(&part);
        std::unordered_map<std::string_view, std::size_t> seen;
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const std::string& name = expected[i].name;
            const std::size_t earlier = bodies_.settings.strict_compat ? 0 : seen[name]++;
            compare_part(expected[i], name.empty() ? at(actual, i) : at(named[name], earlier), i);
        }
    }

  private:
    static const MimePart* at(const Parts& parts, std::size_t position) {
        return position < parts.size() ? &parts[position] : nullptr;
    }
    static const MimePart* at(const std::vector<const MimePart*>& parts, std::size_t position) {
        return position < parts.size() ? parts[position] : nullptr;
    }

    void compare_part(const MimePart& expected, const MimePart* actual, std::size_t position) {
        step_ = expected.name.empty() ? std::to_string(position) : expected.name;
        if (!actual)
            return add("$", step_, "", "Expected a MIME part " + quoted(step_) + " but was missing", "");
        const bool is_field = !expected.name.empty() && !expected.is_file;
        if (expected.is_file != actual->is_file) {
            return add("$", step_, "",
                       "Expected a MIME " + std::string(expected.is_file ? "file " : "field ") +
                           quoted(step_) + " but was " + (actual->is_file ? "file" : "field"),
                       "");
        }
        place_ = "$";
        append_field(place_, step_);
        const bool types_reported = compare_headers(expected, *actual);
        if (is_field)
            compare_field(expected, *actual);
        else
            compare_contents(expected, *actual, types_reported);
    }

    std::string of_part(const std::string& sentence) const {
        return "MIME part " + quoted(step_) + ": " + sentence;
    }

    void compare_field(const MimePart& expected, const MimePart& actual) {
        if (const KeyedRules* keyed = rules_at({})) {
            const auto complaints = check_all(keyed->list, [&](const MatchingRule& rule) {
                return check_text(rule, expected.content, actual.content, bodies_.settings);
            });
            for (const RuleComplaint& complaint : complaints) {
                add(place_, expected.content, actual.content, of_part(complaint.sentence),
                    rule_at(*complaint.rule, keyed->key));
            }
        } else if (expected.content != actual.content) {
            add(place_, expected.content, actual.content,
                of_part("Expected " + quoted(actual.content) + " to be equal to " + quoted(expected.content)),
                "");
        }
    }

    // Contents go the way of whole bodies, with the rules below the part's name.
    void compare_contents(const MimePart& expected, const MimePart& actual, bool types_reported) {
        const http::ContentType expected_type = type_of(expected);
        const http::ContentType actual_type = type_of(actual);
        if (!types_may_be_compared(expected_type, actual_type)) {
            // The core tells of the header and of the body.
            const bool strict_compat = bodies_.settings.strict_compat;
            if (types_reported && !strict_compat) return;
            return add(place_, expected_type.text(), actual_type.text(),
                       of_part("Expected a body of '" + expected_type.text() +
                               "' but the actual content type was '" + actual_type.text() + "'"),
                       "", strict_compat ? MismatchKind::body_type : MismatchKind::body);
        }
        const std::vector<KeyedRules> rules = rules_below();
        Differences inside(differences_.room());
        match_contents({expected.content, actual.content, expected_type, actual_type, rules, bodies_.strict,
                        bodies_.settings, bodies_.depth + 1},
                       inside);
        for (Mismatch& mismatch : inside.take()) {
            mismatch.location =
                place_ + mismatch.location.substr(std::min<std::size_t>(1, mismatch.location.size()));
            differences_.add([&] { return std::move(mismatch); });
        }
    }

    bool compare_headers(const MimePart& expected, const MimePart& actual) {
        bool type_reported = false;
        for (const auto& header : expected.headers) {
            const std::string& name = header.first;
            const std::string& value = header.second;
            if (name == "content-disposition") continue;
            if (&value != expected.find_header(name))
                continue;  // of headers that occur twice the first counts
            const std::string* found = actual.find_header(name);
            if (!found && name.starts_with("content-")) continue;
            std::string sentence;
            std::string rule;
            if (!found) {
                sentence = "Expected a header '" + name + "' but was missing";
            } else if (const KeyedRules* keyed = rules_at({Field{name}})) {
                const auto complaints = check_all(keyed->list, [&](const MatchingRule& each) {
                    return check_text(each, value, *found, bodies_.settings);
                });
                if (complaints.empty()) continue;
                sentence = "header '" + name + "': " + complaints.front().sentence;
                rule = rule_at(*complaints.front().rule, keyed->key);
            } else if (name == "content-type" ? parameterised_values_agree(value, *found) : value == *found) {
                continue;
            } else {
                sentence =
                    "header '" + name + "': Expected " + quoted(*found) + " to be equal to " + quoted(value);
            }
            std::string place = place_;
            append_field(place, name);
            add(place, value, found ? *found : "", of_part(sentence), rule);
            type_reported = type_reported || name == "content-type";
        }
        return type_reported;
    }

    bool starts_with_part(const PathExpression& path) const {
        if (path.steps.empty()) return false;
        const auto* field = std::get_if<Field>(&path.steps.front());
        const auto* index = std::get_if<Index>(&path.steps.front());
        return (field && field->name == step_) || (index && std::to_string(index->position) == step_);
    }

    // The rules at exactly the part, or at exactly one of its headers.
    const KeyedRules* rules_at(const std::vector<PathStep>& below) const {
        for (const KeyedRules& keyed : bodies_.rules) {
            const auto& steps = keyed.path.steps;
            if (keyed.list.empty() || !starts_with_part(keyed.path) || steps.size() != below.size() + 1)
                continue;
            if (std::equal(below.begin(), below.end(), steps.begin() + 1)) return &keyed;
        }
        return nullptr;
    }

    std::vector<KeyedRules> rules_below() const {
        std::vector<KeyedRules> rules;
        for (const KeyedRules& keyed : bodies_.rules) {
            if (!starts_with_part(keyed.path)) continue;
            KeyedRules& moved = rules.emplace_back(keyed);
            moved.path.steps.erase(moved.path.steps.begin());
        }
        return rules;
    }

    void add(const std::string& place, const std::string& expected, const std::string& actual,
             std::string sentence, std::string rule, MismatchKind kind = MismatchKind::body) {
        differences_.add([&] {
            Mismatch mismatch;
            mismatch.kind = kind;
            mismatch.location = place;
            mismatch.expected = shortened(expected);
            mismatch.actual = shortened(actual);
            mismatch.sentence = std::move(sentence);
            mismatch.rule = std::move(rule);
            return mismatch;
        });
    }

    const BodyComparison& bodies_;
    Differences& differences_;
    std::string step_;   // what rules call the part
    std::string place_;  // its path
};

}  // namespace

void match_multipart_body(const BodyComparison& bodies, Differences& differences) {
    constexpr int deepest = 8;  // multipart in multipart
    if (bodies.depth > deepest) return match_binary_body(bodies, differences);
    const auto expected = parse_multipart(bodies.expected, bodies.expected_type);
    if (!expected) return add_unreadable_body("expected", bodies, expected.error(), differences);
    const auto actual = parse_multipart(bodies.actual, bodies.actual_type);
    if (!actual) return add_unreadable_body("actual", bodies, actual.error(), differences);
    MultipartComparison(bodies, differences).compare(*expected, *actual);
}

}  // namespace tally::matching
