#include "api/client_pacts_broker.h"

#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "environments/environment_store.h"
#include "environments/placement_store.h"
#include "versions/version_store.h"

namespace tally::testing_support {

namespace {

constexpr const char* kCommit = "5556b8149bf8bac76bc30f50a8a2dd4c22c85f30";
constexpr const char* kEnvironment = "16926ef3-590f-4e3f-838e-719717aa88c9";
constexpr const char* kTestEnvironment = "cb632df3-0a0d-4227-aac3-60114dd36479";
constexpr const char* kDeployedVersion = "ff3adecf-cfc5-4653-a4e3-f1861092f8e0";

// Clients must not know URLs, so the contract has placeholders for the links they follow.
std::string real_target(const std::string& target) {
    const std::vector<std::pair<std::string, std::string>> rewritten = {
        {"/HAL-REL-PLACEHOLDER-PB-PUBLISH-CONTRACTS", "/contracts/publish"},
        {"/HAL-REL-PLACEHOLDER-PF-PUBLISH-PROVIDER-CONTRACT-Bar", "/provider-contracts/provider/Bar/publish"},
        {"/HAL-REL-PLACEHOLDER-INDEX-PB-LATEST-VERSION-Condor", "/pacticipants/Condor/latest-version"},
        {"/HAL-REL-PLACEHOLDER-INDEX-PB-LATEST-TAGGED-VERSION-Condor-production",
         "/pacticipants/Condor/latest-version/production"},
        {"/HAL-REL-PLACEHOLDER-PB-PACTICIPANT-BRANCH-Foo-main", "/pacticipants/Foo/branches/main"},
        {"/HAL-REL-PLACEHOLDER-PB-ENVIRONMENTS", "/environments"},
        {"/HAL-REL-PLACEHOLDER-PB-ENVIRONMENT-" + std::string(kEnvironment),
         "/environments/" + std::string(kEnvironment)},
        {"/HAL-REL-PLACEHOLDER-PB-RECORD-DEPLOYMENT-FOO-" + text::upper(kCommit) + "-TEST",
         "/pacticipants/Foo/versions/" + std::string(kCommit) + "/deployed-versions/environment/" +
             kTestEnvironment},
        {"/HAL-REL-PLACEHOLDER-PB-RECORD-RELEASE-FOO-" + text::upper(kCommit) + "-TEST",
         "/pacticipants/Foo/versions/" + std::string(kCommit) + "/released-versions/environment/" +
             kTestEnvironment},
        {"/PLACEHOLDER-ENVIRONMENT-CURRENTLY-DEPLOYED-" + std::string(kEnvironment),
         "/environments/" + std::string(kEnvironment) + "/deployed-versions/currently-deployed"},
        {"/PLACEHOLDER-DEPLOYED-VERSION-" + std::string(kDeployedVersion),
         "/deployed-versions/" + std::string(kDeployedVersion)},
        {"/HAL-REL-PLACEHOLDER-PB-WEBHOOKS", "/webhooks"},
        {"/HAL-REL-PLACEHOLDER-PB-PACTICIPANT-VERSION-Foo-" + std::string(kCommit),
         "/pacticipants/Foo/versions/" + std::string(kCommit)},
    };
    const auto path = target.substr(0, target.find('?'));
    for (const auto& [from, to] : rewritten) {
        if (path == from) return to + target.substr(path.size());
    }
    return target;
}

Settings allowing_revisions() {
    Settings settings;
    settings.allow_contract_modification = true;
    return settings;
}

}  // namespace

ClientPactsBroker::ClientPactsBroker() : BrokerTest(allowing_revisions()) {}

// A contract that was published twice with different content: results belong to the second.
void ClientPactsBroker::revised(const std::string& consumer, const std::string& version) {
    const auto name = text::replace_all(consumer, " ", "%20");
    publish(consumer, version, "Bar", "/first/" + version);
    publish(consumer, version, "Bar", "/second/" + version);
    consumer_ = name;
}
void ClientPactsBroker::verified(const std::string& version, const std::string& provider_version,
                                 bool success) {
    verify(consumer_, version, "Bar", provider_version, success);
}

// Past the API, which chooses identifiers itself.
void ClientPactsBroker::environment(const char* name, const char* uuid) {
    database_->write([&](storage::Transaction& transaction) {
        environments::Environment environment;
        environment.uuid = uuid;
        environment.name = environment.display_name = name;
        environments::insert_environment(transaction, environment, "2021-09-01T00:07:21.000000Z");
        return true;
    });
}
void ClientPactsBroker::deployed(const char* environment_uuid, const char* instance) {
    database_->write([&](storage::Transaction& transaction) {
        environments::deploy(transaction, *versions::find_version(transaction, "Foo", kCommit),
                             {environments::find_environment(transaction, environment_uuid)->id, instance},
                             kDeployedVersion, "2021-09-01T00:07:21.000000Z");
        return true;
    });
}

void ClientPactsBroker::create_state(const std::string& state) {
    const auto pricing = [&](const char* version) {
        return put(
            std::string("/pacts/provider/Pricing%20Service/consumer/Condor/version/") + version,
            R"({"consumer":{"name":"Condor"},"provider":{"name":"Pricing Service"},"interactions":[]})");
    };
    const auto version = [&](const char* number) {
        put(std::string("/pacticipants/Condor/versions/") + number);
    };
    const auto verified_twice = [&](const std::string& consumer) {
        revised(consumer, "1.2.3"), verified("1.2.3", "4.5.6"), verified("1.2.3", "7.8.9");
        revised(consumer, "2.0.0"), verified("2.0.0", "4.5.6");
    };
    const auto one_good_one_bad = [&] {
        revised("Foo", "1.2.3"), verified("1.2.3", "4.5.6");
        revised("Foo", "1.2.4"), verified("1.2.4", "9.9.9", false);
    };
    const auto foo = [&] { put(std::string("/pacticipants/Foo/versions/") + kCommit); };
    const auto pricing_service = [&] {
        put("/pacticipants/Pricing%20Service/versions/1.3.0");
        patch("/pacticipants/Pricing%20Service",
              R"({"repositoryUrl":"git@git.realestate.com.au:business-systems/pricing-service"})");
    };
    const std::map<std::string, std::function<void()>> states = {
        {"'Condor' exists in the pact-broker", [&] { version("1.3.0"); }},
        {"'Condor' exists in the pact-broker with version 1.3.0, tagged with 'prod'",
         [&] { tag("Condor", "1.3.0", "prod"); }},
        {"'Condor' exists in the pact-broker with the latest version 1.2.3",
         [&] { version("1.0.0"), version("1.2.3"); }},
        {"'Condor' exists in the pact-broker with the latest tagged 'production' version 1.2.3",
         [&] { tag("Condor", "1.2.3", "production"), version("2.0.0"); }},
        {"the 'Pricing Service' already exists in the pact-broker", pricing_service},
        {"the 'Pricing Service' and 'Condor' already exist in the pact-broker, and Condor already has a "
         "pact "
         "published for version 1.3.0",
         [&] { pricing("1.3.0"); }},
        {"a pact between Condor and the Pricing Service exists", [&] { pricing("1.3.0"); }},
        {"a latest pact between Condor and the Pricing Service exists", [&] { pricing("1.3.0"); }},
        {"tagged as prod pact between Condor and the Pricing Service exists",
         [&] { pricing("1.3.0"), tag("Condor", "1.3.0", "prod"); }},
        {"a pact between Condor and the Pricing Service exists for the production version of Condor",
         [&] { pricing("1.3.0"), tag("Condor", "1.3.0", "prod"); }},
        {"a pacticipant with name Foo exists", [&] { post("/pacticipants", R"({"name":"Foo"})"); }},
        {"the pact for Foo version 1.2.3 has been verified by Bar version 4.5.6",
         [&] { verified_twice("Foo"); }},
        {"the pact for Foo Thing version 1.2.3 has been verified by Bar version 4.5.6",
         [&] { verified_twice("Foo Thing"); }},
        {"the pact for Foo version 1.2.3 and 1.2.4 has been verified by Bar version 4.5.6",
         [&] {
             revised("Foo", "1.2.3"), verified("1.2.3", "4.5.6");
             revised("Foo", "1.2.4"), verified("1.2.4", "4.5.6");
         }},
        {"the pact for Foo version 1.2.3 has been verified by Bar version 4.5.6 and version 5.6.7",
         [&] { revised("Foo", "1.2.3"), verified("1.2.3", "4.5.6"), verified("1.2.3", "5.6.7"); }},
        {"the pact for Foo version 1.2.3 has been successfully verified by Bar version 4.5.6 (tagged "
         "prod) and version 5.6.7",
         [&] {
             publish("Foo", "1.2.3", "Bar"), verified("1.2.3", "4.5.6");
             tag("Bar", "4.5.6", "prod"), verified("1.2.3", "5.6.7");
         }},
        {"the pact for Foo version 1.2.3 has been successfully verified by Bar version 4.5.6, and 1.2.4 "
         "unsuccessfully by 9.9.9",
         [&] { one_good_one_bad(); }},
        {"the pact for Foo version 1.2.3 has been successfully verified by Bar version 4.5.6 with tag "
         "prod, and 1.2.4 unsuccessfully by 9.9.9",
         [&] { one_good_one_bad(), tag("Bar", "4.5.6", "prod"); }},
        {"provider Bar version 4.5.6 has a successful verification for Foo version 1.2.3 tagged prod and "
         "a failed verification for version 3.4.5 tagged prod",
         [&] {
             publish("Foo", "1.2.3", "Bar", "/1"), tag("Foo", "1.2.3", "prod");
             verified("1.2.3", "4.5.6");
             publish("Foo", "3.4.5", "Bar", "/3"), tag("Foo", "3.4.5", "prod");
             verified("3.4.5", "4.5.6", false);
         }},
        {"an environment with name test exists", [&] { create_environment("test"); }},
        {"an environment with name test and UUID " + std::string(kEnvironment) + " exists",
         [&] { environment("test", kEnvironment); }},
        {"version " + std::string(kCommit) +
             " of pacticipant Foo exists with a test environment available for deployment",
         [&] { foo(), environment("test", kTestEnvironment); }},
        {"version " + std::string(kCommit) +
             " of pacticipant Foo exists with a test environment available for release",
         [&] { foo(), environment("test", kTestEnvironment); }},
        {"version " + std::string(kCommit) +
             " of pacticipant Foo exists with 2 environments that aren't test available for deployment",
         [&] { foo(), create_environment("prod"), create_environment("dev"); }},
        {"an version is deployed to environment with UUID " + std::string(kEnvironment) +
             " with target customer-1",
         [&] { foo(), environment("test", kEnvironment), deployed(kEnvironment, "customer-1"); }},
        {"a currently deployed version exists",
         [&] { foo(), environment("test", kTestEnvironment), deployed(kTestEnvironment, ""); }},
        {"the 'Pricing Service' and 'Condor' already exist in the pact-broker", [&] { pricing("1.3.0"); }},
        {"a webhook with the uuid 696c5f93-1b7f-44bc-8d03-59440fcaa9a0 exists",
         [&] {
             pricing("1.3.0");
             put("/webhooks/696c5f93-1b7f-44bc-8d03-59440fcaa9a0",
                 R"({"request":{"method":"POST","url":"https://webhook/before"}})");
         }},
        {"a branch named main exists for pacticipant Foo", [&] { put_on_branch("Foo", "1", "main"); }},
    };
    const auto found = states.find(state);
    if (found != states.end()) return found->second();
    // A team and a page of its own are answered for without either.
    const bool is_empty_broker =
        state.find("a team with UUID") != std::string::npos || state.find("pf:ui") != std::string::npos ||
        state.find("does not exist") != std::string::npos ||
        state.find("no pact between") != std::string::npos || state.find("relation") != std::string::npos;
    EXPECT_TRUE(is_empty_broker) << "unknown state: " << state;
}

Reply ClientPactsBroker::answer(http::Request request) {
    request.target = real_target(request.target);
    request.method = text::upper(request.method);
    return send(std::move(request));
}

}  // namespace tally::testing_support
