// A broker in this process that can be brought into the states which the contract of `contract` names.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/random.h"
#include "broker.h"
#include "http/client.h"
#include "storage/database.h"
#include "support/fake_clock.h"
#include "support/temporary_folder.h"
#include "tally/verifier.h"

namespace tally::own_contract {

// Gives out the same UUID always: kUuid, which the contract names.
class OneUuid final : public Random {
  public:
    void restart() { count_ = 0; }
    std::uint64_t next() override { return 0xa11a11a11a111a11u ^ (++count_ % 2 == 0 ? kSecond : 0); }

  private:
    static constexpr std::uint64_t kSecond = 0xa11a11a11a111a11u ^ 0x8a11a11a11a1a11au;
    std::uint64_t count_ = 0;
};

class BrokerInStates {
  public:
    // Opens an empty database of the engine that is to be tested.
    using Open = std::function<std::unique_ptr<storage::Database>()>;
    explicit BrokerInStates(Open open);

    void add_states(Verifier& verifier);
    // By name, with its parameters as JSON. False when there is no such state; throws what went wrong.
    bool enter(const std::string& state, const std::string& parameters);
    http::Response handle(const http::Request& request);

  private:
    void empty();
    json::Value ask(const std::string& method, const std::string& target, const std::string& body);
    void place(const StateParams& parameters, const std::string& kind);
    void publish(const StateParams& parameters);
    void verify(const StateParams& parameters);
    void create_environment(const StateParams& parameters);

    struct State {
        const char* name;
        std::function<void(const StateParams&)> enter;
    };
    std::vector<State> states();

    Open open_;
    // Whatever webhooks are sent to.
    std::unique_ptr<http::Client> receiver_ = http::in_process_client([](const http::Request&) {
        return http::Response{500, {}, {}};
    });
    testing_support::FakeClock clock_;
    OneUuid random_;
    std::unique_ptr<storage::Database> database_;
    std::unique_ptr<Broker> broker_;
};

}  // namespace tally::own_contract
