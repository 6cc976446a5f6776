#include "api/broker_fixture.h"

#include <stdexcept>
#include <utility>

#include "base/encoding.h"
#include "delivery/deliver.h"
#include "storage/test_database.h"

namespace tally::testing_support {

namespace {

const json::Value kNothing;

}  // namespace

const json::Value& Reply::at(std::string_view path) const {
    const json::Value* value = &body;
    while (!path.empty() && value != nullptr) {
        if (path.front() == '[') {
            const auto close = path.find(']');
            const auto index = std::stoul(std::string(path.substr(1, close - 1)));
            const auto* items = value->array();
            value = items != nullptr && index < items->size() ? &(*items)[index] : nullptr;
            path.remove_prefix(close + 1);
            if (!path.empty() && path.front() == '.') path.remove_prefix(1);
            continue;
        }
        const auto end = path.find_first_of(".[");
        value = value->find(path.substr(0, end));
        if (end == std::string_view::npos) break;
        path.remove_prefix(path[end] == '.' ? end + 1 : end);
    }
    return value == nullptr ? kNothing : *value;
}

std::string Reply::text(std::string_view path) const {
    const auto* text = at(path).string();
    return text == nullptr ? std::string() : *text;
}

std::string Reply::href(std::string_view rel) const {
    const auto* links = body.find("_links");
    const auto* link = links == nullptr ? nullptr : links->find(rel);
    const auto* href = link == nullptr ? nullptr : link->find("href");
    return href == nullptr || href->string() == nullptr ? std::string() : *href->string();
}

bool Reply::has(std::string_view path) const {
    return &at(path) != &kNothing;
}

std::size_t Reply::size(std::string_view path) const {
    const auto* items = at(path).array();
    return items == nullptr ? 0 : items->size();
}

Result<http::Response> WebhookReceiver::send(const std::string& origin, const http::Request& request,
                                             const http::Limits& given) {
    origins.push_back(origin);
    requests.push_back(request);
    limits = given;
    if (const auto happens = std::exchange(meanwhile, {})) happens();
    return answer;
}

BrokerTest::BrokerTest(Settings settings) : folder_(fastest_folder()), webhook_settings_(settings.webhooks) {
    database_ = open_test_database(folder_, clock_);
    if (database_ == nullptr) return;  // this test is skipped
    broker_ = std::make_unique<Broker>(*database_, clock_, random_, std::move(settings),
                                       WebhookOutlet{&receiver_, [this] { ++wake_calls_; }});
}

Reply BrokerTest::send(http::Request request) {
    if (!request.headers.contains("Host")) request.headers.set("Host", "broker.example");
    Reply reply{broker_->handle(request), {}};
    if (auto body = json::parse(reply.response.body)) reply.body = std::move(*body);
    return reply;
}

Reply BrokerTest::get(const std::string& target, const std::string& accept) {
    http::Request request{"GET", target, {}, {}, {}};
    if (!accept.empty()) request.headers.set("Accept", accept);
    return send(request);
}

Reply BrokerTest::put(const std::string& target, const std::string& body) {
    return send({"PUT", target, {{"Content-Type", "application/json"}}, body, {}});
}

Reply BrokerTest::post(const std::string& target, const std::string& body) {
    return send({"POST", target, {{"Content-Type", "application/json"}}, body, {}});
}

Reply BrokerTest::patch(const std::string& target, const std::string& body, const std::string& type) {
    return send({"PATCH", target, {{"Content-Type", type}}, body, {}});
}

Reply BrokerTest::remove(const std::string& target) {
    return send({"DELETE", target, {}, {}, {}});
}

Reply BrokerTest::options(const std::string& target) {
    return send({"OPTIONS", target, {}, {}, {}});
}

std::string BrokerTest::contract(const std::string& consumer, const std::string& provider,
                                 const std::string& path) {
    return R"({"consumer":{"name":")" + consumer + R"("},"provider":{"name":")" + provider +
           R"("},"interactions":[{"description":"a request","request":{"method":"GET","path":")" + path +
           R"("},"response":{"status":200}}],"metadata":{"pactSpecification":{"version":"2.0.0"}}})";
}

Reply BrokerTest::publish(const std::string& consumer, const std::string& version,
                          const std::string& provider, const std::string& path) {
    return put("/pacts/provider/" + encoding::percent_encoded(provider) + "/consumer/" +
                   encoding::percent_encoded(consumer) + "/version/" + encoding::percent_encoded(version),
               contract(consumer, provider, path));
}

void BrokerTest::put_on_branch(const std::string& pacticipant, const std::string& version,
                               const std::string& branch) {
    const auto reply = put("/pacticipants/" + pacticipant + "/branches/" + branch + "/versions/" + version);
    ASSERT_LT(reply.status(), 300) << reply.response.body;
}

void BrokerTest::tag(const std::string& pacticipant, const std::string& version, const std::string& name) {
    const auto reply = put("/pacticipants/" + pacticipant + "/versions/" + version + "/tags/" + name);
    ASSERT_LT(reply.status(), 300) << reply.response.body;
}

void BrokerTest::verify(const std::string& consumer, const std::string& version, const std::string& provider,
                        const std::string& provider_version, bool success) {
    const auto contract =
        get("/pacts/provider/" + provider + "/consumer/" + consumer + "/version/" + version);
    ASSERT_EQ(contract.status(), 200) << contract.response.body;
    const auto reply = post(path_of(contract.href("pb:publish-verification-results")),
                            std::string(R"({"success":)") + (success ? "true" : "false") +
                                R"(,"providerApplicationVersion":")" + provider_version + "\"}");
    ASSERT_EQ(reply.status(), 201) << reply.response.body;
}

std::string BrokerTest::create_environment(const std::string& name, bool production) {
    const auto reply = post("/environments", R"({"name":")" + name + R"(","production":)" +
                                                 (production ? "true" : "false") + "}");
    EXPECT_EQ(reply.status(), 201) << reply.response.body;
    return reply.text("uuid");
}

void BrokerTest::deploy(const std::string& pacticipant, const std::string& version, const std::string& uuid,
                        const std::string& instance) {
    const auto reply = post("/pacticipants/" + pacticipant + "/versions/" + version +
                                "/deployed-versions/environment/" + uuid,
                            instance.empty() ? "{}" : R"({"applicationInstance":")" + instance + "\"}");
    ASSERT_EQ(reply.status(), 201) << reply.response.body;
}

void BrokerTest::release(const std::string& pacticipant, const std::string& version,
                         const std::string& uuid) {
    const auto reply = post("/pacticipants/" + pacticipant + "/versions/" + version +
                                "/released-versions/environment/" + uuid,
                            "{}");
    ASSERT_LT(reply.status(), 300) << reply.response.body;
}

int BrokerTest::deliver() {
    int count = 0;
    while (deliver_next()) ++count;
    return count;
}

bool BrokerTest::deliver_next() {
    return delivery::deliver_next({*database_, receiver_, webhook_settings_, clock_, under_way_});
}

std::string BrokerTest::path_of(const std::string& url) {
    const auto scheme = url.find("://");
    if (scheme == std::string::npos) return url;
    const auto slash = url.find('/', scheme + 3);
    return slash == std::string::npos ? "/" : url.substr(slash);
}

}  // namespace tally::testing_support
