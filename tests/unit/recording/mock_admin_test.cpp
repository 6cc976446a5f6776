// The admin interface of the stand-alone mock server: shapes and codes of Pact tools, and what is written.
#include "recording/mock_admin.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/json.h"
#include "base/text.h"
#include "http/httplib_client.h"
#include "support/golden.h"
#include "support/temporary_folder.h"

namespace tally::recording {
namespace {

constexpr const char* kOrders = R"({
  "consumer": {"name": "web-shop"}, "provider": {"name": "catalogue"},
  "interactions": [
    {"description": "a product", "request": {"method": "GET", "path": "/products/10"},
     "response": {"status": 200, "body": {"id": 10}}},
    {"description": "an order",
     "request": {"method": "POST", "path": "/orders", "headers": {"Content-Type": "application/json"},
                 "body": {"quantity": 2}},
     "response": {"status": 201}}
  ],
  "metadata": {"pactSpecification": {"version": "3.0.0"}}
})";

class MockAdminTest : public testing::Test {
  protected:
    MockAdminTest() {
        MockAdminSettings settings;
        settings.output_folder = folder_.path() / "written";
        settings.server_key = "sesame";
        settings.shut_down = [this](std::chrono::milliseconds period) { shut_down_after_ = period; };
        settings.say = [this](log::Level, const std::string& line) {
            const std::lock_guard lock(mutex_);
            said_.push_back(line);
        };
        admin_ = std::make_unique<MockAdmin>(std::move(settings), random_, clock_);
    }

    http::Response ask(const std::string& method, const std::string& target, std::string body = {},
                       http::Headers headers = {{"Content-Type", "application/json"}}) {
        return admin_->handle({method, target, std::move(headers), std::move(body), {}});
    }
    static json::Value body_of(const http::Response& response) {
        return json::parse(response.body).value_or(json::Value());
    }
    // The id and port of a new mock server.
    struct Mock {
        std::string id;
        std::string port;
        std::string url(const std::string& scheme = "http") const { return scheme + "://127.0.0.1:" + port; }
    };
    Mock create(const std::string& query = "", const std::string& contract = kOrders) {
        const auto response = ask("POST", "/" + query, contract);
        EXPECT_EQ(response.status, 200) << response.body;
        const json::Value body = body_of(response);
        const json::Value* mock = body.find("mockServer");
        if (mock == nullptr) return {};
        EXPECT_EQ(response.headers.value_or("Location", ""), "/mockserver/" + *mock->find("id")->string());
        return {*mock->find("id")->string(), json::to_text(*mock->find("port"))};
    }
    http::Response call(const std::string& url, http::Request request, bool verify_tls = true) {
        http::ClientOptions options;
        options.verify_tls = verify_tls;
        auto response = http::http_client(options)->send(url, request, {});
        EXPECT_TRUE(response) << response.error().text();
        return response ? *response : http::Response{0, {}, {}};
    }
    void exercise(const Mock& mock) {
        EXPECT_EQ(call(mock.url(), {"GET", "/products/10", {}, {}, {}}).status, 200);
        EXPECT_EQ(call(mock.url(),
                       {"POST", "/orders", {{"Content-Type", "application/json"}}, R"({"quantity":2})", {}})
                      .status,
                  201);
    }
    std::string status_of(const Mock& mock) {
        const json::Value entry = body_of(ask("GET", "/mockserver/" + mock.id));
        const json::Value* status = entry.find("status");
        return status == nullptr ? "" : *status->string();
    }

    testing_support::TemporaryFolder folder_;
    SeededRandom random_{7};
    SystemClock clock_;
    std::mutex mutex_;
    std::vector<std::string> said_;
    std::chrono::milliseconds shut_down_after_{-1};
    std::unique_ptr<MockAdmin> admin_;
};

std::string types_of(const json::Value& refusal) {
    std::string types;
    for (const json::Value& point : *refusal.find("mismatches")->array())
        types += *point.find("type")->string() + " ";
    return types;
}

}  // namespace

TEST_F(MockAdminTest, StartsAServerThatAnswersAsTheContractSays) {
    const Mock mock = create();
    const auto response = call(mock.url(), {"GET", "/products/10", {}, {}, {}});
    EXPECT_EQ(response.body, R"({"id":10})");
    EXPECT_EQ(response.headers.value_or("Access-Control-Allow-Origin", ""), "*");
}

TEST_F(MockAdminTest, ShowsEachServerWithWhatCameToIt) {
    const Mock mock = create();
    EXPECT_EQ(status_of(mock), "error");
    exercise(mock);
    EXPECT_EQ(ask("GET", "/mockserver/" + mock.port).body,
              R"({"address":"127.0.0.1:)" + mock.port + R"(","id":")" + mock.id +
                  R"(","metrics":{"requests":2,"requests_by_path":{"/orders":1,"/products/10":1}},"port":)" +
                  mock.port + R"(,"provider":"catalogue","scheme":"http","status":"ok"})");
}

TEST_F(MockAdminTest, GivesIdsThatNobodyTakesForAPort) {
    for (int i = 0; i < 20; ++i) {
        const std::string id = create().id;
        EXPECT_EQ(id.size(), 8u);
        EXPECT_EQ(id.find_first_of("ABCDEF"), 0u) << id;
    }
}

TEST_F(MockAdminTest, ListsThemAll) {
    EXPECT_EQ(ask("GET", "/").body, R"({"mockServers":[]})");
    const Mock first = create();
    const Mock second = create();
    const json::Value list = body_of(ask("GET", "/"));
    ASSERT_EQ(list.find("mockServers")->array()->size(), 2u);
    EXPECT_NE(first.id, second.id);
    EXPECT_NE(first.port, second.port);
}

TEST_F(MockAdminTest, VerifyingSaysWhatIsOpen) {
    const Mock mock = create();
    call(mock.url(), {"GET", "/nothing", {{"Authorization", "Bearer hunter2"}}, {}, {}});
    call(mock.url(), {"POST", "/orders", {{"Content-Type", "application/json"}}, R"({"quantity":3})", {}});
    const auto response = ask("POST", "/mockserver/" + mock.id + "/verify");
    EXPECT_EQ(response.status, 422);
    const json::Value refusal = body_of(response);
    EXPECT_EQ(types_of(refusal), "request-not-found request-mismatch missing-request ");
    EXPECT_EQ(*refusal.find("mockServer")->find("id")->string(), mock.id);
    const json::Value& mismatch = (*(*refusal.find("mismatches")->array())[1].find("mismatches")->array())[0];
    EXPECT_EQ(
        json::to_text(mismatch),
        R"x({"actual":"3","expected":"2","mismatch":"Expected 3 (Integer) to be equal to 2 (Integer)",)x"
        R"x("path":"$.quantity","type":"BodyMismatch"})x");
    EXPECT_EQ(response.body.find("hunter2"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "written"));
}

TEST_F(MockAdminTest, VerifyingWritesTheContractWhenAllIsWell) {
    const Mock mock = create();
    exercise(mock);
    const auto response = ask("POST", "/mockserver/" + mock.port + "/verify");
    EXPECT_EQ(response.status, 204) << response.body;
    const std::string written = folder_.read("written/web-shop-catalogue.json");
    EXPECT_NE(written.find("\"an order\""), std::string::npos);
    EXPECT_NE(written.find("\"version\": \"4.0\""), std::string::npos);
}

TEST_F(MockAdminTest, WritesTheVersionThatWasAskedFor) {
    const Mock mock = create("?specification=V2");
    exercise(mock);
    EXPECT_EQ(ask("POST", "/mockserver/" + mock.id + "/verify").status, 204);
    EXPECT_NE(folder_.read("written/web-shop-catalogue.json").find("\"version\": \"2.0.0\""),
              std::string::npos);
}

TEST_F(MockAdminTest, SaysWhenTheContractCannotBeWritten) {
    folder_.write("written", "a file where the folder should be");
    const Mock mock = create();
    exercise(mock);
    const auto response = ask("POST", "/mockserver/" + mock.id + "/verify");
    EXPECT_EQ(response.status, 500);
    EXPECT_NE(response.body.find("the contract could not be written"), std::string::npos) << response.body;
}

TEST_F(MockAdminTest, TellsEveryMissWithItsReason) {
    const Mock mock = create();
    call(mock.url(), {"GET", "/product/10", {}, {}, {}});
    const std::lock_guard lock(mutex_);
    EXPECT_NE(said_.back().find(mock.id + ": GET /product/10 is not expected; nearest is \"a product\""),
              std::string::npos)
        << said_.back();
}

TEST_F(MockAdminTest, AnswersPreflightsOnlyWhenAskedTo) {
    const http::Request preflight{"OPTIONS", "/orders", {{"Origin", "http://localhost:3000"}}, {}, {}};
    const Mock plain = create();
    EXPECT_EQ(call(plain.url(), preflight).status, 500);
    const Mock mock = create("?cors=true");
    const auto response = call(mock.url(), preflight);
    EXPECT_EQ(response.status, 204);
    EXPECT_EQ(response.headers.value_or("Access-Control-Allow-Origin", ""), "http://localhost:3000");
    exercise(mock);
    EXPECT_EQ(status_of(mock), "ok");
}

TEST_F(MockAdminTest, ServesOverTlsWhenAskedTo) {
    const Mock mock = create("?tls=true");
    EXPECT_EQ(call(mock.url("https"), {"GET", "/products/10", {}, {}, {}}, false).body, R"({"id":10})");
    const json::Value entry = body_of(ask("GET", "/mockserver/" + mock.id));
    EXPECT_EQ(*entry.find("scheme")->string(), "https");
}

TEST_F(MockAdminTest, DeletesAServer) {
    const Mock mock = create();
    EXPECT_EQ(ask("DELETE", "/mockserver/" + mock.id).status, 204);
    EXPECT_EQ(ask("DELETE", "/mockserver/" + mock.id).status, 404);
    EXPECT_FALSE(http::http_client({})->send(mock.url(), {}, {}));
}

TEST_F(MockAdminTest, TakesPortsFromTheBaseOn) {
    MockAdminSettings settings;
    const Mock taken = create();
    settings.base_port = static_cast<std::uint16_t>(std::stoi(taken.port));
    MockAdmin admin(std::move(settings), random_, clock_);
    const auto response = admin.handle({"POST", "/", {}, kOrders, {}});
    ASSERT_EQ(response.status, 200) << response.body;
    const auto port = body_of(response).find("mockServer")->find("port")->integer();
    EXPECT_GT(*port, std::stoi(taken.port));
    EXPECT_LT(*port, std::stoi(taken.port) + 100);
}

TEST_F(MockAdminTest, ShutsDownForWhoKnowsTheKey) {
    EXPECT_EQ(ask("POST", "/shutdown", "", {}).status, 403);
    for (const char* wrong :
         {"Bearer sesam", "Bearer sesames", "Bearer ", "Bearer", "sesame", "Basic sesame"})
        EXPECT_EQ(ask("POST", "/shutdown", "", {{"Authorization", wrong}}).status, 403) << wrong;
    EXPECT_EQ(shut_down_after_.count(), -1);
    EXPECT_EQ(ask("POST", "/shutdown", "", {{"Authorization", "Bearer sesame"}}).status, 204);
    EXPECT_EQ(shut_down_after_.count(), 100);
    EXPECT_EQ(ask("POST", "/shutdown", R"({"period": 5})", {{"Authorization", "Bearer sesame"}}).status, 204);
    EXPECT_EQ(shut_down_after_.count(), 5);
}

struct RefusalCase {
    const char* name;
    http::Request request;
};

class MockAdminRefuses : public MockAdminTest, public testing::WithParamInterface<RefusalCase> {};

TEST_P(MockAdminRefuses, Row) {
    const auto response = admin_->handle(GetParam().request);
    EXPECT_TRUE(
        testing_support::matches_golden("errors/mock_admin_" + std::string(GetParam().name) + ".txt",
                                        std::to_string(response.status) + "\n" + response.body + "\n"));
}

const http::Headers kJson = {{"Content-Type", "application/json; charset=utf-8"}};
constexpr const char* kWithRules =
    R"({"interactions": [{"description": "a product", "request": {"path": "/products",
    "matchingRules": {"header": {"X-A": {"matchers": [{"match": "integer"}]}}}}, "response": {"status": 200}}],
    "metadata": {"pactSpecification": {"version": "3.0.0"}}})";

INSTANTIATE_TEST_SUITE_P(Rows, MockAdminRefuses,
                         testing::ValuesIn(std::vector<RefusalCase>{
                             {"content_type", {"POST", "/", {{"Content-Type", "text/plain"}}, kOrders, {}}},
                             {"no_contract", {"POST", "/", kJson, "", {}}},
                             {"broken_json", {"POST", "/", kJson, "{\"a\":", {}}},
                             {"no_object", {"POST", "/", kJson, "[]", {}}},
                             {"unknown_version", {"POST", "/?specification=V9", kJson, kOrders, {}}},
                             {"version_too_old", {"POST", "/?specification=V1", kJson, kWithRules, {}}},
                             {"unknown_server", {"GET", "/mockserver/12345678", {}, {}, {}}},
                             {"unknown_server_to_verify", {"POST", "/mockserver/1/verify", {}, {}, {}}},
                             {"unknown_address", {"GET", "/mocks", {}, {}, {}}},
                             {"method", {"PUT", "/", {}, {}, {}}},
                             {"method_to_shut_down", {"GET", "/shutdown", {}, {}, {}}},
                             {"no_key", {"POST", "/shutdown", {}, {}, {}}},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST_F(MockAdminTest, MayBeAskedFromManyThreads) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([this] {
            for (int round = 0; round < 3; ++round) {
                const Mock mock = create();
                exercise(mock);
                EXPECT_EQ(ask("POST", "/mockserver/" + mock.id + "/verify").status, 204);
                EXPECT_EQ(ask("GET", "/").status, 200);
                EXPECT_EQ(ask("DELETE", "/mockserver/" + mock.id).status, 204);
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(ask("GET", "/").body, R"({"mockServers":[]})");
}

}  // namespace tally::recording
