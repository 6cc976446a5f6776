// Contracts verified by the provider's own tests, in its own process: states and messages are lambdas.
//
//     tally::Verifier verifier("order-api");
//     verifier.contracts("contracts")
//         .provider("http://127.0.0.1:8080")
//         .state("order 42 exists", [&] { orders.add(42); }, [&] { orders.clear(); })
//         .message("order placed", [&] { return tally::Message{orders.placed(42), "application/json", {}};
//         });
//
// The adapters make a test of each interaction: verify_each(verifier) with tally/gtest.h, tally/catch2.h or
// tally/doctest.h. Without a framework verify() does all at once. A verifier belongs to one thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "tally/api.h"
#include "tally/message.h"
#include "tally/value.h"

namespace tally {

namespace http {
struct Request;
}
namespace verifier {
struct Draft;
class Session;
}  // namespace verifier

// What a contract says of a state: {"count": 2}. What is absent or of another kind reads as `otherwise`.
class TALLY_API StateParams {
  public:
    bool contains(const std::string& name) const;
    std::string text(const std::string& name,
                     const std::string& otherwise = "") const;  // numbers as their text
    long long integer(const std::string& name, long long otherwise = 0) const;
    double number(const std::string& name, double otherwise = 0) const;
    bool boolean(const std::string& name, bool otherwise = false) const;
    const std::string& json() const { return json_; }  // all of them, as an object

    explicit StateParams(std::string json) : json_(std::move(json)) {}  // made by the verifier

  private:
    std::string json_;
};

// What a state handler found out while it set up: {{"id", 42}}. Requests of the contract may use it.
using Values = std::vector<Member>;

// A request on its way to the provider.
class TALLY_API RequestView {
  public:
    const std::string& method() const;
    const std::string& target() const;  // path and query
    const std::string& body() const;
    std::string header(const std::string& name) const;  // "" when there is none

    void set_target(std::string target);
    void set_body(std::string body);
    void set_header(const std::string& name, std::string value);
    void remove_header(const std::string& name);

    explicit RequestView(http::Request& request) : request_(&request) {}  // made by the verifier

  private:
    http::Request* request_;
};

// Contracts of a broker, and what it is told of the outcome.
struct BrokerOptions {
    std::string token;     // of these, what is empty is taken from PACT_BROKER_TOKEN,
    std::string user;      // PACT_BROKER_USERNAME and
    std::string password;  // PACT_BROKER_PASSWORD
    // Which consumer versions, as JSON: R"({"mainBranch": true})". None: the latest of each consumer.
    std::vector<std::string> selectors;
    bool pending = false;           // contracts that no version of the provider has verified do not fail
    std::string include_wip_since;  // also work in progress since this date
    std::string provider_version;   // the version that is verified
    std::string provider_branch;
    std::vector<std::string> provider_tags;
    std::string build_url;
    // Of each contract of which every interaction was verified; needs provider_version.
    bool publish = false;
};

// One test: an interaction, or a reason why there is nothing to verify.
struct VerificationTest {
    std::string suite;  // "web-shop -> order-api"
    std::string name;   // "a request for an order given order 42 exists"; no other of the suite has it
};

struct VerificationOutcome {
    bool passed = false;
    bool pending = false;  // failed, but that is not to break the run
    std::string text;      // why it failed, for people: several lines, secrets masked
};

// Contracts that were loaded, to be verified one by one.
class TALLY_API Verification {
  public:
    std::vector<VerificationTest> tests() const;  // never none
    VerificationOutcome run(std::size_t test) const;

    explicit Verification(std::shared_ptr<verifier::Session> session);  // made by Verifier::load

  private:
    std::shared_ptr<verifier::Session> session_;
};

class TALLY_API Verifier {
  public:
    explicit Verifier(std::string provider_name);  // as contracts call it

    // A contract file, or a folder with everything below it; contracts of other providers are left out.
    Verifier& contracts(std::string path);
    Verifier& broker(std::string url, BrokerOptions options = {});
    Verifier& consumer(std::string name);  // only contracts of these

    // Where it runs: an address, or what starts it and gives its address. That is called before the first
    // interaction is verified, and not at all when no test runs.
    Verifier& provider(std::string url);
    template <class Start, std::enable_if_t<std::is_invocable_v<Start&>, int> = 0>
    Verifier& provider(Start start) {
        return set_start([start = std::move(start)]() mutable { return std::string(start()); });
    }
    Verifier& timeout(std::chrono::milliseconds whole_exchange);  // 5 s

    // Sent with every request, in place of what the contract has. The filter sees each request last.
    Verifier& header(std::string name, std::string value);
    Verifier& request_filter(std::function<void(RequestView&)> filter);

    // How the provider gets into a state, and out of it again. `set_up` takes the parameters or nothing and
    // returns Values or nothing; `tear_down` takes the parameters or nothing. What they throw fails the
    // interaction.
    template <class SetUp>
    Verifier& state(std::string name, SetUp set_up) {
        return add_state(std::move(name), with_values(std::move(set_up)), nullptr);
    }
    template <class SetUp, class TearDown>
    Verifier& state(std::string name, SetUp set_up, TearDown tear_down) {
        return add_state(std::move(name), with_values(std::move(set_up)), with_values(std::move(tear_down)));
    }

    // Makes the message that the contract describes so, without HTTP. `make` takes nothing, or the request of
    // a synchronous message, and returns a Message or several of them.
    template <class Make>
    Verifier& message(std::string description, Make make) {
        return add_message(std::move(description), with_messages(std::move(make)));
    }

    // Reads and fetches the contracts now.
    Verification load() const;

    // Everything at once. The text has every failure, and a last line with numbers.
    VerificationOutcome verify() const;

  private:
    using StateHandler = std::function<Values(const StateParams&)>;
    using MessageMaker = std::function<std::vector<Message>(const Message& request)>;

    template <class Handler>
    static StateHandler with_values(Handler handler) {
        return [handler = std::move(handler)](const StateParams& params) mutable -> Values {
            const auto call = [&]() -> decltype(auto) {
                if constexpr (std::is_invocable_v<Handler&, const StateParams&>) {
                    return handler(params);
                } else {
                    return handler();
                }
            };
            if constexpr (std::is_void_v<decltype(call())>) {
                return call(), Values();
            } else {
                return call();
            }
        };
    }

    template <class Make>
    static MessageMaker with_messages(Make make) {
        return [make = std::move(make)](const Message& request) mutable -> std::vector<Message> {
            const auto call = [&] {
                if constexpr (std::is_invocable_v<Make&, const Message&>) {
                    return make(request);
                } else {
                    return make();
                }
            };
            if constexpr (std::is_convertible_v<decltype(call()), Message>) {
                return {Message(call())};
            } else {
                return call();
            }
        };
    }

    Verifier& set_start(std::function<std::string()> start);
    Verifier& add_state(std::string name, StateHandler set_up, StateHandler tear_down);
    Verifier& add_message(std::string description, MessageMaker make);

    std::shared_ptr<verifier::Draft> draft_;
};

}  // namespace tally
