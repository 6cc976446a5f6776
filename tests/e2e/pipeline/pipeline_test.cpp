// A pipeline that was written for `pact broker` goes on working when the command is another: `pipeline.txt`
// run with the peer, with `contract` and with `contract broker`. All end alike and leave the broker in the
// same state.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/json.h"
#include "base/text.h"
#include "e2e/pipeline/broker_state.h"
#include "e2e/peers/peer_tools.h"
#include "http/httplib_client.h"
#include "support/temporary_folder.h"

namespace tally::e2e {

namespace {

namespace fs = std::filesystem;
using namespace testing_support;

constexpr const char* kContract =
    R"({"consumer":{"name":"web-shop"},"provider":{"name":"catalogue"},"interactions":[{"description":"a lamp",)"
    R"("providerStates":[{"name":"a lamp exists"}],"request":{"method":"GET","path":"/lamps/1"},"response":{"status":200}}],)"
    R"("metadata":{"pactSpecification":{"version":"3.0.0"}}})";

std::vector<std::string> words_of(const std::string& line) {
    std::vector<std::string> words;
    std::istringstream stream(line);
    for (std::string word; stream >> word;) {
        if (word.front() == '"' && (word.size() == 1 || word.back() != '"')) {
            for (std::string more; word.back() != '"' && stream >> more;) word += " " + more;
        }
        words.push_back(text::replace_all(word, "\"", ""));
    }
    return words;
}

// Patterns are the shell's to expand.
void expand_pattern(std::vector<std::string>& words, const fs::path& folder) {
    for (auto& word : words) {
        word = text::replace_all(word, "~", folder.string());
        if (word == folder.string() + "/*.json") word = folder.string() + "/web-shop-catalogue.json";
    }
}

class Pipeline : public PeerTools {
  protected:
    void SetUp() override {
        const auto changed = text::replace_all(kContract, "/lamps/1", "/tables/1");
        folder_of_run_.write("contracts/web-shop-catalogue.json", kContract);
        folder_of_run_.write("contracts/changed/web-shop-catalogue.json", changed);
        folder_of_run_.write("contracts/broken/broken.json",
                             R"({"consumer":{"name":"web-shop"},"interactions":7})");
    }
    fs::path contracts() const { return folder_of_run_ / "contracts"; }

    // What went otherwise than written is a failure each; the state of the broker afterwards.
    std::map<std::string, std::string> run_with(const std::vector<std::string>& client) {
        const TemporaryFolder database;
        RunningProgram broker({.arguments = {"contract-broker", "--database",
                                             (database.path() / "broker.db").string(), "--port", "0"}});
        const auto url = listening_url(broker);
        std::ifstream script(fs::path(TALLY_REPOSITORY_DIR) / "tests/e2e/pipeline/pipeline.txt");
        for (std::string line; std::getline(script, line);) {
            if (line.empty() || line.front() == '#') continue;
            auto words = words_of(line);
            const auto expected = words.front();
            words.erase(words.begin());
            if (expected == "verified") {
                verify(url, words);
                continue;
            }
            expand_pattern(words, contracts());
            words.insert(words.begin(), client.begin(), client.end());
            const auto outcome = run_program({.arguments = words,
                                              .folder = folder_of_run_.path(),
                                              .environment = {{"PACT_BROKER_BASE_URL", url},
                                                              {"PACT_BROKER_HTTP_RETRIES", "0"},
                                                              {"PACT_DO_NOT_TRACK", "true"}}});
            EXPECT_EQ(outcome.exit_code == 0 ? "0" : "!", expected)
                << line << "\nexit code " << outcome.exit_code << "\n"
                << outcome.output << outcome.errors;
        }
        return state_of_broker(url);
    }

    std::string peer() const {
        for (const auto& entry : fs::directory_iterator(folder_ / "node_modules/@pact-foundation")) {
            const auto program = entry.path() / "standalone/pact";
            if (fs::exists(program)) return program.string();
        }
        return {};
    }
    void find_peer() {
        PeerTools::SetUp();
        if (!IsSkipped() && peer().empty()) GTEST_SKIP() << "the peer has no program for this machine";
    }

  private:
    // verified CONSUMER VERSION PROVIDER VERSION [failed]
    static void verify(const std::string& url, const std::vector<std::string>& words) {
        const auto client = http::http_client({});
        http::Request request;
        request.target = "/pacts/provider/" + words[2] + "/consumer/" + words[0] + "/version/" + words[1];
        const auto contract = json::parse(client->send(url, request, {}).value().body).value();
        const auto& link = *contract.find("_links")->find("pb:publish-verification-results");
        request.method = "POST";
        request.target = link.find("href")->string()->substr(url.size());
        request.headers = {{"Content-Type", "application/json"}};
        request.body = std::string(R"({"success":)") + (words.size() > 4 ? "false" : "true") +
                       R"(,"providerApplicationVersion":")" + words[3] + "\"}";
        ASSERT_EQ(client->send(url, request, {}).value().status, 201);
    }

    TemporaryFolder folder_of_run_;
};

// Only what differs: whole states are long.
std::string differences(const std::map<std::string, std::string>& a, const std::map<std::string, std::string>& b) {
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

TEST_F(Pipeline, EndsAsWrittenWithContract) {
    run_with({"contract"});
}

TEST_F(Pipeline, LeavesTheSameStateWithContractAndWithContractBroker) {
    EXPECT_EQ(differences(run_with({"contract"}), run_with({"contract", "broker"})), "");
}

TEST_F(Pipeline, LeavesTheSameStateWithThePeer) {
    find_peer();
    if (IsSkipped()) return;
    EXPECT_EQ(differences(run_with({peer(), "broker"}), run_with({"contract"})), "");
}

}  // namespace

}  // namespace tally::e2e
