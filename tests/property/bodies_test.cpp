// What must hold between an example, its rules and what comes.
#include <gtest/gtest.h>

#include "format/read_contract.h"
#include "matching/match.h"
#include "property/cases.h"
#include "property/generated_json.h"
#include "property/generated_rules.h"

namespace tally::property {
namespace {

using model::SpecVersion;

// One body as an expected request and response, and as received ones.
struct Expectation {
    model::Request request;
    model::Response response;
};

model::Body present(const json::Value& body) {
    return {model::BodyState::present, json::to_text(body), "application/json", model::ContentTypeHint::none};
}

Expectation expect_body(const json::Value& body, const json::Object& rules) {
    const std::string part = json::to_text(
        json::Object{{"headers", json::Object{{"Content-Type", json::Array{"application/json"}}}},
                     {"matchingRules", json::Object{{"body", rules}}}});
    auto request = format::read_request(part, "request", SpecVersion::v4);
    auto response = format::read_response(part, "response", SpecVersion::v4);
    EXPECT_TRUE(request) << request.error().text();
    EXPECT_TRUE(response) << response.error().text();
    Expectation expectation{request.value_or(model::Request{}), response.value_or(model::Response{})};
    expectation.request.body = present(body);
    expectation.response.body = present(body);
    return expectation;
}

std::string told(const matching::Mismatches& mismatches) {
    std::string all;
    for (const auto& mismatch : mismatches)
        all += mismatch.location + ": " + mismatch.sentence + " [" + mismatch.rule + "]\n";
    return all;
}

matching::Mismatches as_request(const Expectation& expected, const json::Value& body,
                                const matching::Settings& settings = {}) {
    model::Request actual;
    actual.headers = expected.request.headers;
    actual.body = present(body);
    return matching::match_request(expected.request, actual, settings);
}

matching::Mismatches as_response(const Expectation& expected, const json::Value& body,
                                 const matching::Settings& settings = {}) {
    model::Response actual;
    actual.headers = expected.response.headers;
    actual.body = present(body);
    return matching::match_response(expected.response, actual, settings);
}

std::string shown(const json::Value& body, const json::Object& rules) {
    return "body " + json::to_text(body) + "\nrules " + json::to_text(rules) + "\n";
}

TEST(GeneratedBodies, AnExampleMatchesItself) {
    for_each_case([](Random& random) {
        const json::Value body = any_value(random, 4);
        const json::Object rules = rules_that_fit(random, body, true);
        const Expectation expected = expect_body(body, rules);
        for (const bool strict_compat : {false, true}) {
            if (strict_compat && holds_array_contains_beside_others(rules)) continue;
            matching::Settings settings;
            settings.strict_compat = strict_compat;
            const auto request = as_request(expected, body, settings);
            EXPECT_TRUE(request.empty()) << shown(body, rules) << told(request);
            const auto response = as_response(expected, body, settings);
            EXPECT_TRUE(response.empty()) << shown(body, rules) << told(response);
        }
    });
}

TEST(GeneratedBodies, DroppingARequiredKeyNeverMatches) {
    for_each_case([](Random& random) {
        const json::Value body = any_object(random, 4);
        const json::Object rules = type_rules(random, body);
        const Expectation expected = expect_body(body, rules);
        json::Value without = body;
        json::Object& object = *value_at(without, any_of(random, objects_in(body))).object();
        if (object.empty()) return;
        const std::string name =
            object.begin()[random.between(0, static_cast<std::int64_t>(object.size()) - 1)].name;
        object.erase(name);
        EXPECT_FALSE(as_request(expected, without).empty()) << shown(body, rules) << json::to_text(without);
        EXPECT_FALSE(as_response(expected, without).empty()) << shown(body, rules) << json::to_text(without);
    });
}

TEST(GeneratedBodies, AnUnexpectedKeyPassesInAResponseAndFailsInARequest) {
    for_each_case([](Random& random) {
        const json::Value body = any_object(random, 4);
        const json::Object rules = type_rules(random, body);
        const Expectation expected = expect_body(body, rules);
        json::Value with = body;
        json::Object& object = *value_at(with, any_of(random, objects_in(body))).object();
        object.set("nobody expects this", any_value(random, 1));
        const auto response = as_response(expected, with);
        EXPECT_TRUE(response.empty()) << shown(body, rules) << json::to_text(with) << "\n" << told(response);
        EXPECT_FALSE(as_request(expected, with).empty()) << shown(body, rules) << json::to_text(with);
    });
}

// The one difference is found wherever it is, and is the only thing that is told.
TEST(GeneratedBodies, WithoutRulesEachChangedScalarIsOneMismatch) {
    for_each_case([](Random& random) {
        json::Object body = any_object(random, 3);
        body.set("changed", any_scalar(random));
        json::Object other = body;
        json::Value scalar = any_scalar(random);
        if (scalar == *body.find("changed")) return;
        other.set("changed", std::move(scalar));
        const auto mismatches = as_response(expect_body(body, {}), other);
        EXPECT_EQ(mismatches.size(), 1u) << shown(body, {}) << json::to_text(other) << "\n"
                                         << told(mismatches);
    });
}

}  // namespace
}  // namespace tally::property
