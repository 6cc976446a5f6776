// The contracts that an existing client has recorded with the original broker, verified against ours by
// programs: by contract-verify, and by the peer's verifier where scripts/peers has installed it.
#include <algorithm>
#include <mutex>

#include "api/client_pacts_broker.h"
#include "base/encoding.h"
#include "base/text.h"
#include "e2e/peers/peer_tools.h"
#include "http/server.h"
#include "support/conformance_data.h"

namespace tally::testing_support {

namespace {

std::vector<std::string> sorted_parameters(std::string_view query) {
    std::vector<std::string> all;
    for (const auto parameter : text::split(query, '&')) all.push_back(encoding::form_decoded(parameter));
    std::sort(all.begin(), all.end());
    return all;
}

// Queries as they were recorded. Their order says which parameters belong together; a verifier knows only the
// values of each name and sends them in another order.
std::vector<std::string> recorded_queries(const std::string& contract) {
    std::vector<std::string> all;
    const auto document = json::parse(contract).value();
    for (const auto& interaction : *document.find("interactions")->array()) {
        const auto* query = interaction.find("request")->find("query");
        if (query != nullptr && query->string() != nullptr) all.push_back(*query->string());
    }
    return all;
}

// Answers as a broker does, and is emptied and filled anew by each POST to /_states.
class BrokerWithStates {
  public:
    explicit BrokerWithStates(const std::string& contract) : queries_(recorded_queries(contract)) {
        server_ =
            http::start_server({}, [this](const http::Request& request) { return answer(request); }).value();
    }
    std::string url() const { return server_->url(); }
    std::string port() const { return std::to_string(server_->port()); }

  private:
    http::Response answer(const http::Request& request) {
        const std::lock_guard lock(mutex_);
        if (request.path() != "/_states") return broker_->answer(as_recorded(request)).response;
        const auto body = json::parse(request.body).value();
        const auto* state = body.find("state");
        broker_ = std::make_unique<ClientPactsBroker>();
        if (state != nullptr && state->string() != nullptr && !state->string()->empty())
            broker_->create_state(*state->string());
        return {200, {{"Content-Type", "application/json"}}, "{}"};
    }

    http::Request as_recorded(http::Request request) const {
        request.headers.set("Host", "example.org");
        for (const auto& query : queries_) {
            if (sorted_parameters(query) != sorted_parameters(request.query())) continue;
            request.target = std::string(request.path()) + "?" + query;
            break;
        }
        return request;
    }

    const std::vector<std::string> queries_;
    std::mutex mutex_;
    std::unique_ptr<ClientPactsBroker> broker_ = std::make_unique<ClientPactsBroker>();
    std::unique_ptr<http::Server> server_;
};

class ClientPactsVerified : public PeerTools, public testing::WithParamInterface<const char*> {
  protected:
    void SetUp() override {
        const auto name = std::string("broker/client-pacts/") + GetParam();
        const auto contract = read_conformance_file(name);
        if (!contract) {
            ASSERT_FALSE(conformance_is_required()) << "no conformance data";
            GTEST_SKIP() << "no conformance data";
        }
        file_ = (conformance_folder() / name).string();
        broker_ = std::make_unique<BrokerWithStates>(*contract);
    }
    std::string file_;
    std::unique_ptr<BrokerWithStates> broker_;
};

TEST_P(ClientPactsVerified, ByContractVerify) {
    const auto outcome =
        run_program({.arguments = {"contract-verify", file_, "--provider-url", broker_->url(),
                                   "--state-change-url", broker_->url() + "/_states"}});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.output << outcome.errors;
}

TEST_P(ClientPactsVerified, ByThePeer) {
    PeerTools::SetUp();  // skips where there is no peer
    if (IsSkipped()) return;
    const auto outcome = pact({"verifier", "--file", file_, "--hostname", "127.0.0.1", "--port",
                               broker_->port(), "--state-change-url", broker_->url() + "/_states"});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.output << outcome.errors;
}

INSTANTIATE_TEST_SUITE_P(Contracts, ClientPactsVerified,
                         testing::Values("pact_broker_client-pact_broker.json",
                                         "pact_broker_client-pactflow.json"),
                         [](const auto& row) {
                             return std::string(row.param).find("pactflow") == std::string::npos
                                        ? "OfTheBroker"
                                        : "OfItsCommercialSibling";
                         });

}  // namespace

}  // namespace tally::testing_support
