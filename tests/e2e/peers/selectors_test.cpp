// Which contracts the broker gives to a verifier for each kind of selector: ours and the peer's verify the
// same, and what they should.
#include <mutex>
#include <set>

#include "base/encoding.h"
#include "base/json.h"
#include "base/text.h"
#include "e2e/peers/peer_tools.h"
#include "http/httplib_client.h"
#include "http/server.h"
#include "support/temporary_folder.h"

namespace tally::e2e {
namespace {

using namespace testing_support;
using Names = std::set<std::string>;

// Keeps every contract, and remembers which versions' contracts were replayed: each asks for a path of its
// own.
class ObligingProvider {
  public:
    ObligingProvider() {
        server_ = http::start_server({}, [this](const http::Request& request) {
                      const std::lock_guard lock(mutex_);
                      asked_.insert(std::string(request.path().substr(1)));
                      return http::Response{200, {{"Content-Type", "application/json"}}, "{}"};
                  }).value();
    }
    std::string port() const { return std::to_string(server_->port()); }
    Names asked() {
        const std::lock_guard lock(mutex_);
        return std::exchange(asked_, {});
    }

  private:
    std::mutex mutex_;
    Names asked_;
    std::unique_ptr<http::Server> server_;
};

// web-shop 1 is on main, has the tag prod and runs in production; 2 is on feat/x; 3 is the head of main and
// released to test. mobile 1 is on main and 2 on feat/x. All of them consume the catalogue.
class BrokerWithHistory {
  public:
    BrokerWithHistory()
        : broker_({.arguments = {"contract-broker", "--database", (folder_ / "broker.db").string(), "--port",
                                 "0"}}),
          url_(listening_url(broker_)) {
        publish("web-shop", "1", "main", R"(["prod","dev"])");
        publish("web-shop", "2", "feat/x", R"(["dev"])");
        publish("web-shop", "3", "main", "[]");
        publish("mobile", "1", "main", "[]");
        publish("mobile", "2", "feat/x", "[]");
        place("production", "deployed-versions", "web-shop", "1");
        place("test", "released-versions", "web-shop", "3");
    }
    const std::string& url() const { return url_; }

  private:
    json::Value post(const std::string& target, const std::string& body) const {
        http::Request request;
        request.method = "POST";
        request.target = target;
        request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/hal+json"}};
        request.body = body;
        const auto response = http::http_client({})->send(url_, request, {}).value();
        EXPECT_LT(response.status, 300) << response.body;
        return json::parse(response.body).value();
    }

    void publish(const std::string& consumer, const std::string& version, const std::string& branch,
                 const std::string& tags) const {
        const auto contract =
            R"({"consumer":{"name":")" + consumer + R"("},"provider":{"name":"catalogue"},"interactions":)" +
            R"([{"description":"version )" + version + R"(","request":{"method":"GET","path":"/)" + consumer +
            "-" + version +
            R"("},"response":{"status":200}}],"metadata":{"pactSpecification":{"version":"3.0.0"}}})";
        post("/contracts/publish",
             R"({"pacticipantName":")" + consumer + R"(","pacticipantVersionNumber":")" + version +
                 R"(","branch":")" + branch + R"(","tags":)" + tags + R"(,"contracts":[{"consumerName":")" +
                 consumer + R"(","providerName":"catalogue","specification":"pact","contentType":)" +
                 R"("application/json","content":")" + encoding::base64(contract) + "\"}]}");
    }

    void place(const std::string& environment, const std::string& how, const std::string& pacticipant,
               const std::string& version) const {
        const auto created = post("/environments", R"({"name":")" + environment + R"(","production":false})");
        post("/pacticipants/" + pacticipant + "/versions/" + version + "/" + how + "/environment/" +
                 *created.find("uuid")->string(),
             "{}");
    }

    TemporaryFolder folder_;
    RunningProgram broker_;
    std::string url_;
};

struct Case {
    const char* name;
    std::vector<std::string> options;
    Names verified;
};

std::vector<std::string> selector(const char* json) {
    return {"--consumer-version-selectors", json};
}

const std::vector<Case> kCases = {
    {"NoSelector", {}, {"web-shop-3", "mobile-2"}},
    {"MainBranch", selector(R"({"mainBranch":true})"), {"web-shop-3", "mobile-1"}},
    {"Branch", selector(R"({"branch":"feat/x"})"), {"web-shop-2", "mobile-2"}},
    {"BranchOfOneConsumer", selector(R"({"branch":"feat/x","consumer":"mobile"})"), {"mobile-2"}},
    {"MatchingBranch",
     {"--consumer-version-selectors", R"({"matchingBranch":true})", "--provider-branch", "feat/x",
      "--provider-version", "9"},
     {"web-shop-2", "mobile-2"}},
    {"LatestOfATag", selector(R"({"tag":"dev","latest":true})"), {"web-shop-2"}},
    {"AllOfATag", selector(R"({"tag":"dev"})"), {"web-shop-1", "web-shop-2"}},
    {"FallbackTag", selector(R"({"tag":"nowhere","latest":true,"fallbackTag":"prod"})"), {"web-shop-1"}},
    {"Latest", selector(R"({"latest":true})"), {"web-shop-3", "mobile-2"}},
    {"Deployed", selector(R"({"deployed":true})"), {"web-shop-1"}},
    {"Released", selector(R"({"released":true})"), {"web-shop-3"}},
    {"DeployedOrReleased", selector(R"({"deployedOrReleased":true})"), {"web-shop-1", "web-shop-3"}},
    {"DeployedInAnEnvironment", selector(R"({"deployed":true,"environment":"production"})"), {"web-shop-1"}},
    {"Environment", selector(R"({"environment":"test"})"), {"web-shop-3"}},
    {"Several",
     {"--consumer-version-selectors", R"({"mainBranch":true})", "--consumer-version-selectors",
      R"({"deployedOrReleased":true})"},
     {"web-shop-1", "web-shop-3", "mobile-1"}},
    {"Tags", {"--consumer-version-tags", "prod,dev"}, {"web-shop-1", "web-shop-2"}},
    {"WorkInProgress",
     {"--consumer-version-selectors", R"({"mainBranch":true})", "--enable-pending",
      "--include-wip-pacts-since", "2020-01-01", "--provider-branch", "main", "--provider-version", "9"},
     {"web-shop-1", "web-shop-2", "web-shop-3", "mobile-1", "mobile-2"}},  // heads of branches and of tags
};

class Selectors : public PeerTools, public testing::WithParamInterface<Case> {
  protected:
    void SetUp() override {}

    std::vector<std::string> arguments(const ObligingProvider& provider) const {
        std::vector<std::string> all = {"--broker-url", broker_.url(), "--provider-name", "catalogue",
                                        "--hostname",   "127.0.0.1",   "--port",          provider.port()};
        const auto& options = GetParam().options;
        all.insert(all.end(), options.begin(), options.end());
        return all;
    }

    BrokerWithHistory broker_;
};

TEST_P(Selectors, ChooseForOurVerifier) {
    ObligingProvider provider;
    auto command = arguments(provider);
    command.insert(command.begin(), "contract-verify");
    const auto outcome = run_program({.arguments = command});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.output << outcome.errors;
    EXPECT_EQ(provider.asked(), GetParam().verified) << outcome.output;
}

TEST_P(Selectors, ChooseForThePeer) {
    PeerTools::SetUp();  // skips where there is no peer
    if (IsSkipped()) return;
    ObligingProvider provider;
    auto command = arguments(provider);
    command.insert(command.begin(), "verifier");
    const auto outcome = pact(command);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.output << outcome.errors;
    EXPECT_EQ(provider.asked(), GetParam().verified) << outcome.output;
}

INSTANTIATE_TEST_SUITE_P(Kinds, Selectors, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tally::e2e
