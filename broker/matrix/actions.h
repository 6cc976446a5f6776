// What people can do about a deployment that may not go ahead.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tally::matrix {

// A contract that a provider has to verify.
struct ContractToVerify {
    std::string consumer;
    std::string consumer_version;
    std::string url;  // of its content
};

struct Action {
    enum class Kind { verify, fix, deploy, tag, publish };
    Kind kind = Kind::verify;
    std::string pacticipant;
    std::string version;  // "" where any will do
    std::string sentence;
    std::string command;                            // "" where there is none
    std::vector<ContractToVerify> contracts = {};  // of verify

    // One run of a provider version is one thing to do, whatever contracts it is for.
    bool is_same(const Action& other) const {
        if (kind != other.kind || pacticipant != other.pacticipant || version != other.version) return false;
        return kind == Kind::verify || (sentence == other.sentence && command == other.command);
    }
};
std::string_view kind_name(Action::Kind kind);

// "api 7", or "api" where there is no version.
std::string versioned(const std::string& name, const std::string& version);

// `version` is that of the provider; "" when nobody knows which one it will be.
Action verify(const std::string& broker_url, const std::string& provider, const std::string& version,
              std::vector<ContractToVerify> contracts);

// The provider breaks the contract of the consumer. `environment` is where the question looks, or "".
Action fix(const std::string& provider, const std::string& consumer, const std::string& environment);

// `instance` is that of the application, or "". Without a version any will do that has verified the consumer's contract.
Action deploy(const std::string& provider, const std::string& version, const std::string& consumer,
              const std::string& environment, const std::string& instance = {});
// The same where a tag says what is deployed.
Action tag(const std::string& provider, const std::string& version, const std::string& consumer,
           const std::string& tag);

Action publish(const std::string& pacticipant, const std::string& version, std::string sentence);

}  // namespace tally::matrix
