// The pipeline goes on working when the command is another: run with the peer, with `contract` and with
// `contract broker`, all end alike and leave the broker in the same state.
#include <map>
#include <set>

#include "e2e/pipeline/broker_state.h"
#include "e2e/pipeline/pipeline.h"

namespace tally::e2e {

namespace {

using namespace testing_support;

class PipelineOnOurBroker : public Pipeline {
  protected:
    std::map<std::string, std::string> state_after(const std::vector<std::string>& client) {
        const TemporaryFolder database;
        RunningProgram broker({.arguments = {"contract-broker", "--database",
                                             (database / "broker.db").string(), "--port", "0"}});
        const auto url = listening_url(broker);
        run(client, url);
        return state_of_broker(url);
    }
};

// Only what differs: whole states are long.
std::string differences(const std::map<std::string, std::string>& a,
                        const std::map<std::string, std::string>& b) {
    std::string text;
    const auto at = [](const auto& state, const std::string& path) {
        const auto found = state.find(path);
        return found == state.end() ? std::string("not there") : found->second;
    };
    std::set<std::string> paths;
    for (const auto& [path, document] : a) paths.insert(path);
    for (const auto& [path, document] : b) paths.insert(path);
    for (const auto& path : paths) {
        if (at(a, path) != at(b, path)) text += path + "\n  " + at(a, path) + "\n  " + at(b, path) + "\n";
    }
    return text;
}

TEST_F(PipelineOnOurBroker, EndsAsWrittenAndInTheSameStateWithEachClient) {
    const auto state = state_after({"contract"});
    EXPECT_EQ(differences(state, state_after({"contract", "broker"})), "");
    PeerTools::SetUp();  // skips what follows where there is no peer
    if (IsSkipped()) return;
    auto peer = pact_command();
    peer.push_back("broker");
    EXPECT_EQ(differences(state_after(peer), state), "");
}

}  // namespace

}  // namespace tally::e2e
