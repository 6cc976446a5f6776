// What a person is told who writes an expectation that cannot be meant.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "support/golden.h"
#include "support/temporary_folder.h"
#include "tally/consumer.h"

namespace tally {
namespace {

using namespace tally::matchers;

Outcome run_nothing(const Contract& contract) {
    return contract.run([](const MockServer&) { ADD_FAILURE() << "the test must not be called"; });
}

std::string texts_of(const Outcome& outcome) {
    std::string texts;
    for (const Problem& problem : outcome.problems) {
        EXPECT_EQ(problem.kind, ProblemKind::invalid_expectation);
        EXPECT_EQ(problem.file, __FILE__);
        EXPECT_GT(problem.line, 0);
        texts += "  " + problem.text + '\n';
    }
    return texts;
}

// One interaction whose parts are written by `write`.
std::string mistakes_in(const std::function<void(Interaction)>& write) {
    Contract contract("web-shop", "catalogue");
    write(contract.upon_receiving("a request"));
    return texts_of(run_nothing(contract));
}

std::string mistakes_in_body(const Value& body) {
    return mistakes_in(
        [&](Interaction it) { it.with_request("GET", "/").will_respond_with(200).json_body(body); });
}

std::string mistakes_in_request(const std::function<void(ExpectedRequest&)>& write) {
    return mistakes_in([&](Interaction it) {
        ExpectedRequest request = it.with_request("GET", "/");
        write(request);
        request.will_respond_with(200);
    });
}

TEST(Mistakes, AreExplainedWithARemedy) {
    std::string all;
    const auto add = [&](const std::string& name, const std::string& texts) {
        all += name + '\n' + texts + '\n';
    };

    add("pattern that does not compile", mistakes_in_body(regex("[a-z", "a")));
    add("example that the pattern refuses", mistakes_in_body(regex("[a-z]+", "abc1")));
    add("pattern and example swapped", mistakes_in_body(regex("12", "\\d+")));
    add("example without the part", mistakes_in_body(include("lamp", "sofa")));
    add("integer with a fraction", mistakes_in_body(integer(1.5)));
    add("integer of text", mistakes_in_body(integer("1")));
    add("number of text", mistakes_in_body(number("1")));
    add("boolean of a number", mistakes_in_body(boolean(1)));
    add("no number", mistakes_in_body({{"price", std::nan("")}}));
    add("list that may be empty", mistakes_in_body(each_like(1, at_least(0))));
    add("list that cannot be", mistakes_in_body(each_like(1, between(3, 2))));
    add("list of too many examples", mistakes_in_body(each_like(1, at_least(1000000))));
    add("member written twice", mistakes_in_body({{"id", 1}, {"id", 2}}));

    add("method that is none",
        mistakes_in([](Interaction it) { it.with_request("GET /", "/").will_respond_with(200); }));
    add("path that is no text",
        mistakes_in([](Interaction it) { it.with_request("GET", array({"/"})).will_respond_with(200); }));
    add("path that is not absolute",
        mistakes_in([](Interaction it) { it.with_request("GET", "products").will_respond_with(200); }));
    add("path with a query", mistakes_in([](Interaction it) {
            it.with_request("GET", "/products?page=2").will_respond_with(200);
        }));
    add("path with a blank",
        mistakes_in([](Interaction it) { it.with_request("GET", "/a b").will_respond_with(200); }));
    add("parameter written twice",
        mistakes_in_request([](auto& request) { request.query("a", 1).query("a", 2); }));
    add("parameter that is an object", mistakes_in_request([](auto& request) {
            request.query("a", {{"b", 1}});
        }));
    add("matcher for one of several values", mistakes_in_request([](auto& request) {
            request.query("a", array({integer(1), 2}));
        }));
    add("header name that is none", mistakes_in_request([](auto& request) { request.header("X Id", "1"); }));
    add("header written twice",
        mistakes_in_request([](auto& request) { request.header("X-Id", "1").header("x-id", "2"); }));
    add("header of two lines",
        mistakes_in_request([](auto& request) { request.header("X-Id", "1\r\nX-Admin: yes"); }));
    add("JSON under another content type", mistakes_in_request([](auto& request) {
            request.header("Content-Type", "text/plain").json_body({{"a", 1}});
        }));
    add("content type that is none", mistakes_in_request([](auto& request) { request.body("a", "text"); }));
    add("status that ends nothing",
        mistakes_in([](Interaction it) { it.with_request("GET", "/").will_respond_with(100); }));

    add("interaction without a request", mistakes_in([](Interaction) {}));
    add("interaction without a response", mistakes_in([](Interaction it) { it.with_request("GET", "/"); }));
    add("state without a name",
        mistakes_in([](Interaction it) { it.given("").with_request("GET", "/").will_respond_with(200); }));
    add("state with a list", mistakes_in([](Interaction it) {
            it.given("x", array({})).with_request("GET", "/").will_respond_with(200);
        }));
    add("state with a matcher", mistakes_in([](Interaction it) {
            it.given("x", {{"id", integer(1)}}).with_request("GET", "/").will_respond_with(200);
        }));

    add("contract without interactions", texts_of(run_nothing(Contract("web-shop", "catalogue"))));
    add("contract without names", [] {
        Contract contract("", "catalogue");
        contract.upon_receiving("x").with_request("GET", "/").will_respond_with(200);
        return texts_of(run_nothing(contract));
    }());
    add("contract with a name that is a path", [] {
        Contract contract("web-shop", "../catalogue");
        contract.upon_receiving("x").with_request("GET", "/").will_respond_with(200);
        return texts_of(run_nothing(contract));
    }());
    add("interaction without a description", [] {
        Contract contract("web-shop", "catalogue");
        contract.upon_receiving("").with_request("GET", "/").will_respond_with(200);
        return texts_of(run_nothing(contract));
    }());

    EXPECT_TRUE(testing_support::matches_golden("recording/mistakes.txt", all));
}

TEST(Mistakes, AreFoundAtTheLineOfTheMatcher) {
    Contract contract("web-shop", "catalogue");
    contract.upon_receiving("a request")
        .with_request("GET", "/")
        .will_respond_with(200)
        .json_body({
            {"name", "Lamp"},
            {"code", regex("[", "x")},
        });
    const int line_of_matcher = __LINE__ - 2;
    const Outcome outcome = run_nothing(contract);
    ASSERT_EQ(outcome.problems.size(), 1u);
    EXPECT_EQ(outcome.problems.front().line, line_of_matcher);
}

TEST(Mistakes, NameTheOtherInteractionOfTheSameDescription) {
    Contract contract("web-shop", "catalogue");
    contract.upon_receiving("a request").given("x").with_request("GET", "/").will_respond_with(200);
    const int first = __LINE__ - 1;
    contract.upon_receiving("a request").given("x").with_request("GET", "/a").will_respond_with(200);
    contract.upon_receiving("a request").given("y").with_request("GET", "/b").will_respond_with(200);
    const Outcome outcome = run_nothing(contract);
    ASSERT_EQ(outcome.problems.size(), 1u);
    EXPECT_EQ(outcome.problems.front().line, first + 2);
    EXPECT_NE(outcome.problems.front().text.find("line " + std::to_string(first)), std::string::npos);
}

}  // namespace
}  // namespace tally
