#include "matching/match.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "matching/json_comparison.h"
#include "matching/match_body.h"
#include "matching/match_parts.h"
#include "matching/value_text.h"
#include "model/declared_type.h"

namespace tally::matching {
namespace {

// Metadata keys are case-sensitive, but the content type has several spellings.
const json::Value* find_metadata(const json::Object& metadata, const std::string& name) {
    if (const json::Value* value = metadata.find(name)) return value;
    if (!model::names_content_type(name)) return nullptr;
    for (const json::Member& member : metadata) {
        if (model::names_content_type(member.name)) return &member.value;
    }
    return nullptr;
}

Mismatch metadata_mismatch(const std::string& name, const json::Value& expected, const json::Value* actual,
                           std::string sentence) {
    Mismatch mismatch;
    mismatch.kind = MismatchKind::metadata;
    mismatch.location = name;
    mismatch.expected = shown(expected);
    if (actual) mismatch.actual = shown(*actual);
    mismatch.sentence = std::move(sentence);
    return mismatch;
}

void match_entry(const json::Member& expected, const json::Value& actual, const RuleCursor& rules,
                 const Settings& settings, Mismatches& mismatches) {
    const bool is_type =
        model::names_content_type(expected.name) && expected.value.string() && actual.string();
    if (!rules.rules() && is_type && parameterised_values_agree(*expected.value.string(), *actual.string()))
        return;
    if (!rules.rules()) {
        if (expected.value == actual) return;
        mismatches.push_back(metadata_mismatch(expected.name, expected.value, &actual,
                                               "Expected metadata key '" + expected.name +
                                                   "' to have value " + shown_with_kind(expected.value) +
                                                   " but was " + shown_with_kind(actual)));
        return;
    }
    Differences differences(settings.max_body_mismatches);
    JsonComparison(expected.name, false, settings, differences).compare(expected.value, actual, rules);
    for (Mismatch& mismatch : differences.take()) {
        mismatch.kind = MismatchKind::metadata;
        mismatches.push_back(std::move(mismatch));
    }
}

Mismatches match_metadata(const model::MessagePart& expected, const model::MessagePart& actual,
                          const Settings& settings) {
    Mismatches mismatches;
    const RuleTree rules(expected.rules.metadata);
    const RuleCursor root = rules.root();
    for (const json::Member& entry : expected.metadata) {
        const json::Value* value = find_metadata(actual.metadata, entry.name);
        if (value) {
            match_entry(entry, *value, root.member(entry.name), settings, mismatches);
        } else {
            mismatches.push_back(
                metadata_mismatch(entry.name, entry.value, nullptr,
                                  "Expected metadata key '" + entry.name + "' but was missing"));
        }
    }
    return mismatches;
}

}  // namespace

Mismatches match_message(const model::MessagePart& expected, const model::MessagePart& actual,
                         const Settings& settings) {
    Mismatches mismatches = match_metadata(expected, actual, settings);
    const bool type_reported =
        std::any_of(mismatches.begin(), mismatches.end(),
                    [](const Mismatch& mismatch) { return model::names_content_type(mismatch.location); });
    const std::string expected_type = model::declared_type(expected.metadata);
    const std::string actual_type = model::declared_type(actual.metadata);
    constexpr bool strict = false;
    Mismatches body = match_bodies({expected.contents, expected_type}, {actual.contents, actual_type},
                                   {expected.rules.body, false}, strict, settings);
    for (Mismatch& mismatch : body) {
        if (mismatch.kind == MismatchKind::body_type && type_reported) mismatch.follows = true;
    }
    std::move(body.begin(), body.end(), std::back_inserter(mismatches));
    return mismatches;
}

}  // namespace tally::matching
