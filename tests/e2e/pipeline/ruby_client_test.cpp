// A pipeline of the Ruby client goes on working when its broker is ours, where scripts/ruby_client has
// installed that client. `contract` ends alike with the same arguments.
#include "e2e/pipeline/pipeline.h"

namespace tally::e2e {

namespace {

using namespace testing_support;

class PipelineOfTheRubyClient : public Pipeline {
  protected:
    void run_on_our_broker(const std::vector<std::string>& client) {
        const TemporaryFolder database;
        RunningProgram broker({.arguments = {"contract-broker", "--database",
                                             (database / "broker.db").string(), "--port", "0"}});
        run(client, listening_url(broker), "ruby_client.txt");
    }
};

TEST_F(PipelineOfTheRubyClient, EndsAsWrittenOnOurBroker) {
    const auto script = (std::filesystem::path(TALLY_REPOSITORY_DIR) / "scripts/ruby_client").string();
    auto line = run_program({.arguments = {script, "--where"}}).output;
    line.erase(line.find_last_not_of('\n') + 1);
    const std::filesystem::path where = line;
    if (!std::filesystem::exists(where / "installed")) {
        GTEST_SKIP() << "the Ruby client is not installed: scripts/ruby_client does that";
    }
    run_on_our_broker({"env", "GEM_HOME=" + (where / "gems").string(), "LANG=C.UTF-8", "ruby",
                       (where / "gems/bin/pact-broker").string()});
}

TEST_F(PipelineOfTheRubyClient, EndsAsWrittenWithContract) {
    run_on_our_broker({"contract"});
}

}  // namespace

}  // namespace tally::e2e
