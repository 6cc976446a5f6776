#include "bench/broker_history.h"

#include <atomic>
#include <functional>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/encoding.h"
#include "base/json.h"
#include "base/random.h"
#include "broker.h"
#include "storage/open_database.h"

namespace tally::bench {

namespace {

constexpr std::size_t kWriters = 16;  // that many commit together

class Writer {
  public:
    Writer(const std::string& location, const History& history) : history_(history) {
        auto database = storage::open_database(location, clock_);
        if (!database) throw std::runtime_error(database.error().text());
        database_ = std::move(*database);
        Settings settings;
        settings.check_for_look_alike_names = false;  // the names are alike
        broker_ = std::make_unique<Broker>(*database_, clock_, random_, settings);
    }

    void write() {
        const auto created =
            post("/environments", R"({"name":"prod","displayName":"Production","production":true})");
        environment_ = *created.find("uuid")->string();
        const auto each_application = [&](const char* what, const std::function<void(std::size_t)>& work) {
            std::cerr << what << "\n";
            in_parallel(history_.applications, work);
        };
        each_application("publications", [&](std::size_t n) { publish_all(n); });
        each_application("results", [&](std::size_t n) { verify_all(n); });
        each_application("deployments", [&](std::size_t n) { deploy_last(n); });
    }

  private:
    json::Value get(const std::string& target) { return exchange("GET", target, ""); }
    json::Value post(const std::string& target, const std::string& body) {
        return exchange("POST", target, body);
    }

    json::Value exchange(const std::string& method, const std::string& target, const std::string& body) {
        http::Request request;
        request.method = method;
        request.target = target;
        request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/hal+json"}};
        request.body = body;
        const auto response = broker_->handle(request);
        if (response.status >= 300) throw std::runtime_error(target + ": " + response.body.substr(0, 500));
        return *json::parse(response.body);
    }

    void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work) {
        std::atomic<std::size_t> next{0};
        std::atomic<bool> failed{false};
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < kWriters; ++i) {
            threads.emplace_back([&] {
                try {
                    for (std::size_t n = next++; n < count && !failed; n = next++) work(n);
                } catch (const std::exception& error) {
                    std::cerr << "error: " << error.what() << "\n";
                    failed = true;
                }
            });
        }
        for (auto& thread : threads) thread.join();
        if (failed) throw std::runtime_error("the history could not be written");
    }

    std::string text_of_content(std::size_t version) const {
        return "revision " + std::to_string(version * history_.contents / history_.versions);
    }

    void publish_all(std::size_t number) {
        const auto consumer = application(number);
        for (std::size_t version = 0; version < history_.versions; ++version) {
            std::string entries;
            for (std::size_t i = 0; i < history_.providers; ++i) {
                const auto provider = application(provider_of(history_, number, i));
                entries += (entries.empty() ? "" : ",") +
                           contract_entry(consumer, provider,
                                          contract_text(consumer, provider, text_of_content(version), 4));
            }
            post("/contracts/publish",
                 publish_body(consumer, std::to_string(version + 1),
                              version % 4 == 3 && version + 1 < history_.versions ? "feature" : "main",
                              entries));
        }
    }

    // By every version of the provider, the versions oldest first.
    void verify_all(std::size_t number) {
        const auto consumer = application(number);
        for (std::size_t i = 0; i < history_.providers; ++i) {
            const auto provider = application(provider_of(history_, number, i));
            std::vector<std::string> contents;
            for (std::size_t content = 0; content < history_.contents; ++content) {
                const auto version = content * history_.versions / history_.contents + 1;
                const auto contract = get("/pacts/provider/" + provider + "/consumer/" + consumer +
                                          "/version/" + std::to_string(version));
                const auto& link = *contract.find("_links")->find("pb:publish-verification-results");
                const auto& href = *link.find("href")->string();
                contents.push_back(href.substr(href.find('/', 8)));
            }
            for (std::size_t version = 1; version <= history_.versions; ++version) {
                for (const auto& content : contents) {
                    post(content, R"({"success":true,"providerApplicationVersion":")" +
                                      std::to_string(version) + "\"}");
                }
            }
        }
    }

    void deploy_last(std::size_t number) {
        post("/pacticipants/" + application(number) + "/versions/" + std::to_string(history_.versions) +
                 "/deployed-versions/environment/" + environment_,
             "{}");
    }

    const History history_;
    SystemClock clock_;
    SystemRandom random_;
    std::unique_ptr<storage::Database> database_;
    std::unique_ptr<Broker> broker_;
    std::string environment_;
};

}  // namespace

std::string application(std::size_t number) {
    return "application-" + std::to_string(number);
}

// Spread, so that the graph of who needs whom is no chain.
std::size_t provider_of(const History& history, std::size_t application, std::size_t nth) {
    return (application + 1 + nth * nth * 7) % history.applications;
}

std::string contract_text(const std::string& consumer, const std::string& provider, const std::string& text,
                          std::size_t interactions) {
    std::string list;
    for (std::size_t i = 0; i < interactions; ++i) {
        const auto n = std::to_string(i);
        list +=
            (i == 0 ? "" : ",") +
            (R"({"description":"a request for thing )" + n + R"(","providerStates":[{"name":"thing )" + n) +
            R"( exists"}],"request":{"method":"GET","path":"/things/)" + n +
            R"("},"response":{"status":200,"headers":{"Content-Type":"application/json"},"body":{"id":)" + n +
            R"(,"name":")" + text +
            R"(","price":12.5,"tags":["new","blue"],"owner":{"name":"Ann","city":"Bern"}},)" +
            R"("matchingRules":{"body":{"$.id":{"combine":"AND","matchers":[{"match":"integer"}]},"$.name":{"combine":"AND","matchers":[{"match":"type"}]}}}}})";
    }
    return R"({"consumer":{"name":")" + consumer + R"("},"provider":{"name":")" + provider +
           R"("},"interactions":[)" + list + R"(],"metadata":{"pactSpecification":{"version":"3.0.0"}}})";
}

std::string contract_entry(const std::string& consumer, const std::string& provider,
                           const std::string& contract) {
    return R"({"consumerName":")" + consumer + R"(","providerName":")" + provider +
           R"(","specification":"pact","contentType":"application/json","content":")" +
           encoding::base64(contract) + "\"}";
}

std::string publish_body(const std::string& consumer, const std::string& version, const std::string& branch,
                         const std::string& entries) {
    return R"({"pacticipantName":")" + consumer + R"(","pacticipantVersionNumber":")" + version +
           R"(","branch":")" + branch + R"(","contracts":[)" + entries + "]}";
}

void write_history(const std::string& database, const History& history) {
    Writer(database, history).write();
}

}  // namespace tally::bench
