// Provider states, alternatives of responses, and what interactions say of themselves.
#include "e2e/peers/kinds/kind.h"
#include "tally/matchers.h"

namespace tally::kinds {

using namespace tally::matchers;

namespace {

constexpr auto v2 = Specification::v2;
constexpr auto v3 = Specification::v3;
constexpr auto v4 = Specification::v4;

Answer json_answer(const std::string& honest, const std::string& broken, const std::string& at = "$.v") {
    return {json_response("{\"v\":" + honest + '}'), json_response("{\"v\":" + broken + '}'), at};
}

HttpKind kind_of(const char* name, Specification since, std::map<std::string, Answer> answers,
                 std::function<void(Interaction&, const std::string&)> write) {
    HttpKind kind;
    kind.name = name;
    kind.since = since;
    kind.answers = std::move(answers);
    kind.write = std::move(write);
    return kind;
}

HttpKind alternatives_of(const char* name, Value value, std::map<std::string, Answer> answers) {
    return kind_of(name, v2, std::move(answers), [=](Interaction& interaction, const std::string& path) {
        interaction.with_request("GET", path).will_respond_with(200).json_body({{"v", value}});
    });
}

std::vector<HttpKind> of_states() {
    const Answer answer = json_answer("2", R"("x")");
    const auto write = [](auto&& describe) {
        return [=](Interaction& interaction, const std::string& path) {
            describe(interaction);
            interaction.with_request("GET", path).will_respond_with(200).json_body({{"v", like(1)}});
        };
    };
    return {
        kind_of("state", v2, {{"an order exists", answer}},
                write([](Interaction& interaction) { interaction.given("an order exists"); })),
        kind_of("state-with-parameters", v3, {{R"(an order exists {"id":7,"tags":["a"]})", answer}},
                write([](Interaction& interaction) {
                    interaction.given("an order exists", {{"id", 7}, {"tags", array({"a"})}});
                })),
        kind_of("several-states", v3, {{"an order exists, it is raining", answer}},
                write([](Interaction& interaction) {
                    interaction.given("an order exists").given("it is raining");
                })),
    };
}

std::vector<HttpKind> of_alternatives() {
    return {
        alternatives_of("optional", {{"a", like(1)}, {"b", optional(like("x"), given("no b"))}},
                        {{"", json_answer(R"({"a":2,"b":"y"})", R"({"a":2})", "$.v")},
                         {"no b", json_answer(R"({"a":2})", R"({"a":"x"})", "$.v.a")}}),
        alternatives_of("nullable", nullable(like("x"), given("v is null")),
                        {{"", json_answer(R"("y")", "null")}, {"v is null", json_answer("null", R"("y")")}}),
        alternatives_of("any-of", any_of({like("x"), {like(1), given("v is a number")}}),
                        {{"", json_answer(R"("y")", "5")}, {"v is a number", json_answer("5", R"("y")")}}),
        alternatives_of("list-that-may-be-empty", each_like({{"id", like(1)}}, at_least(0), given("nothing is there")),
                        {{"", json_answer(R"([{"id":2}])", R"([{"id":"x"}])", "$.v[0].id")},
                         {"nothing is there", json_answer("[]", R"([{"id":2}])")}}),
        alternatives_of("nullable-object", nullable({{"a", like(1)}}, given("v is null")),
                        {{"", json_answer(R"({"a":2})", R"({"a":"x"})", "$.v.a")}, {"v is null", json_answer("null", R"({"a":2})")}}),
        alternatives_of("any-of-objects", any_of({object({{"a", like(1)}}), {object({{"b", like("x")}}), given("it is a b")}}),
                        {{"", json_answer(R"({"a":2})", R"({"a":"x"})", "$.v.a")},
                         {"it is a b", json_answer(R"({"b":"y"})", R"({"b":1})", "$.v.b")}}),
        alternatives_of("optional-in-each-like", each_like({{"a", like(1)}, {"b", optional(like("x"), given("no b"))}}),
                        {{"", json_answer(R"([{"a":2,"b":"y"}])", R"([{"a":2,"b":1}])", "$.v[0].b")},
                         {"no b", json_answer(R"([{"a":2}])", R"([{"a":"x"}])", "$.v[0].a")}}),
        alternatives_of("optional-instead", {{"a", like(1)}, {"b", optional(like("x"), given_instead("no b"))}},
                        {{"", json_answer(R"({"a":2,"b":"y"})", R"({"a":2})", "$.v")},
                         {"no b", json_answer(R"({"a":2})", R"({"a":"x"})", "$.v.a")}}),
        kind_of("optional-header", v2,
                {{"", {{200, {{"ETag", "b"}}, ""}, {200, {}, ""}, "ETag"}},
                 {"nothing is cached", {{200, {}, ""}, {500, {}, ""}, "StatusMismatch"}}},
                [](Interaction& interaction, const std::string& path) {
                    interaction.with_request("GET", path).will_respond_with(200).header(
                        "ETag", optional(like("a"), given("nothing is cached")));
                }),
    };
}

std::vector<HttpKind> of_descriptions() {
    const Answer answer = json_answer("2", R"("x")");
    const auto write = [](auto&& describe) {
        return [=](Interaction& interaction, const std::string& path) {
            describe(interaction);
            interaction.with_request("GET", path).will_respond_with(200).json_body({{"v", like(1)}});
        };
    };
    std::vector<HttpKind> kinds = {
        kind_of("comments", v4, {{"", answer}}, write([](Interaction& interaction) {
                    interaction.comment("first line").comment("second line").comment("owner", {{"team", "shop"}});
                })),
        kind_of("test-name", v4, {{"", answer}},
                write([](Interaction& interaction) { interaction.test_name("OrderClient.FetchesAnOrder"); })),
        kind_of("references", v4, {{"", answer}},
                write([](Interaction& interaction) { interaction.reference("ticket", "id", "SHOP-12"); })),
        kind_of("key", v4, {{"", answer}}, write([](Interaction& interaction) { interaction.key("order-key"); })),
        kind_of("pending", v4, {{"", answer}}, write([](Interaction& interaction) { interaction.pending(); })),
    };
    kinds.back().pending = true;
    return kinds;
}

}  // namespace

std::vector<HttpKind> kinds_of_interactions() {
    std::vector<HttpKind> kinds;
    for (const auto& some : {of_states(), of_alternatives(), of_descriptions()})
        kinds.insert(kinds.end(), some.begin(), some.end());
    return kinds;
}

}  // namespace tally::kinds
