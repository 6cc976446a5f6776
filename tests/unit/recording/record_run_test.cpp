// The public face from end to end: contract, mock server, client, file.
#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "http/message.h"
#include "support/golden.h"
#include "support/raw_client.h"
#include "support/temporary_folder.h"
#include "tally/consumer.h"

namespace tally {
namespace {

using namespace tally::matchers;
using testing_support::matches_golden;
using testing_support::TemporaryFolder;

constexpr const char* kFile = "web-shop-catalogue.json";

// The status and body of the answer.
http::Response ask(const MockServer& mock, const http::Request& request) {
    std::string bytes = request.method + ' ' + request.target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    for (const http::Header& header : request.headers) bytes += header.name + ": " + header.value + "\r\n";
    testing_support::RawClient client(mock.port());
    client.send(bytes + "Content-Length: " + std::to_string(request.body.size()) + "\r\n\r\n" + request.body);
    const std::string response = client.receive_response();
    return {testing_support::status_of(response), {}, testing_support::body_of(response)};
}

http::Response get(const MockServer& mock, const std::string& target) {
    return ask(mock, {"GET", target, {}, "", ""});
}

Contract contract_in(const TemporaryFolder& folder) {
    Contract contract("web-shop", "catalogue");
    contract.write_to(folder.path().string());
    return contract;
}

void expect_product(Contract& contract, const std::string& id) {
    contract.upon_receiving("a request for product " + id)
        .given("product " + id + " exists")
        .with_request("GET", "/products/" + id)
        .will_respond_with(200)
        .json_body({{"id", integer(10)}, {"name", like("Lamp")}});
}

TEST(RecordRun, WritesTheContractWhenEverythingWasExercised) {
    const TemporaryFolder folder;
    Contract contract = contract_in(folder);
    expect_product(contract, "10");
    const Outcome outcome = contract.run([](const MockServer& mock) {
        const http::Response response = get(mock, "/products/10");
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(response.body, R"({"id":10,"name":"Lamp"})");
        EXPECT_EQ(mock.url(), "http://127.0.0.1:" + std::to_string(mock.port()));
    });
    EXPECT_TRUE(outcome.passed()) << outcome.text();
    EXPECT_EQ(outcome.contract_file, (folder / kFile).string());
    EXPECT_NE(folder.read(kFile), "");
}

// A bit of everything, at places that do not move with this file.
Contract rich_contract(const TemporaryFolder& folder) {
    Contract contract = contract_in(folder);
    contract.upon_receiving("a search", Place{"tests/shop_test.cpp", 12})
        .given("products exist", {{"count", 3}})
        .given("the user is known")
        .with_request("GET", regex("/products/?", "/products"))
        .query("page", integer(1))
        .query("tag", each_like("new"))
        .query("flag", nullptr)
        .query("q", "desk lamp")
        .header("Accept", "application/json")
        .header("X-Trace", regex("[0-9a-f]+", "7f"))
        .will_respond_with(200)
        .header("X-Total", integer(3))
        .header("Vary", array({"Accept", "Origin"}))
        .json_body({{"items", each_like({{"id", integer(10)},
                                         {"name", include("amp", "Lamp")},
                                         {"price", decimal(19.99)},
                                         {"weight", number(2)},
                                         {"sold", boolean(false)},
                                         {"colour", like("red")},
                                         {"parent", null()},
                                         {"unit", equal_to("piece")}},
                                        at_least(2))},
                    {"count", 3},
                    {"next", nullptr}});
    contract.upon_receiving("a note", Place{"tests/shop_test.cpp", 40})
        .with_request("put", "/notes/1")
        .body("remember", "text/plain")
        .will_respond_with(204);
    return contract;
}

Outcome run_rich_contract(const Contract& contract) {
    return contract.run([](const MockServer& mock) {
        EXPECT_EQ(ask(mock, {"GET",
                             "/products/?q=desk+lamp&tag=a&tag=b&page=7&flag",
                             {{"Accept", "application/json"}, {"X-Trace", "abc"}},
                             "",
                             ""})
                      .status,
                  200);
        EXPECT_EQ(ask(mock, {"PUT", "/notes/1", {{"Content-Type", "text/plain"}}, "remember", ""}).status,
                  204);
    });
}

TEST(RecordRun, WritesWhatTheTestSaidAndNothingElse) {
    const TemporaryFolder folder;
    const Outcome outcome = run_rich_contract(rich_contract(folder));
    ASSERT_TRUE(outcome.passed()) << outcome.text();
    EXPECT_TRUE(matches_golden("recording/contract_v4.json", folder.read(kFile)));
}

TEST(RecordRun, WritesV3WhenAsked) {
    const TemporaryFolder folder;
    Contract contract = rich_contract(folder);
    contract.specification(Specification::v3);
    const Outcome outcome = run_rich_contract(contract);
    ASSERT_TRUE(outcome.passed()) << outcome.text();
    EXPECT_TRUE(matches_golden("recording/contract_v3.json", folder.read(kFile)));
}

// What the client receives of a response until the connection closes.
std::string received(const MockServer& mock, const std::string& target) {
    testing_support::RawClient client(mock.port());
    client.send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    return client.receive_all();
}

TEST(RecordRun, LetsTheClientDownAsToldAndKeepsThatOutOfTheContract) {
    const TemporaryFolder folder;
    Contract contract = contract_in(folder);
    contract.upon_receiving("dropped").with_request("GET", "/dropped").will_respond_with(200).drop_connection();
    contract.upon_receiving("cut short").with_request("GET", "/short").will_respond_with(200).json_body("abc").truncate_body(2);
    contract.upon_receiving("late").with_request("GET", "/late").will_respond_with(200).json_body("abc").after(
        std::chrono::milliseconds(1));
    const Outcome outcome = contract.run([](const MockServer& mock) {
        EXPECT_EQ(received(mock, "/dropped"), "");
        const std::string cut = received(mock, "/short");
        EXPECT_NE(cut.find("Content-Length: 5"), std::string::npos) << cut;
        EXPECT_EQ(testing_support::body_of(cut), "\"a");
        EXPECT_EQ(testing_support::body_of(received(mock, "/late")), "\"abc\"");
    });
    EXPECT_TRUE(outcome.passed()) << outcome.text();
    const std::string file = folder.read(kFile);
    EXPECT_NE(file.find("\"description\": \"dropped\""), std::string::npos) << file;
    for (const std::string trace : {"fault", "drop_connection", "truncate", "delay"})
        EXPECT_EQ(file.find(trace), std::string::npos) << file;
}

TEST(RecordRun, AddsToTheContractOfEarlierRuns) {
    const TemporaryFolder folder;
    for (const std::string id : {"2", "1"}) {
        Contract contract = contract_in(folder);
        expect_product(contract, id);
        const Outcome outcome = contract.run([&](const MockServer& mock) { get(mock, "/products/" + id); });
        ASSERT_TRUE(outcome.passed()) << outcome.text();
    }
    const std::string text = folder.read(kFile);
    EXPECT_LT(text.find("product 1\""), text.find("product 2\""));
}

TEST(RecordRun, ExplainsARequestThatDiffers) {
    const TemporaryFolder folder;
    Contract contract = contract_in(folder);
    contract.upon_receiving("an order for two lamps")
        .given("product 10 exists")
        .with_request("POST", "/orders")
        .query("currency", "EUR")
        .header("Authorization", "Bearer correct-horse")
        .json_body({{"product", 10}, {"quantity", integer(2)}})
        .will_respond_with(201);
    const int line_of_query = __LINE__ - 4;
    const Outcome outcome = contract.run([](const MockServer& mock) {
        ask(mock, {"POST",
                   "/orders?currency=USD",
                   {{"Content-Type", "application/json"}, {"Authorization", "Bearer battery-staple"}},
                   R"({"product":10,"quantity":"2","colour":"red"})",
                   ""});
    });
    ASSERT_EQ(outcome.problems.size(), 1u) << outcome.text();
    EXPECT_EQ(outcome.problems.front().kind, ProblemKind::request_mismatch);
    EXPECT_EQ(outcome.problems.front().line, line_of_query);
    EXPECT_TRUE(matches_golden("recording/request_mismatch.txt", outcome.problems.front().text));
    EXPECT_EQ(folder.read(kFile), "");
}

TEST(RecordRun, SaysAnotherContentTypeOnce) {
    const TemporaryFolder folder;
    Contract contract = contract_in(folder);
    contract.upon_receiving("an order")
        .with_request("POST", "/orders")
        .json_body({{"product", 10}})
        .will_respond_with(201);
    const Outcome outcome = contract.run([](const MockServer& mock) {
        ask(mock, {"POST", "/orders", {{"Content-Type", "text/plain"}}, "product 10", ""});
    });
    ASSERT_EQ(outcome.problems.size(), 1u) << outcome.text();
    EXPECT_TRUE(matches_golden("recording/other_content_type.txt", outcome.problems[0].text));
}

TEST(RecordRun, TakesASlipForOneProblemAtTheExpectationThatWasMeant) {
    const TemporaryFolder folder;
    Contract contract = contract_in(folder);
    contract.upon_receiving("a request for product 10")
        .given("product 10 exists")
        .with_request("GET", "/products/10")
        .will_respond_with(200);
    const int line_of_request = __LINE__ - 2;
    const Outcome outcome = contract.run([](const MockServer& mock) { get(mock, "/product/10?page=1"); });
    ASSERT_EQ(outcome.problems.size(), 1u) << outcome.text();
    EXPECT_EQ(outcome.problems[0].kind, ProblemKind::unexpected_request);
    EXPECT_EQ(outcome.problems[0].line, line_of_request);
    EXPECT_TRUE(matches_golden("recording/unexpected_request.txt", outcome.problems[0].text));
}

TEST(RecordRun, ReportsAnInteractionThatWasNeverExercised) {
    const TemporaryFolder folder;
    Contract contract = contract_in(folder);
    contract.upon_receiving("a request for product 10")
        .given("product 10 exists")
        .with_request("GET", "/products/10")
        .will_respond_with(200);
    const int line_of_interaction = __LINE__ - 4;
    const Outcome outcome = contract.run([](const MockServer&) {});
    ASSERT_EQ(outcome.problems.size(), 1u) << outcome.text();
    EXPECT_EQ(outcome.problems[0].kind, ProblemKind::missing_request);
    EXPECT_EQ(outcome.problems[0].line, line_of_interaction);
    EXPECT_TRUE(matches_golden("recording/missing_request.txt", outcome.problems[0].text));
}

TEST(RecordRun, ListsTheExpectationsWhenNoneIsNear) {
    const TemporaryFolder folder;
    Contract contract = contract_in(folder);
    for (const char* id : {"1", "2", "3", "4", "5", "6", "7"}) expect_product(contract, id);
    const Outcome outcome = contract.run([](const MockServer& mock) {
        for (int id = 1; id < 8; ++id) get(mock, "/products/" + std::to_string(id));
        ask(mock, {"DELETE",
                   "/quite/another?token=secret-staple",
                   {{"Content-Type", "text/plain"}},
                   "all of it",
                   ""});
    });
    ASSERT_EQ(outcome.problems.size(), 1u) << outcome.text();
    EXPECT_TRUE(matches_golden("recording/unexpected_far_away.txt", outcome.problems[0].text));
}

TEST(RecordRun, WritesNothingWhenTheTestSaysThatItFailed) {
    const TemporaryFolder folder;
    Contract contract = contract_in(folder);
    expect_product(contract, "10");
    const Outcome outcome = contract.run([](const MockServer& mock) {
        get(mock, "/products/10");
        return false;
    });
    ASSERT_EQ(outcome.problems.size(), 1u);
    EXPECT_EQ(outcome.problems.front().kind, ProblemKind::test_failed);
    EXPECT_EQ(folder.read(kFile), "");
}

TEST(RecordRun, KeepsWhatTheTestThrewAndReportsTheRequestsAllTheSame) {
    const TemporaryFolder folder;
    Contract contract = contract_in(folder);
    expect_product(contract, "10");
    const Outcome outcome = contract.run([](const MockServer& mock) {
        if (get(mock, "/products/11").status != 200) throw std::runtime_error("no product");
    });
    EXPECT_THROW(std::rethrow_exception(outcome.exception), std::runtime_error);
    ASSERT_EQ(outcome.problems.size(), 2u) << outcome.text();
    EXPECT_EQ(outcome.problems[0].kind, ProblemKind::unexpected_request);
    EXPECT_EQ(outcome.problems[1].kind, ProblemKind::test_failed);
    EXPECT_EQ(outcome.problems[1].text, "the test threw: no product");
}

TEST(RecordRun, LeavesTheFileOfAnEarlierRunAloneWhenItFails) {
    const TemporaryFolder folder;
    Contract contract = contract_in(folder);
    expect_product(contract, "10");
    ASSERT_TRUE(contract.run([](const MockServer& mock) { get(mock, "/products/10"); }).passed());
    const std::string before = folder.read(kFile);
    expect_product(contract, "11");
    EXPECT_FALSE(contract.run([](const MockServer& mock) { get(mock, "/products/10"); }).passed());
    EXPECT_EQ(folder.read(kFile), before);
}

TEST(RecordRun, SaysWhyTheFileCouldNotBeWritten) {
    const TemporaryFolder folder;
    folder.write("taken", "a file where a folder should be");
    Contract contract = contract_in(folder);
    contract.write_to((folder / "taken").string());
    expect_product(contract, "10");
    const Outcome outcome = contract.run([](const MockServer& mock) { get(mock, "/products/10"); });
    ASSERT_EQ(outcome.problems.size(), 1u);
    EXPECT_EQ(outcome.problems.front().kind, ProblemKind::not_written);
    EXPECT_NE(outcome.text().find("taken"), std::string::npos) << outcome.text();
}

TEST(RecordRun, OutlivesHostileRequests) {
    const TemporaryFolder folder;
    Contract contract = contract_in(folder);
    expect_product(contract, "10");
    const Outcome outcome = contract.run([](const MockServer& mock) {
        const auto answer_to = [&](const std::string& bytes) {
            testing_support::RawClient client(mock.port());
            client.send(bytes);
            return testing_support::status_of(client.receive_response());
        };
        EXPECT_EQ(answer_to("what is this\r\n\r\n"), 400);
        EXPECT_EQ(answer_to("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n"), 413);
        EXPECT_EQ(answer_to("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + std::string(100000, 'a') + "\r\n\r\n"),
                  431);
        testing_support::RawClient slow(mock.port());
        slow.send("GET /products/10 HT");
        EXPECT_EQ(get(mock, "/products/10").status, 200);
    });
    EXPECT_TRUE(outcome.passed()) << outcome.text();
}

TEST(RecordRun, WorksOnManyThreadsAtOnce) {
    const TemporaryFolder folder;
    constexpr int kThreads = 16;
    std::vector<Outcome> outcomes(kThreads);
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back([&, i] {
            Contract contract = contract_in(folder);
            expect_product(contract, std::to_string(i));
            outcomes[i] =
                contract.run([&](const MockServer& mock) { get(mock, "/products/" + std::to_string(i)); });
        });
    }
    for (std::thread& thread : threads) thread.join();
    const std::string text = folder.read(kFile);
    for (int i = 0; i < kThreads; ++i) {
        EXPECT_TRUE(outcomes[i].passed()) << outcomes[i].text();
        EXPECT_NE(text.find("product " + std::to_string(i) + "\""), std::string::npos) << i;
    }
}

}  // namespace
}  // namespace tally
