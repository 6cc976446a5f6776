#include "bench/beside_original_broker.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <vector>

#include "base/json.h"
#include "bench/broker_history.h"
#include "bench/load.h"
#include "bench/measure.h"
#include "bench/processes.h"
#include "http/client.h"
#include "http/httplib_client.h"

namespace tally::bench {

namespace {

using std::chrono::milliseconds;

// 520 publications of 20 KB with a result each
constexpr History kHistory{.applications = 20, .providers = 2, .versions = 13, .contents = 13};
constexpr std::size_t kInteractions = 41;
constexpr int kRounds = 3;

std::string pair_path(std::size_t consumer, std::size_t nth) {
    return "/pacts/provider/" + application(provider_of(kHistory, consumer, nth)) + "/consumer/" +
           application(consumer);
}

std::string publication(std::size_t consumer, const std::string& version, const std::string& text) {
    std::string entries;
    for (std::size_t nth = 0; nth < kHistory.providers; ++nth) {
        const auto provider = application(provider_of(kHistory, consumer, nth));
        if (nth > 0) entries += ",";
        entries += contract_entry(application(consumer), provider,
                                  contract_text(application(consumer), provider, text, kInteractions));
    }
    return request_text("POST", "/contracts/publish",
                        publish_body(application(consumer), version, "main", entries));
}

class Subject {
  public:
    explicit Subject(const std::vector<std::string>& command) : process_(command) {
        const auto began = std::chrono::steady_clock::now();
        for (std::string line = process_.next_line(); !line.empty(); line = process_.next_line()) {
            const auto at = line.find("istening on http://127.0.0.1:");
            if (at == std::string::npos) continue;
            load_.port = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
            break;
        }
        if (load_.port == 0) throw std::runtime_error(command.front() + " does not start");
        load({request_text("GET", "/")}, 1, milliseconds(60000), true);
        start_ms_ =
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
    }

    LoadResult load(std::vector<std::string> requests, std::size_t connections, milliseconds duration,
                    bool once) {
        load_.requests = std::move(requests);
        load_.connections = connections;
        load_.duration = duration;
        load_.once = once;
        auto result = run_load(load_);
        if (result.failed > 0) std::cerr << "warning: " << result.failed << " requests failed\n";
        return result;
    }
    void tell(std::vector<std::string> requests) { load(std::move(requests), 1, milliseconds(600000), true); }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(load_.port); }
    double start_ms() const { return start_ms_; }
    double memory_mb() const { return memory_mb_of(process_.id()); }

  private:
    ServerProcess process_;
    Load load_;
    double start_ms_ = 0;
};

// Both name contents alike, so that what one says about where results go holds for the other.
std::vector<std::string> results(const Subject& ours) {
    const auto client = http::http_client({});
    std::vector<std::string> requests;
    for (std::size_t consumer = 0; consumer < kHistory.applications; ++consumer) {
        for (std::size_t nth = 0; nth < kHistory.providers; ++nth) {
            for (std::size_t version = 1; version <= kHistory.versions; ++version) {
                http::Request request;
                request.method = "GET";
                request.target = pair_path(consumer, nth) + "/version/" + std::to_string(version);
                request.headers = {{"Accept", "application/hal+json"}};
                const auto response = client->send(ours.url(), request, {});
                if (!response) throw std::runtime_error(response.error().text());
                const auto document = json::parse(response->body);
                const auto* links = document ? document->find("_links") : nullptr;
                const auto* link =
                    links == nullptr ? nullptr : links->find("pb:publish-verification-results");
                if (link == nullptr) throw std::runtime_error(request.target + " is not there");
                requests.push_back(request_text(
                    "POST", link->find("href")->string()->substr(ours.url().size()),
                    R"({"success":true,"providerApplicationVersion":")" + std::to_string(version) + "\"}"));
            }
        }
    }
    return requests;
}

void write_history(Subject& ours, Subject& original) {
    const auto tell = [&](const char* what, const std::vector<std::string>& requests) {
        std::cerr << what << "\n";
        for (auto* subject : {&ours, &original}) subject->tell(requests);
    };
    tell("environment", {request_text("POST", "/environments", R"({"name":"prod","production":true})")});
    std::vector<std::string> publications, branches, deployments;
    for (std::size_t version = 1; version <= kHistory.versions; ++version) {
        for (std::size_t n = 0; n < kHistory.applications; ++n) {
            publications.push_back(
                publication(n, std::to_string(version), "version " + std::to_string(version)));
        }
    }
    for (std::size_t n = 0; n < kHistory.applications; ++n) {
        // A tag named like an environment deploys
        deployments.push_back(request_text("PUT",
                                           "/pacticipants/" + application(n) + "/versions/" +
                                               std::to_string(kHistory.versions) + "/tags/prod",
                                           "{}"));
    }
    tell("publications", publications);
    tell("results", results(ours));
    tell("deployments", deployments);
}

struct Question {
    const char* name;
    std::size_t connections;
    bool once;
    std::vector<std::string> requests;
};

std::vector<Question> questions(int round) {
    const auto newest = std::to_string(kHistory.versions);
    Question publish{"a contract of 20 KB for each of two providers published, one connection", 1, true, {}};
    Question contract{"a contract of 20 KB read", 4, false, {}};
    Question deploy{"can-i-deploy to an environment", 4, false, {}};
    Question clients{"the same as clients ask the matrix", 4, false, {}};
    Question verify{"contracts for verification, with pending and work in progress", 4, false, {}};
    Question matrix{"the whole matrix of a consumer and a provider", 4, false, {}};
    for (std::size_t n = 0; n < kHistory.applications; ++n) {
        const auto name = application(n);
        publish.requests.push_back(
            publication(n, "round " + std::to_string(round), "round " + std::to_string(round)));
        contract.requests.push_back(request_text("GET", pair_path(n, 0) + "/version/" + newest));
        deploy.requests.push_back(request_text(
            "GET", "/can-i-deploy?pacticipant=" + name + "&version=" + newest + "&environment=prod"));
        clients.requests.push_back(request_text("GET", "/matrix?q[][pacticipant]=" + name + "&q[][version]=" +
                                                           newest + "&latestby=cvp&environment=prod"));
        verify.requests.push_back(request_text(
            "POST", "/pacts/provider/" + name + "/for-verification",
            R"({"consumerVersionSelectors":[{"mainBranch":true},{"deployedOrReleased":true}],)"
            R"("providerVersionBranch":"main","includePendingStatus":true,"includeWipPactsSince":"2020-01-01"})"));
        matrix.requests.push_back(request_text(
            "GET", "/matrix/provider/" + application(provider_of(kHistory, n, 0)) + "/consumer/" + name));
    }
    return {publish, contract, deploy, clients, verify, matrix};
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

struct Figures {
    std::vector<double> rate, middle, p99;
};

std::string ratio(double larger, double smaller) {
    return smaller <= 0 ? "-" : fixed(larger / smaller, larger / smaller < 10 ? 1 : 0) + " x";
}

}  // namespace

void report_beside_original(std::ostream& out, const BothSetting& setting) {
    // The names are alike
    setenv("PACT_BROKER_CHECK_FOR_POTENTIAL_DUPLICATE_PACTICIPANT_NAMES", "false", 1);
    const auto our_database = (setting.folder / "ours.db").string();
    const auto their_database = (setting.folder / "original.sqlite3").string();
    const auto ours = [&] {
        return std::make_unique<Subject>(std::vector<std::string>{setting.program, "--database", our_database,
                                                                  "--port", "0", "--log-level", "error"});
    };
    const auto original = [&] {
        return std::make_unique<Subject>(
            std::vector<std::string>{setting.script, "--start", "0", their_database});
    };
    {
        const auto one = ours(), other = original();
        write_history(*one, *other);
    }
    std::vector<double> our_starts, their_starts, our_memory, their_memory;
    std::map<std::string, Figures> our_figures, their_figures;
    std::vector<std::string> names;
    for (int round = 0; round < kRounds; ++round) {
        std::cerr << "round " << round + 1 << "\n";
        const auto one = ours(), other = original();
        our_starts.push_back(one->start_ms());
        their_starts.push_back(other->start_ms());
        for (const auto& question : questions(round)) {
            std::cerr << "  " << question.name << "\n";
            if (round == 0) names.push_back(question.name);
            const auto ask = [&](Subject& subject, Figures& figures, milliseconds duration) {
                const auto result =
                    subject.load(question.requests, question.connections,
                                 question.once ? milliseconds(120000) : duration, question.once);
                figures.rate.push_back(static_cast<double>(result.answered) / result.seconds);
                figures.middle.push_back(result.median_ms);
                figures.p99.push_back(result.p99_ms);
            };
            ask(*other, their_figures[question.name], milliseconds(6000));
            ask(*one, our_figures[question.name], milliseconds(2000));
        }
        our_memory.push_back(one->memory_mb());
        their_memory.push_back(other->memory_mb());
    }
    out << "## Beside the original broker\n\n"
        << kHistory.applications << " applications, " << kHistory.publications() << " publications of 20 KB, "
        << kHistory.publications() << " results, SQLite on both sides. Medians of " << kRounds
        << " rounds.\n\n"
        << "| Question | Tally, answers/s | original, answers/s | ratio | Tally: median, 99 of 100 | "
           "original: "
           "median, 99 of 100 |\n| --- | --- | --- | --- | --- | --- |\n";
    for (const auto& name : names) {
        const auto& we = our_figures[name];
        const auto& they = their_figures[name];
        out << "| " << name << " | " << fixed(median(we.rate), 0) << " | " << fixed(median(they.rate), 1)
            << " | " << ratio(median(we.rate), median(they.rate)) << " | " << fixed(median(we.middle), 1)
            << " ms, " << fixed(median(we.p99), 1) << " ms | " << fixed(median(they.middle), 0) << " ms, "
            << fixed(median(they.p99), 0) << " ms |\n";
    }
    out << "\n| Program | Tally | original | ratio |\n| --- | --- | --- | --- |\n"
        << "| from its start to the first answer | " << fixed(median(our_starts), 0) << " ms | "
        << fixed(median(their_starts), 0) << " ms | " << ratio(median(their_starts), median(our_starts))
        << " |\n"
        << "| memory after all of the above | " << fixed(median(our_memory), 0) << " MB | "
        << fixed(median(their_memory), 0) << " MB | " << ratio(median(their_memory), median(our_memory))
        << " |\n\n";
}

}  // namespace tally::bench
