#include "api/busy_client.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/json.h"
#include "contracts/contract_store.h"
#include "environments/environment_store.h"
#include "environments/placement_store.h"
#include "verifications/verification_store.h"
#include "versions/tag_store.h"
#include "versions/version_store.h"

namespace tally::testing_support {

namespace {

constexpr int kInteractions = 40;

http::Request request(const char* method, std::string target, std::string body = "{}") {
    return {method, std::move(target), {{"Content-Type", "application/json"}}, std::move(body), {}};
}

}  // namespace

bool BusyClient::add_version(const Send& send, const std::string& number) {
    versions_.push_back({number, {}, versions_.size() % 3 != 1, {}});
    auto& version = versions_.back();
    const auto text = contract_text(version);
    version.content = contracts::prepare_content(text, *json::parse(text));
    const auto pair = "/pacts/provider/" + provider_ + "/consumer/" + consumer_;
    const auto result = std::string(R"({"success":)") + (version.success ? "true" : "false") +
                        R"(,"providerApplicationVersion":")" + provider_version(version) + "\"}";
    return ask(send, request("PUT", pair + "/version/" + number, text), version.published) &&
           ask(send,
               request("POST", pair + "/pact-version/" + version.content.sha + "/verification-results",
                       result),
               version.verified, &version.result) &&
           ask(send, request("PUT", url_of(version) + "/tags/" + (version.success ? "good" : "bad")),
               version.tagged) &&
           ask(send, request("POST", url_of(version) + "/deployed-versions/environment/" + environment_),
               version.deployed) &&
           (versions_.size() % 3 != 0 ||
            ask(send, request("DELETE", url_of(versions_[versions_.size() - 3]), ""),
                versions_[versions_.size() - 3].deleted));
}

bool BusyClient::ask(const Send& send, const http::Request& asked, Known& fact, std::string* location) {
    fact = Known::maybe;
    const auto response = send(asked);
    if (!response) return false;
    // A request that was repeated finds its work done: what it deletes is gone.
    const bool done = response->status < 300 || (asked.method == "DELETE" && response->status == 404);
    EXPECT_TRUE(done) << asked.method << " " << asked.target << ": " << response->status << " "
                      << response->body;
    if (!done) return false;
    fact = Known::yes;
    ++acknowledged_;
    if (location != nullptr) *location = response->headers.value_or("Location", "");
    return true;
}

std::vector<std::string> BusyClient::acknowledged_events() const {
    std::vector<std::string> all;
    for (const auto& version : versions_) {
        if (version.deleted != Known::no) continue;
        const auto whose = " " + consumer_ + " " + version.number + " ";
        if (version.published == Known::yes) all.push_back("contract_content_changed" + whose);
        if (version.verified == Known::yes) {
            all.push_back("provider_verification_published" + whose + version.result);
        }
    }
    return all;
}

bool BusyClient::ask_about_deployment(const Send& send) const {
    const auto& version = versions_.back();
    const auto of_provider = "pacticipant=" + provider_ + "&version=" + provider_version(version);
    for (const auto& target : {"/matrix?q[][pacticipant]=" + consumer_ + "&q[][version]=" + version.number +
                                   "&q[][pacticipant]=" + provider_ +
                                   "&q[][version]=" + provider_version(version) + "&latestby=cvpv",
                               "/can-i-deploy?" + of_provider + "&environment=" + "production"}) {
        const auto response = send({"GET", target, {{"Accept", "application/hal+json"}}, {}, {}});
        if (!response) return false;
        const auto document = json::parse(response->body);
        const auto* summary = document ? document->find("summary") : nullptr;
        const auto* deployable = summary == nullptr ? nullptr : summary->find("deployable");
        if (deployable == nullptr) {
            ADD_FAILURE() << target << ": " << response->status << " " << response->body;
            return false;
        }
        EXPECT_EQ(json::to_text(*deployable), version.success ? "true" : "false") << target << response->body;
    }
    return true;
}

std::string BusyClient::url_of(const Version& version) const {
    return "/pacticipants/" + consumer_ + "/versions/" + version.number;
}

// Each one is different, so that none can be there for another's sake.
std::string BusyClient::contract_text(const Version& version) const {
    std::string text = "{\"consumer\": {\"name\": \"" + consumer_ + "\"},\n \"interactions\": [";
    for (int i = 0; i < kInteractions; ++i) {
        text += (i == 0 ? "" : ",") + std::string("\n  {\"description\": \"") + version.number + "/" +
                std::to_string(i) + "\", \"request\": {\"method\": \"GET\", \"path\": \"/" +
                std::to_string(i) +
                "\"}, \"response\": {\"status\": 200, \"body\": {\"price\": 1.10, \"n\": "
                "12345678901234567890123}}}";
    }
    return text + "],\n \"provider\": {\"name\": \"" + provider_ + "\"}}\n";
}

void BusyClient::expect_newest_kept(storage::Transaction& transaction, std::size_t count) const {
    for (auto i = versions_.size() - std::min(count, versions_.size()); i < versions_.size(); ++i) {
        const auto& version = versions_[i];
        SCOPED_TRACE(consumer_ + " " + version.number);
        expect_kept(transaction, version);
    }
    expect_deployment_kept(transaction);
}

void BusyClient::expect_kept(storage::Transaction& transaction, const Version& version) const {
    const auto found = versions::find_version(transaction, consumer_, version.number);
    EXPECT_FALSE(found && version.deleted == Known::yes) << "is there again after it was deleted";
    if (version.deleted != Known::no || version.published != Known::yes) return;
    ASSERT_TRUE(found) << "is gone";
    const auto contract = contracts::find_contract(transaction, consumer_, provider_, version.number);
    ASSERT_TRUE(contract) << "its contract is gone";
    EXPECT_EQ(contract->sha, version.content.sha);
    EXPECT_EQ(contracts::stored_text(transaction, contract->content_id), version.content.stored);
    if (version.tagged == Known::yes) {
        EXPECT_TRUE(versions::find_tag(transaction, found->id, version.success ? "good" : "bad"))
            << "lost its tag";
    }
    if (version.verified != Known::yes) return;
    const auto by = versions::find_version(transaction, provider_, provider_version(version));
    ASSERT_TRUE(by) << "the provider's version is gone";
    const auto result = verifications::find_newest(transaction, contract->content_id, by->id);
    ASSERT_TRUE(result) << "its result is gone";
    EXPECT_EQ(result->success, version.success);
}

// What was deployed last has taken the place of everything before.
void BusyClient::expect_deployment_kept(storage::Transaction& transaction) const {
    std::vector<std::string> possible;
    bool is_certain = false;
    for (auto version = versions_.rbegin(); version != versions_.rend() && !is_certain; ++version) {
        if (version->deployed != Known::no) possible.push_back(version->number);
        is_certain = version->deployed == Known::yes;
    }
    const auto environment = environments::find_environment(transaction, environment_);
    ASSERT_TRUE(environment);
    const auto current =
        environments::list_currently_deployed(transaction, environment->id, {.pacticipant = consumer_});
    ASSERT_LE(current.size(), 1u) << consumer_;
    if (current.empty()) {
        EXPECT_FALSE(is_certain) << consumer_ << " is not deployed any more";
        return;
    }
    EXPECT_NE(std::find(possible.begin(), possible.end(), current.front().placement.version), possible.end())
        << consumer_ << " " << current.front().placement.version;
}

}  // namespace tally::testing_support
