// Exchanges recorded from the original broker. Texts for people may differ; keys, codes, kinds and links may not.
#include <set>
#include <sstream>

#include "api/broker_fixture.h"
#include "base/encoding.h"
#include "base/text.h"
#include "contracts/selection_metadata.h"
#include "support/conformance_data.h"

namespace tally::testing_support {

namespace {

const std::set<std::string, std::less<>> kFreeTexts{"title", "text", "message", "date", "server"};
// Older spellings that the recording left out, the page that a list always has, and what is ours.
const std::set<std::string, std::less<>> kAlsoThere{"latest-version", "versions", "page", "logs", "tally:redeliver"};

// Of each line of a log what it is, without when and what it says.
std::vector<std::string> levels(const std::string& log) {
    std::vector<std::string> all;
    for (const auto line : text::split(log, '\n')) {
        const auto start = line.find("] ");
        if (start != std::string_view::npos) all.emplace_back(line.substr(start + 2, line.find(':', start) - start - 2));
    }
    return all;
}

// A URL whose last segment says why a contract was selected, with that segment decoded and internal ids masked.
std::string comparable(const std::string& text) {
    const auto at = text.find("/metadata/");
    if (at == std::string::npos) return text;
    const auto decoded = encoding::from_base64_url(text.substr(at + 10));
    if (!decoded) return text;
    const auto id = decoded->rfind('=');
    return text.substr(0, at) + "?" + decoded->substr(0, id) + "=ID";
}

void compare(const json::Value& expected, const json::Value& actual, const std::string& path, std::ostream& out) {
    if (expected.kind() != actual.kind()) {
        out << path << ": " << json::to_text(actual) << " is not of the kind of " << json::to_text(expected) << "\n";
        return;
    }
    if (const auto* object = expected.object()) {
        for (const auto& member : *object) {
            const auto* found = actual.find(member.name);
            if (found == nullptr) {
                out << path << "." << member.name << " is missing\n";
            } else if (kFreeTexts.count(member.name) == 0) {
                compare(member.value, *found, path + "." + member.name, out);
            }
        }
        for (const auto& member : *actual.object()) {
            if (!object->contains(member.name) && kAlsoThere.count(member.name) == 0) {
                out << path << "." << member.name << " is unexpected\n";
            }
        }
    } else if (const auto* items = expected.array()) {
        if (items->size() != actual.array()->size()) {
            out << path << " has " << actual.array()->size() << " elements instead of " << items->size() << "\n";
            return;
        }
        for (std::size_t i = 0; i < items->size(); ++i) {
            compare((*items)[i], (*actual.array())[i], path + "[" + std::to_string(i) + "]", out);
        }
    } else if (expected.string() != nullptr && path == "$.logs") {
        if (levels(*expected.string()) != levels(*actual.string())) {
            out << path << ": '" << *actual.string() << "' has other lines than '" << *expected.string() << "'\n";
        }
    } else if (expected.string() != nullptr) {
        if (comparable(*expected.string()) != comparable(*actual.string())) {
            out << path << ": '" << *actual.string() << "' instead of '" << *expected.string() << "'\n";
        }
    } else if (!(expected == actual)) {
        out << path << ": " << json::to_text(actual) << " instead of " << json::to_text(expected) << "\n";
    }
}

// Which members there are, for recordings whose values are made up.
std::string shape(const json::Value& value) {
    std::string text(json::kind_name(value.kind()));
    if (value.object() != nullptr) {
        const auto ordered = json::sorted(value);
        for (const auto& [name, inner] : *ordered.object()) text += " " + name + ":" + (name == "href" ? "" : shape(inner));
    }
    if (const auto* items = value.array()) text += items->empty() ? "" : " " + shape(items->front());
    return text;
}

class GoldenHttp : public BrokerTest {
  protected:
    explicit GoldenHttp(Settings settings = {}) : BrokerTest(std::move(settings)) {}

    // Nothing, after skipping or failing the test, when the data is not there.
    std::optional<json::Value> read(const std::string& name) {
        const auto text = read_conformance_file("broker/golden-http/" + name + ".approved.json");
        if (!text) {
            if (conformance_is_required()) ADD_FAILURE() << "no conformance data";
            return std::nullopt;
        }
        auto value = json::parse(adapted(*text));
        EXPECT_TRUE(value) << value.error().text();
        return value ? std::optional(std::move(*value)) : std::nullopt;
    }

    virtual std::string adapted(const std::string& text) { return text; }

    // `method` where the recording does not say.
    void replay(const std::string& name, const std::string& method = "POST") {
        const auto golden = read(name);
        if (!golden) GTEST_SKIP() << "no conformance data";
        const auto& recorded = *golden->find("request");
        const auto& response = *golden->find("response");
        http::Request request;
        request.method = recorded.find("method") ? *recorded.find("method")->string() : method;
        request.target = *recorded.find("path")->string();
        request.headers.set("Host", "example.org");
        for (const auto& header : *recorded.find("headers")->object()) {
            request.headers.set(header.name, *header.value.string());
        }
        if (const auto* body = recorded.find("body")) request.body = json::to_text(*body);

        const auto reply = send(request);
        EXPECT_EQ(reply.status(), response.find("status")->integer()) << reply.response.body;
        for (const auto& header : *response.find("headers")->object()) {
            if (kFreeTexts.count(header.name) != 0 || header.name == "content-length") continue;
            EXPECT_EQ(reply.header(header.name), *header.value.string()) << header.name;
        }
        const auto* body = response.find("body");
        if (body == nullptr || body->is_string()) return;
        std::ostringstream differences;
        compare(*body, reply.body, "$", differences);
        EXPECT_EQ(differences.str(), "") << reply.response.body;
    }
};

TEST_F(GoldenHttp, PublishContractWhenNothingExists) { replay("publish_contract_nothing_exists"); }

TEST_F(GoldenHttp, PublishContractWithValidationError) { replay("publish_contract_with_validation_error"); }

class GoldenHttpModifiable : public GoldenHttp {
  protected:
    GoldenHttpModifiable() : GoldenHttp(allowing()) {}
    static Settings allowing() {
        Settings settings;
        settings.allow_contract_modification = true;
        return settings;
    }
};

TEST_F(GoldenHttpModifiable, PublishContractWhenAVerificationExists) {
    publish("Foo", "1", "Bar");
    verify("Foo", "1", "Bar", "2");
    replay("publish_contract_verification_already_exists");
}

TEST_F(GoldenHttp, ProviderPactsForVerification) {
    put("/pacts/provider/Provider/consumer/Consumer/version/0.0.1", R"({"some":"content"})");
    put("/pacts/provider/Provider/consumer/Consumer%202/version/4.5.6", R"({"some":"other content"})");
    tag("Consumer%202", "4.5.6", "prod");
    replay("get_provider_pacts_for_verification");
}

TEST_F(GoldenHttp, BranchesOfAPacticipant) {
    const auto golden = read("pacticipant_branches_decorator");
    if (!golden) GTEST_SKIP() << "no conformance data";
    put_on_branch("Foo", "1", "main");
    auto reply = send({"GET", "/pacticipants/Foo/branches", {{"Host", "example.org"}}, {}, {}});
    auto expected = json::to_text(*golden);
    const auto date = expected.find("2020-01-01T00:00:00");
    ASSERT_NE(date, std::string::npos);
    expected.replace(date, 19, "2021-09-01T00:07:21");
    std::ostringstream differences;
    compare(*json::parse(expected), reply.body, "$", differences);
    EXPECT_EQ(differences.str(), "");
}

class GoldenHttpDocumented : public GoldenHttp {
  protected:
    GoldenHttpDocumented() : GoldenHttp(behind_its_url()) {
        put("/pacts/provider/bar/consumer/foo/version/3e1f00a04", R"({"integrations":[]})");
        const auto pact = get("/pacts/provider/bar/consumer/foo/version/3e1f00a04");
        post(path_of(pact.href("pb:publish-verification-results")),
             R"({"success":true,"providerApplicationVersion":"950e7a154"})");
    }
    static Settings behind_its_url() {
        Settings settings;
        settings.base_urls = {"https://pact-broker"};
        return settings;
    }
};

// A lists' own link was recorded with the host that was asked, all others with the configured one; ours are alike.
class GoldenHttpWebhooks : public GoldenHttp {
  protected:
    GoldenHttpWebhooks() : GoldenHttp(for_webhooks()) {
        publish("Foo", "3e1f00a04", "Bar");
        put("/webhooks/" + std::string(kUuid),
            R"({"description":"an example webhook","consumer":{"name":"Foo"},"provider":{"name":"Bar"},"request":)"
            R"({"method":"POST","url":"https://example.org/webhook","headers":{"Content-Type":"application/json"},)"
            R"("body":{"pactUrl":"${pactbroker.pactUrl}"}}})");
    }
    static constexpr std::string_view kUuid = "d2181b32-8b03-4daf-8cc0-d9168b2f6fac";
    static Settings for_webhooks() {
        Settings settings;
        settings.base_urls = {"https://pact-broker"};
        settings.webhooks.hosts = {"example.org"};
        settings.webhooks.user_agent = "Pact Broker";
        return settings;
    }
    std::string adapted(const std::string& text) override {
        const std::string sha = "3e193ecb37ad04b43ce974a38352c704b2e0ed6b";
        const auto pact = get("/pacts/provider/Bar/consumer/Foo/version/3e1f00a04");
        const auto ours = pact.text("_links.pb:pact-version.name") + "/metadata/" +
                          contracts::to_segment({{{"", "", "", false, 1}}});
        return text::replace_all(text::replace_all(text, "http://example.org/", "https://pact-broker/"),
                                 sha + "/metadata/" + sha, ours);
    }
};

TEST_F(GoldenHttpWebhooks, Options) {
    replay("docs_webhooks_executing_a_saved_webhook_options");
    replay("docs_webhooks_logs_of_triggered_webhook_options");
    replay("docs_webhooks_pact_webhooks_options");
    replay("docs_webhooks_triggered_webhooks_for_pact_publication_options");
    replay("docs_webhooks_webhook_options");
    replay("docs_webhooks_webhooks_for_consumer_and_provider_options");
    replay("docs_webhooks_webhooks_for_consumer_options");
    replay("docs_webhooks_webhooks_status_options");
}
TEST_F(GoldenHttpWebhooks, OfAPact) { replay("docs_webhooks_pact_webhooks_get"); }
TEST_F(GoldenHttpWebhooks, OfAProvider) { replay("docs_webhooks_webhooks_for_a_provider_get"); }
TEST_F(GoldenHttpWebhooks, OfAConsumer) { replay("docs_webhooks_webhooks_for_consumer_get"); }
TEST_F(GoldenHttpWebhooks, OfAConsumerAndProvider) { replay("docs_webhooks_webhooks_for_consumer_and_provider_get"); }
TEST_F(GoldenHttpWebhooks, Put) { replay("docs_webhooks_webhook_put"); }
TEST_F(GoldenHttpWebhooks, ExecutingASavedOne) { replay("docs_webhooks_executing_a_saved_webhook_post"); }
TEST_F(GoldenHttpWebhooks, ExecutingAnUnsavedOne) { replay("docs_webhooks_executing_an_unsaved_webhook_post"); }

class GoldenHttpCreated : public GoldenHttpWebhooks {
  protected:
    std::string adapted(const std::string& text) override {
        return text::replace_all(GoldenHttpWebhooks::adapted(text), "dCGCl-Ba3PqEFJ_iE9mJkQ",
                                 SeededRandom(1).uuid());  // the first that this broker makes
    }
};
TEST_F(GoldenHttpCreated, Post) { replay("docs_webhooks_webhooks_post"); }

// As recorded: one delivery by a change of the content, of which one attempt was made that counts as none. Ours count.
class GoldenHttpTriggered : public GoldenHttpWebhooks {
  protected:
    GoldenHttpTriggered() {
        remove("/pacts/provider/Bar/consumer/Foo/version/3e1f00a04");
        put("/webhooks/" + std::string(kUuid),
            R"({"consumer":{"name":"Foo"},"provider":{"name":"Bar"},"request":)"
            R"({"method":"POST","url":"https://example.org/webhook"}})");
        publish("Foo", "3e1f00a04", "Bar");
    }
    std::string adapted(const std::string& text) override {
        const auto with_ours = text::replace_all(GoldenHttpWebhooks::adapted(text),
                                                 "6cd5cc48-db3c-4a4c-a36d-e9bedeb9d91e", uuid());
        return text::replace_all(text::replace_all(with_ours, R"("attemptsMade": 1)", R"("attemptsMade": 0)"),
                                 R"("attemptsRemaining": 6)", R"("attemptsRemaining": 7)");
    }
    std::string uuid() {
        const auto logs = get("/pacts/provider/Bar/consumer/Foo/version/3e1f00a04/triggered-webhooks")
                              .text("_embedded.triggeredWebhooks[0]._links.logs.href");
        const auto end = logs.rfind("/logs");
        const auto start = logs.rfind('/', end - 1) + 1;
        return logs.substr(start, end - start);
    }
};
TEST_F(GoldenHttpTriggered, OfAPublication) {
    replay("docs_webhooks_triggered_webhooks_for_pact_publication_get");
}
TEST_F(GoldenHttpTriggered, Status) { replay("docs_webhooks_webhooks_status_get"); }

TEST_F(GoldenHttp, LogsOfATriggeredWebhook) {
    const auto golden = read("triggered_webhook_logs_decorator");
    if (!golden) GTEST_SKIP() << "no conformance data";
    post("/webhooks", R"({"request":{"method":"POST","url":"https://example.org/webhook"}})");
    publish("Foo", "1", "Bar");
    deliver();
    const auto path = path_of(get("/pacts/provider/Bar/consumer/Foo/version/1/triggered-webhooks")
                                  .text("_embedded.triggeredWebhooks[0]._links.pb:logs.href"));
    const auto reply = get(path);
    EXPECT_EQ(shape(reply.body), shape(*golden)) << reply.response.body;
}

TEST_F(GoldenHttp, ResultsOfPublishingContracts) {
    const auto golden = read("publish_contracts_results_decorator");
    if (!golden) GTEST_SKIP() << "no conformance data";
    const auto reply = post("/contracts/publish",
                            R"({"pacticipantName":"Foo","pacticipantVersionNumber":"1","tags":["main"],"contracts":[)"
                            R"({"consumerName":"Foo","providerName":"Bar","specification":"pact","contentType":)"
                            R"("application/json","content":")" + encoding::base64(contract("Foo", "Bar")) + R"("}]})");
    EXPECT_EQ(shape(reply.body), shape(*golden)) << reply.response.body;
}

TEST_F(GoldenHttp, PublishContractWithAWebhook) {
    const auto golden = read("publish_contract_nothing_exists_with_webhook");
    if (!golden) GTEST_SKIP() << "no conformance data";
    post("/webhooks", R"({"description":"foo webhook","request":{"method":"POST","url":"https://example.org/hook"}})");
    replay("publish_contract_nothing_exists_with_webhook");
}

TEST_F(GoldenHttpDocumented, PacticipantOptions) { replay("docs_pacticipants_pacticipant_options"); }
TEST_F(GoldenHttpDocumented, PacticipantPut) { replay("docs_pacticipants_pacticipant_put"); }
TEST_F(GoldenHttpDocumented, PacticipantPatch) { replay("docs_pacticipants_pacticipant_patch"); }

}  // namespace

}  // namespace tally::testing_support
