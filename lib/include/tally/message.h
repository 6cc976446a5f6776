// Messages as a consumer's test meets them: what the code under test is given, and the other end it talks to.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tally/api.h"
#include "tally/outcome.h"

namespace tally {

namespace recording {
class ExchangeRun;
}

struct Message {
    std::string contents;  // bytes
    std::string content_type;
    std::vector<std::pair<std::string, std::string>> metadata;  // texts as they are, other values as JSON
};

inline const std::string* find_metadata(const Message& message, const std::string& name) {
    for (const auto& [key, value] : message.metadata) {
        if (key == name) return &value;
    }
    return nullptr;
}

// An expected message with its generators applied, on its way to the handler under test.
struct ReceivedMessage : Message {
    std::string description;  // of the expectation
    std::string variant;      // which alternative this is, as MockServer::variant()
};

// The other end of a synchronous message: takes the request that the code under test makes and answers as expected.
class TALLY_API MessageExchange {
  public:
    const std::string& description() const;
    const std::string& variant() const;  // which alternative this is, as MockServer::variant()

    // The request as it was expected, with its generators applied.
    const Message& expected_request() const;

    // The answers when `request` is what was expected; nothing when it is not, and the run fails with the
    // differences. To be called at least once.
    std::optional<std::vector<Message>> send(const Message& request) const;

    explicit MessageExchange(std::shared_ptr<recording::ExchangeRun> run);  // made by Contract::exchange

  private:
    std::shared_ptr<recording::ExchangeRun> run_;
};

}  // namespace tally
