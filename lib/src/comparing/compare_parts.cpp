#include "comparing/compare_parts.h"

#include <algorithm>
#include <optional>

#include "base/secrets.h"
#include "base/text.h"
#include "comparing/compare_json.h"

namespace tally::comparing {
namespace {

using namespace model;

// A named value of a request or response: a header, a query parameter.
struct Named {
    std::string name;
    json::Value value;
};

std::vector<Named> named(const std::vector<HeaderField>& headers) {
    std::vector<Named> all;
    for (const HeaderField& header : headers) all.push_back({header.name, text::join(header.values, ", ")});
    return all;
}

std::vector<Named> named(const std::vector<QueryParameter>& query) {
    std::vector<Named> all;
    for (const QueryParameter& parameter : query) {
        std::vector<std::string> values;
        for (const auto& value : parameter.values) values.push_back(value.value_or(""));
        all.push_back({parameter.name, text::join(values, ", ")});
    }
    return all;
}

std::vector<Named> named(const json::Object& metadata) {
    std::vector<Named> all;
    for (const json::Member& member : metadata) all.push_back({member.name, member.value});
    return all;
}

bool same_name(std::string_view a, std::string_view b, bool ignoring_case) {
    return ignoring_case ? text::equals_ignoring_case(a, b) : a == b;
}

const RuleList* find_rules(const std::vector<KeyedRules>& rules, std::string_view name, bool ignoring_case) {
    for (const KeyedRules& keyed : rules) {
        const auto& steps = keyed.path.steps;
        const auto* field = steps.empty() ? nullptr : std::get_if<Field>(&steps.front());
        if (field && same_name(field->name, name, ignoring_case)) return &keyed.list;
    }
    return nullptr;
}

struct NamedSide {
    std::vector<Named> values;
    const std::vector<KeyedRules>& rules;
};

void compare_named(std::string_view noun, const NamedSide& older, const NamedSide& newer, bool ignoring_case,
                   Recorder& recorder) {
    const auto find = [ignoring_case](const NamedSide& side, const std::string& name) {
        return std::find_if(side.values.begin(), side.values.end(),
                            [&](const Named& one) { return same_name(one.name, name, ignoring_case); });
    };
    const auto path_of = [noun](const Named& one) { return std::string(noun) + ' ' + one.name; };
    const auto value_of = [](const Named& one) { return masked(one.name, shown(one.value)); };
    for (const Named& before : older.values) {
        const auto after = find(newer, before.name);
        if (after == newer.values.end()) {
            recorder.removed(path_of(before), value_of(before));
            continue;
        }
        recorder.compare(path_of(before),
                         {find_rules(older.rules, before.name, ignoring_case), &before.value},
                         {find_rules(newer.rules, before.name, ignoring_case), &after->value}, true,
                         is_secret_name(before.name));
    }
    for (const Named& after : newer.values) {
        if (find(older, after.name) == older.values.end()) recorder.added(path_of(after), value_of(after));
    }
}

struct BodySide {
    const Body& body;
    const std::vector<KeyedRules>& rules;
};

std::string body_text(const Body& body) {
    switch (body.state) {
        case BodyState::missing:
            return "";
        case BodyState::empty:
            return "an empty body";
        case BodyState::null:
            return "null";
        case BodyState::present:
            break;
    }
    constexpr std::size_t max_shown = 300;
    if (text::is_valid_utf8(body.bytes)) return text::shorten(body.bytes, max_shown);
    return text::counted(body.bytes.size(), "byte");
}

// Bodies that are no JSON are compared as they are; their rules by their keys.
void compare_opaque(const BodySide& older, const BodySide& newer, Recorder& recorder) {
    const auto find = [](const BodySide& side, const std::string& key) -> const RuleList* {
        for (const KeyedRules& keyed : side.rules) {
            if (keyed.key == key) return &keyed.list;
        }
        return nullptr;
    };
    for (const KeyedRules& keyed : older.rules)
        recorder.compare(keyed.key, {&keyed.list, nullptr}, {find(newer, keyed.key), nullptr});
    for (const KeyedRules& keyed : newer.rules) {
        if (!find(older, keyed.key)) recorder.compare(keyed.key, {nullptr, nullptr}, {&keyed.list, nullptr});
    }
    if (older.body.bytes != newer.body.bytes) {
        recorder.add("body", Effect::tightening, body_text(older.body), body_text(newer.body),
                     "another body is expected");
    }
}

void compare_bodies(const BodySide& older, const BodySide& newer, Recorder& recorder) {
    const bool had = older.body.state != BodyState::missing;
    const bool has = newer.body.state != BodyState::missing;
    if (!had && !has) return;
    if (had != has)
        return has ? recorder.added("body", body_text(newer.body))
                   : recorder.removed("body", body_text(older.body));
    if (!text::equals_ignoring_case(older.body.content_type, newer.body.content_type) &&
        !older.body.content_type.empty() && !newer.body.content_type.empty()) {
        recorder.add("content type", Effect::tightening, older.body.content_type, newer.body.content_type,
                     "another type of content is expected");
    }
    if (older.body.state != newer.body.state) {
        return recorder.add("body", Effect::tightening, body_text(older.body), body_text(newer.body),
                            "another body is expected");
    }
    if (older.body.state != BodyState::present) return;
    const Result<json::Value> before = json::parse(older.body.bytes);
    const Result<json::Value> after = json::parse(newer.body.bytes);
    if (before && after) return compare_json({*before, older.rules}, {*after, newer.rules}, recorder);
    compare_opaque(older, newer, recorder);
}

template <class Part>
void compare_generators(const Part& older, const Part& newer, Recorder& recorder) {
    if (older.generators == newer.generators) return;
    recorder.add("generators", Effect::neutral, "", "", "values are generated in another way");
}

constexpr bool kIgnoringCase = true;
constexpr bool kExactly = false;

}  // namespace

void compare_requests(const Request& older, const Request& newer, Recorder& recorder) {
    const json::Value old_method(older.method), new_method(newer.method);
    recorder.compare("method", {nullptr, &old_method}, {nullptr, &new_method});
    const json::Value old_path(older.path), new_path(newer.path);
    recorder.compare("path", {&older.rules.path, &old_path}, {&newer.rules.path, &new_path});
    compare_named("query", {named(older.query), older.rules.query}, {named(newer.query), newer.rules.query},
                  kExactly, recorder);
    compare_named("header", {named(older.headers), older.rules.header},
                  {named(newer.headers), newer.rules.header}, kIgnoringCase, recorder);
    compare_bodies({older.body, older.rules.body}, {newer.body, newer.rules.body}, recorder);
    compare_generators(older, newer, recorder);
}

void compare_responses(const Response& older, const Response& newer, Recorder& recorder) {
    const json::Value old_status(older.status), new_status(newer.status);
    recorder.compare("status", {&older.rules.status, &old_status}, {&newer.rules.status, &new_status});
    compare_named("header", {named(older.headers), older.rules.header},
                  {named(newer.headers), newer.rules.header}, kIgnoringCase, recorder);
    compare_bodies({older.body, older.rules.body}, {newer.body, newer.rules.body}, recorder);
    compare_generators(older, newer, recorder);
}

void compare_messages(const MessagePart& older, const MessagePart& newer, Recorder& recorder) {
    compare_named("metadata", {named(older.metadata), older.rules.metadata},
                  {named(newer.metadata), newer.rules.metadata}, kExactly, recorder);
    compare_bodies({older.contents, older.rules.body}, {newer.contents, newer.rules.body}, recorder);
    compare_generators(older, newer, recorder);
}

}  // namespace tally::comparing
