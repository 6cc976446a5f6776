// The consumer of every kind, which records their contracts.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "e2e/peers/kinds/kind.h"

namespace tally::kinds {

struct Version {
    Specification specification;
    const char* name;
};

// Each kind in every version of the format that has it, or in one of them, taken in turns: the reference
// verifier takes 25 ms of processor time for an interaction.
enum class Versions { all, one_each };

class AllKinds {
  public:
    static AllKinds of_peer(Versions versions);  // those that the reference verifier can be asked for
    static AllKinds beyond_peer();               // the others

    const std::vector<HttpKind>& http() const { return http_; }
    const std::vector<MessageKind>& messages() const { return messages_; }
    const std::vector<ExchangeKind>& exchanges() const { return exchanges_; }

    // Plays the consumer and writes the contracts of all versions into `folder`. Interactions are described
    // as "v4 like", and their paths are "/v4/like".
    testing::AssertionResult record(const std::filesystem::path& folder) const;
    std::size_t number_of_interactions() const;  // in all files; alternatives count as well

    const Kind& find(const std::string& description) const;

  private:
    AllKinds(bool of_peer, Versions versions);
    // "" or what went wrong
    std::string record_http(const std::filesystem::path& folder, const Version& version) const;
    static std::string record_some(Contract& contract, const std::vector<HttpKind>& some,
                                   const Version& version);
    std::string record_messages(Contract& contract, const Version& version) const;
    std::string record_exchanges(Contract& contract, const Version& version) const;

    std::vector<HttpKind> http_;
    std::vector<MessageKind> messages_;
    std::vector<ExchangeKind> exchanges_;
};

}  // namespace tally::kinds
