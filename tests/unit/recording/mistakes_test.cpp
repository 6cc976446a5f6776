// What a person is told who writes an expectation that cannot be meant.
#include <gtest/gtest.h>

#include <chrono>
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
std::string mistakes_in(const std::function<void(Interaction)>& write,
                        Specification specification = Specification::v4) {
    Contract contract("web-shop", "catalogue");
    contract.specification(specification);
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
    add("list with a state but never empty", mistakes_in_body(each_like(1, at_least(1), given("no items"))));
    add("JSON that is none", mistakes_in_body(from_json("{\"a\": }")));
    add("pattern without an example that can be made", mistakes_in_body(regex("(?=b)a")));
    add("date of another pattern", mistakes_in_body(date("yyyy-MM-dd", "27.11.2026")));
    add("date pattern that is none", mistakes_in_body(date("yyyy-QQ", "2026-11")));
    add("date pattern and example swapped", mistakes_in_body(date("27-11-2026", "dd-MM-yyyy")));
    add("time that is none", mistakes_in_body(time("HH:mm", "25:00")));
    add("date expression that is none", mistakes_in_body(relative_date("next blue moon", "yyyy-MM-dd")));
    add("version that is none", mistakes_in_body(semver("1.2")));
    add("UUID that is none", mistakes_in_body(uuid("not-a-uuid")));
    add("limits swapped", mistakes_in_body(random_integer(9, 1)));
    add("not empty but empty", mistakes_in_body(not_empty(array({}))));
    add("not empty text but empty", mistakes_in_body(not_empty("")));
    add("names of no object", mistakes_in_body(each_key(regex("[a-z]+", "a"), 1)));
    add("names that break the matcher", mistakes_in_body(each_key(regex("[a-z]+", "a"), {{"A", 1}})));
    add("values that break the matcher", mistakes_in_body(each_value(integer(1), {{"a", "one"}})));
    add("values of a number", mistakes_in_body(each_value(integer(1), 1)));
    add("list containing nothing", mistakes_in_body(array_containing({})));
    add("choice of one matcher", mistakes_in_body(matches_any({integer(1)})));
    add("choice with a plain value", mistakes_in_body(matches_any({integer(1), "one"})));
    add("expression without a name", mistakes_in_body(from_provider_state("id", 10)));
    add("address without a path", mistakes_in_body(mock_server_url("orders/10")));
    add("misspelt definition", mistakes_in_body(matching("matching(integr, 5)")));
    add("plain text as a definition", mistakes_in_body(matching("integer")));
    add("definition with a reference", mistakes_in_body(matching("matching($'id')")));
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

    add("status outside of its class", mistakes_in([](Interaction it) {
            it.with_request("GET", "/").will_respond_with(any_status(StatusClass::client_error, 500));
        }));
    add("status out of none", mistakes_in([](Interaction it) {
            it.with_request("GET", "/").will_respond_with(one_status_of({}));
        }));

    add("fault of two kinds", mistakes_in([](Interaction it) {
            it.with_request("GET", "/").will_respond_with(200).json_body("abc").drop_connection().truncate_body(1);
        }));
    add("body cut behind its end", mistakes_in([](Interaction it) {
            it.with_request("GET", "/").will_respond_with(200).json_body("abc").truncate_body(5);
        }));
    add("delay that is negative", mistakes_in([](Interaction it) {
            it.with_request("GET", "/").will_respond_with(200).after(std::chrono::milliseconds(-1));
        }));

    add("alternative without a state", mistakes_in_body({{"a", optional(1)}}));
    add("null without a state", mistakes_in_body({{"a", nullable(1)}}));
    add("second value without a state", mistakes_in_body(any_of({1, "one"})));
    add("choice of one value", mistakes_in_body(any_of({1})));
    add("state for the first value", mistakes_in_body(any_of({{1, given("one")}, {2, given("two")}})));
    add("optional element", mistakes_in_body(array({optional(1, given("none"))})));
    add("alternative inside a list of variants", mistakes_in_body(array_containing({nullable(1, given("none"))})));
    add("alternative in a request", mistakes_in_request([](auto& request) {
            request.query("page", optional(1, given("one page"))).json_body({{"a", nullable(1, given("none"))}});
        }));
    add("alternative in a form", mistakes_in([](Interaction it) {
            it.with_request("GET", "/").will_respond_with(200).form_body({{"a", optional(1, given("none"))}});
        }));

    add("field written twice",
        mistakes_in_request([](auto& request) { request.form_body({{"a", 1}, {"a", 2}}); }));
    add("element name that is none",
        mistakes_in_request([](auto& request) { request.xml_body(element("1st")); }));
    add("element that may be missing", mistakes_in_request([](auto& request) {
            request.xml_body(element("items", {}, {each_like(element("item"), at_least(0))}));
        }));
    add("elements with a limit", mistakes_in_request([](auto& request) {
            request.xml_body(element("items", {}, {each_like(element("item"), at_most(3))}));
        }));
    add("text in XML that is an object", mistakes_in_request([](auto& request) {
            request.xml_body(element("items", {}, {object({})}));
        }));
    add("part without parts", mistakes_in_request([](auto& request) { request.multipart_body({}); }));
    add("part with a quote in its name", mistakes_in_request([](auto& request) {
            request.multipart_body({MultipartPart::field("a\"b", "1")});
        }));
    add("content type beside parts", mistakes_in_request([](auto& request) {
            request.header("Content-Type", "multipart/form-data").multipart_body({MultipartPart::field("a", "1")});
        }));

    add("matcher that version 3 does not have", mistakes_in([](Interaction it) {
            it.with_request("GET", "/").will_respond_with(200).json_body(semver("1.2.3"));
        }, Specification::v3));
    add("header of several lines in version 3", mistakes_in([](Interaction it) {
            it.with_request("GET", "/").will_respond_with(200).header("X-Tag", array({"a", "b"})).header(
                "Vary", array({"Accept", "Origin"}));
        }, Specification::v3));
    add("several states in version 2", mistakes_in([](Interaction it) {
            it.given("a").given("b").with_request("GET", "/").will_respond_with(200);
        }, Specification::v2));
    add("HTTP in a test of messages", [] {
        Contract contract("web-shop", "catalogue");
        contract.upon_receiving("x").with_request("GET", "/").will_respond_with(200);
        return texts_of(contract.receive([](const ReceivedMessage&) {}));
    }());
    add("message without contents or metadata", [] {
        Contract contract("web-shop", "catalogue");
        contract.expects_to_receive("x");
        return texts_of(contract.receive([](const ReceivedMessage&) {}));
    }());
    add("exchange without an answer", [] {
        Contract contract("web-shop", "catalogue");
        contract.expects_exchange("x").with_request().json_body(1);
        return texts_of(contract.exchange([](const MessageExchange&) {}));
    }());
    add("metadata written twice", [] {
        Contract contract("web-shop", "catalogue");
        contract.expects_to_receive("x").with_message().metadata("a", 1).metadata("a", 2);
        return texts_of(contract.receive([](const ReceivedMessage&) {}));
    }());
    add("matcher at a member without a name", mistakes_in([](Interaction it) {
            it.with_request("GET", "/").will_respond_with(200).json_body({{"a", {{"", integer(1)}}}});
        }));
    add("matchers at members whose names no path can hold", mistakes_in([](Interaction it) {
            it.with_request("GET", "/").will_respond_with(200).json_body(
                {{"it's", integer(1)}, {"a\\b", {{"c", integer(1)}}}, {"o'plain", 1}});
        }));
    add("value of the state in a text", mistakes_in([](Interaction it) {
            it.with_request("POST", "/").text_body(from_provider_state("order ${id}", "order 1")).will_respond_with(200);
        }));
    add("value of the state in a part of a multipart body", mistakes_in([](Interaction it) {
            it.with_request("POST", "/")
                .multipart_body({MultipartPart::file("a", "a.json", "application/json",
                                                     {{"id", from_provider_state("${id}", 1)}})})
                .will_respond_with(200);
        }));
    add("elements of one name with different matchers", mistakes_in([](Interaction it) {
            it.with_request("GET", "/").will_respond_with(200).xml_body(element(
                "order", {}, {element("item", {}, {integer(1)}), element("item", {}, {regex("[a-z]+", "lamp")})}));
        }));
    add("expression without an example", mistakes_in([](Interaction it) {
            it.with_request("GET", "/").will_respond_with(200).json_body(
                matching("eachKey(matching(regex, '[a-z]+', 'k')), eachValue(matching(integer, 1))"));
        }));
    add("parameter with a matcher and a name that version 2 cannot hold", mistakes_in([](Interaction it) {
            it.with_request("GET", "/").query("ids[]", regex("\\d+", "1")).query("a-b", like("x")).will_respond_with(200);
        }, Specification::v2));
    add("matcher at a form field without a name", mistakes_in([](Interaction it) {
            it.with_request("GET", "/").will_respond_with(200).form_body({{"", integer(1)}});
        }));
    add("matcher inside a value of the metadata", [] {
        Contract contract("web-shop", "catalogue");
        contract.expects_to_receive("x").with_message().metadata("topic", {{"partition", integer(1)}});
        return texts_of(contract.receive([](const ReceivedMessage&) {}));
    }());

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

TEST(Mistakes, AreNotMadeByTheSameMatcherAtElementsOfOneName) {
    Contract contract("web-shop", "catalogue");
    contract.upon_receiving("a request")
        .with_request("GET", "/")
        .will_respond_with(200)
        .xml_body(element("order", {}, {element("item", {}, {integer(1)}), element("item", {}, {integer(2)})}));
    const Outcome outcome = contract.run([](const MockServer&) {});
    ASSERT_EQ(outcome.problems.size(), 1u);
    EXPECT_EQ(outcome.problems.front().kind, ProblemKind::missing_request);
}

}  // namespace
}  // namespace tally
