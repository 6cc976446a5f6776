// Every link of every document leads somewhere.
#include <deque>
#include <set>

#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

class Links : public BrokerTest {};

// Rels whose targets are there to be written to, or answer 404 until something was written.
bool is_for_writing(const std::string& rel) {
    const std::set<std::string> all{"pb:publish-verification-results", "pb:publish-contracts",
                                    "pb:tag-prod-version", "pb:tag-version", "pb:tag"};
    return all.count(rel) != 0;
}

void collect(const std::string& rel, const json::Value& value, std::deque<std::string>& into) {
    if (const auto* items = value.array()) {
        for (const auto& item : *items) collect(rel, item, into);
        return;
    }
    const auto* href = value.find("href");
    if (href == nullptr || href->string() == nullptr || is_for_writing(rel)) return;
    std::string url = *href->string();
    // Templates are followed with values that exist.
    const std::pair<const char*, const char*> values[] = {
        {"{provider}", "Bar"},    {"{consumer}", "Foo"}, {"{consumerApplicationVersion}", "1"},
        {"{pacticipant}", "Foo"}, {"{version}", "1"},    {"{tag}", "prod"},
        {"{branch}", "main"}};
    for (const auto& [name, replacement] : values) {
        const auto at = url.find(name);
        if (at != std::string::npos) url.replace(at, std::string_view(name).size(), replacement);
    }
    ASSERT_EQ(url.find('{'), std::string::npos) << url;
    into.push_back(std::move(url));
}

void collect_all(const json::Value& value, std::deque<std::string>& into) {
    if (const auto* items = value.array()) {
        for (const auto& item : *items) collect_all(item, into);
    } else if (const auto* object = value.object()) {
        for (const auto& member : *object) {
            if (member.name != "_links") {
                collect_all(member.value, into);
                continue;
            }
            for (const auto& link : *member.value.object()) {
                if (link.name != "curies") collect(link.name, link.value, into);
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

    std::deque<std::string> waiting{"http://broker.example/"};
    std::set<std::string> seen;
    while (!waiting.empty()) {
        const auto url = waiting.front();
        waiting.pop_front();
        if (!seen.insert(url).second) continue;
        const auto reply = get(path_of(url));
        EXPECT_EQ(reply.status(), 200) << url << "\n" << reply.response.body;
        collect_all(reply.body, waiting);
    }
    EXPECT_GT(seen.size(), 40u);
}

}  // namespace

}  // namespace tally::testing_support
