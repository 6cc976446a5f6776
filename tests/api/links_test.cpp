// Every link of every document leads somewhere.
#include <algorithm>
#include <deque>
#include <set>

#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

class Links : public BrokerTest {};

// What templates are filled in with, where it cannot be written down here.
struct Known {
    std::string uuid;  // of an environment
    std::string sha;
};

// Rels whose targets are there to be written to, or answer 404 until something was written.
bool is_for_writing(const std::string& rel) {
    const std::set<std::string> all{"pb:publish-verification-results",
                                    "pb:publish-contracts",
                                    "pb:tag-prod-version",
                                    "pb:tag-version",
                                    "pb:tag",
                                    "pb:record-deployment",
                                    "pb:record-release",
                                    "pb:execute",
                                    "pb:delete_integration",
                                    "pb:previous-distinct",
                                    "pf:publish-provider-contract",
                                    "tally:leases",
                                    "tally:redeliver"};
    return all.count(rel) != 0;
}

void collect(const std::string& rel, const json::Value& value, const Known& known,
             std::deque<std::string>& into) {
    if (const auto* items = value.array()) {
        for (const auto& item : *items) collect(rel, item, known, into);
        return;
    }
    const auto* href = value.find("href");
    if (href == nullptr || href->string() == nullptr || is_for_writing(rel)) return;
    std::string url = *href->string();
    // Templates are followed with values that exist.
    const std::pair<const char*, std::string> values[] = {{"{provider}", "Bar"},
                                                          {"{consumer}", "Foo"},
                                                          {"{consumerApplicationVersion}", "1"},
                                                          {"{pacticipant}", "Foo"},
                                                          {"{version}", "1"},
                                                          {"{tag}", "prod"},
                                                          {"{branch}", "main"},
                                                          {"{uuid}", known.uuid},
                                                          {"{label}", "team"},
                                                          {"{pactVersion}", known.sha},
                                                          {"{comparisonPactVersion}", known.sha},
                                                          {"{environment}", "prod"},
                                                          {"{environmentTag}", "prod"}};
    for (const auto& [name, replacement] : values) {
        const auto at = url.find(name);
        if (at != std::string::npos) url.replace(at, std::string_view(name).size(), replacement);
    }
    ASSERT_EQ(url.find('{'), std::string::npos) << url;
    into.push_back(std::move(url));
}

void collect_all(const json::Value& value, const Known& known, std::deque<std::string>& into) {
    if (const auto* items = value.array()) {
        for (const auto& item : *items) collect_all(item, known, into);
    } else if (const auto* object = value.object()) {
        for (const auto& member : *object) {
            if (member.name != "_links") {
                collect_all(member.value, known, into);
                continue;
            }
            for (const auto& link : *member.value.object()) {
                if (link.name != "curies") collect(link.name, link.value, known, into);
            }
        }
    }
}

TEST_F(Links, NoneIsBroken) {
    publish("Foo", "1", "Bar", "/1");
    put_on_branch("Foo", "1", "main");
    tag("Foo", "1", "prod");
    publish("Foo", "2", "Bar", "/2");
    publish("Foo", "3", "Bar", "/2");
    put_on_branch("Bar", "1", "main");
    tag("Bar", "1", "prod");
    verify("Foo", "1", "Bar", "1");
    verify("Foo", "2", "Bar", "1");

    const auto uuid = create_environment("prod", true);
    deploy("Foo", "1", uuid);
    put("/pacticipants/Foo/labels/team");
    put("/pacticipants/Bar/labels/team");
    const auto sha = get("/pacts/provider/Bar/consumer/Foo/version/1").text("_links.pb:pact-version.name");
    release("Bar", "1", uuid);
    // With the uuid of the environment, since both templates name their variable alike.
    put("/webhooks/" + uuid,
        R"({"events":[{"name":"contract_published"}],"consumer":{"name":"Foo"},"request":)"
        R"({"method":"POST","url":"https://ci.example"}})");
    publish("Foo", "1", "Bar", "/1");
    verify("Foo", "1", "Bar", "1", false);
    receiver_.answer = http::Response{500, {}, {}};
    deliver();

    std::deque<std::string> waiting{"http://broker.example/"};
    std::set<std::string> seen;
    while (!waiting.empty()) {
        const auto url = waiting.front();
        waiting.pop_front();
        if (!seen.insert(url).second) continue;
        const bool is_picture = url.find("/badge") != std::string::npos;
        const auto reply = get(
            path_of(url), is_picture ? "image/svg+xml"
                                     : "application/hal+json, application/json;q=0.9, text/csv, text/plain");
        EXPECT_EQ(reply.status(), 200) << url << "\n" << reply.response.body;
        collect_all(reply.body, {uuid, sha}, waiting);
    }
    EXPECT_GT(seen.size(), 40u);
    for (const auto* part : {"/webhooks/", "/webhooks/status", "/triggered-webhooks", "/logs",
                             "/webhooks/consumer/", "/verification-results/3/triggered-webhooks"}) {
        EXPECT_TRUE(std::any_of(seen.begin(), seen.end(), [part](const std::string& url) {
            return url.find(part) != std::string::npos;
        })) << part;
    }
}

}  // namespace

}  // namespace tally::testing_support
