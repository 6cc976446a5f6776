// A client of a broker that may go away at any moment: it does one thing after the other, and remembers of
// each whether the broker has acknowledged it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "contracts/content.h"
#include "http/message.h"
#include "storage/database.h"

namespace tally::testing_support {

// Nothing: no answer, or one from which nobody knows whether the request was carried out.
using Send = std::function<std::optional<http::Response>(const http::Request&)>;

class BusyClient {
  public:
    // Of a consumer that is its own; the provider may be shared with others.
    BusyClient(std::string consumer, std::string provider, std::string environment)
        : consumer_(std::move(consumer)),
          provider_(std::move(provider)),
          environment_(std::move(environment)) {}

    // Publishes a new version, stores a result, tags and deploys it, and deletes an older one. False when an
    // answer stayed away; what comes after it is not asked.
    bool add_version(const Send& send, const std::string& number);

    // What the broker has to say about the newest version, whose result was acknowledged: may it be deployed
    // beside the provider's version that verified it, and may that go where the consumer is? False when an
    // answer stayed away.
    bool ask_about_deployment(const Send& send) const;

    std::size_t acknowledged() const { return acknowledged_; }

    // What webhooks have to hear of: each publication (all contents differ) and each result that was acknowledged,
    // unless its version was deleted, and what waited to be sent with it. "EVENT CONSUMER VERSION RESULT", the last
    // a URL or empty.
    std::vector<std::string> acknowledged_events() const;

    // Fails the test for everything that was acknowledged and is not there.
    void expect_everything_kept(storage::Transaction& transaction) const {
        expect_newest_kept(transaction, versions_.size());
    }
    // The same for as many versions, added last.
    void expect_newest_kept(storage::Transaction& transaction, std::size_t count) const;

  private:
    enum class Known { no, maybe, yes };
    struct Version {
        std::string number;
        contracts::Content content;  // as a broker in this process would store it
        bool success = false;
        std::string result;  // its URL, when it was acknowledged
        Known published = Known::no;
        Known verified = Known::no;
        Known tagged = Known::no;
        Known deployed = Known::no;
        Known deleted = Known::no;
    };

    bool ask(const Send& send, const http::Request& request, Known& fact, std::string* location = nullptr);
    std::string url_of(const Version& version) const;
    std::string provider_version(const Version& version) const { return consumer_ + "-" + version.number; }
    std::string contract_text(const Version& version) const;
    void expect_kept(storage::Transaction& transaction, const Version& version) const;
    void expect_deployment_kept(storage::Transaction& transaction) const;

    const std::string consumer_;
    const std::string provider_;
    const std::string environment_;  // its uuid
    std::vector<Version> versions_;
    std::size_t acknowledged_ = 0;
};

}  // namespace tally::testing_support
