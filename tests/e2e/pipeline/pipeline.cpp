#include "e2e/pipeline/pipeline.h"

#include <fstream>
#include <sstream>

#include "base/json.h"
#include "base/text.h"
#include "http/httplib_client.h"

namespace tally::e2e {

namespace {

namespace fs = std::filesystem;
using namespace testing_support;

constexpr std::chrono::seconds kPatience{60};  // a broker may be slow

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

// verified CONSUMER VERSION PROVIDER VERSION [failed]
void verify(const std::string& url, const std::vector<std::string>& words) {
    const auto client = http::http_client({});
    http::Request request;
    request.target = "/pacts/provider/" + words[2] + "/consumer/" + words[0] + "/version/" + words[1];
    const auto contract =
        json::parse(client->send(url, request, {.deadline = kPatience}).value().body).value();
    const auto& link = *contract.find("_links")->find("pb:publish-verification-results");
    request.method = "POST";
    request.target = link.find("href")->string()->substr(url.size());
    request.headers = {{"Content-Type", "application/json"}};
    request.body = std::string(R"({"success":)") + (words.size() > 4 ? "false" : "true") +
                   R"(,"providerApplicationVersion":")" + words[3] + "\"}";
    ASSERT_EQ(client->send(url, request, {.deadline = kPatience}).value().status, 201);
}

}  // namespace

void Pipeline::SetUp() {
    const auto changed = text::replace_all(kContract, "/lamps/1", "/tables/1");
    folder_of_run_.write("contracts/web-shop-catalogue.json", kContract);
    folder_of_run_.write("contracts/changed/web-shop-catalogue.json", changed);
    folder_of_run_.write("contracts/broken/broken.json",
                         R"({"consumer":{"name":"web-shop"},"interactions":7})");
}

void Pipeline::run(const std::vector<std::string>& client, const std::string& broker_url,
                   const std::string& script) {
    std::ifstream file(fs::path(TALLY_REPOSITORY_DIR) / "tests/e2e/pipeline" / script);
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        auto words = words_of(line);
        const auto expected = words.front();
        words.erase(words.begin());
        if (expected == "verified") {
            verify(broker_url, words);
            continue;
        }
        expand_pattern(words, contracts());
        words.insert(words.begin(), client.begin(), client.end());
        const auto outcome = run_program({.arguments = words,
                                          .folder = folder_of_run_.path(),
                                          .environment = {{"PACT_BROKER_BASE_URL", broker_url},
                                                          {"PACT_BROKER_HTTP_RETRIES", "0"},
                                                          {"PACT_DO_NOT_TRACK", "true"}}});
        EXPECT_EQ(outcome.exit_code == 0 ? "0" : "!", expected)
            << line << "\nexit code " << outcome.exit_code << "\n"
            << outcome.output << outcome.errors;
    }
}

}  // namespace tally::e2e
