// A broker in this process with an empty database, and short ways to talk to it.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/random.h"
#include "broker.h"
#include "delivery/under_way.h"
#include "http/client.h"
#include "http/message.h"
#include "settings.h"
#include "storage/database.h"
#include "support/fake_clock.h"
#include "support/temporary_folder.h"

namespace tally::testing_support {

struct Reply {
    http::Response response;
    json::Value body;  // null when there is no JSON

    int status() const { return response.status; }
    std::string header(std::string_view name) const { return response.headers.value_or(name, ""); }
    // The value at a path like "_links.self.href" or "_embedded.pacts[0].name"; null when absent.
    const json::Value& at(std::string_view path) const;
    std::string text(std::string_view path) const;  // "" when absent or not a string
    std::string href(std::string_view rel) const;   // of a single link
    bool has(std::string_view path) const;
    std::size_t size(std::string_view path) const;  // of an array
};

// Where webhooks go: keeps each request.
class WebhookReceiver final : public http::Client {
  public:
    Result<http::Response> send(const std::string& origin, const http::Request& request,
                                const http::Limits& limits) override;

    std::vector<std::string> origins;
    std::vector<http::Request> requests;
    http::Limits limits;  // of the last one
    Result<http::Response> answer = http::Response{};
    std::function<void()> meanwhile;  // happens once, before the answer
};

class BrokerTest : public testing::Test {
  protected:
    explicit BrokerTest(Settings settings = {});

    Reply send(http::Request request);
    Reply get(const std::string& target, const std::string& accept = "application/hal+json");
    Reply put(const std::string& target, const std::string& body = "{}");
    Reply post(const std::string& target, const std::string& body);
    Reply patch(const std::string& target, const std::string& body,
                const std::string& type = "application/merge-patch+json");
    Reply remove(const std::string& target);
    Reply options(const std::string& target);

    // A contract with one interaction, distinguished by its path.
    static std::string contract(const std::string& consumer, const std::string& provider,
                                const std::string& path = "/things");
    Reply publish(const std::string& consumer, const std::string& version, const std::string& provider,
                  const std::string& path = "/things");
    void put_on_branch(const std::string& pacticipant, const std::string& version, const std::string& branch);
    void tag(const std::string& pacticipant, const std::string& version, const std::string& tag);
    // Asserts that the contract exists and the result was stored.
    void verify(const std::string& consumer, const std::string& version, const std::string& provider,
                const std::string& provider_version, bool success = true);
    std::string create_environment(const std::string& name, bool production = false);  // its uuid
    void deploy(const std::string& pacticipant, const std::string& version, const std::string& uuid,
                const std::string& instance = "");
    void release(const std::string& pacticipant, const std::string& version, const std::string& uuid);
    // Sends one webhook that is due, as the threads of the program do; false when there is none.
    bool deliver_next();
    int deliver();  // all of them; how many that were
    static std::string path_of(const std::string& url);  // without scheme and host

    // In memory where the system has such a folder: flushing to a disk is not what these tests are about.
    TemporaryFolder folder_;
    FakeClock clock_;
    SeededRandom random_{1};
    const WebhookSettings webhook_settings_;
    delivery::UnderWay under_way_{4};
    std::unique_ptr<storage::Database> database_;
    WebhookReceiver receiver_;
    int wake_calls_ = 0;  // how often the broker said that there is something to send
    std::unique_ptr<Broker> broker_;
};

}  // namespace tally::testing_support
