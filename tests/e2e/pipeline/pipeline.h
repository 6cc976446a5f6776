// A pipeline that was written for `pact broker` (`pipeline.txt`) or for the Ruby client (`ruby_client.txt`), run with
// any client against any broker.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "e2e/peers/peer_tools.h"
#include "support/temporary_folder.h"

namespace tally::e2e {

class Pipeline : public PeerTools {
  protected:
    void SetUp() override;
    // What went otherwise than written is a failure each.
    void run(const std::vector<std::string>& client, const std::string& broker_url,
             const std::string& script = "pipeline.txt");

  private:
    std::filesystem::path contracts() const { return folder_of_run_ / "contracts"; }

    testing_support::TemporaryFolder folder_of_run_;
};

}  // namespace tally::e2e
