// The verdicts of the reference core, as the `pact` program of npm gives them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "e2e/peers/pairs/generated_pair.h"
#include "model/spec_version.h"
#include "tally/result.h"

namespace tally::pairs {

struct PeerVerdict {
    bool agrees = false;
    std::string reason;  // what the peer said of a mismatch
};
using PeerVerdicts = std::map<std::size_t, PeerVerdict>;  // by the number of the pair

class PeerCore {
  public:
    // `packages`: the folder of scripts/peers; `scratch` for files of a run.
    PeerCore(std::filesystem::path packages, std::filesystem::path scratch);

    bool is_installed() const { return !program_.empty(); }

    // Requests are sent to mock servers of the peer; responses and messages are what its verifier gets from a
    // provider that answers each interaction with its `answer`.
    Result<PeerVerdicts> verdicts(const std::vector<Pair>& pairs, model::SpecVersion version) const;

  private:
    Result<PeerVerdicts> of_requests(const std::vector<Pair>& pairs, model::SpecVersion version) const;
    Result<PeerVerdicts> of_answers(const std::vector<Pair>& pairs, model::SpecVersion version) const;

    std::filesystem::path program_;
    std::filesystem::path scratch_;
};

}  // namespace tally::pairs
