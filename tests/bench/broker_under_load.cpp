#include "bench/broker_under_load.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>
#include <random>
#include <stdexcept>
#include <vector>

#include "bench/broker_history.h"
#include "bench/load.h"
#include "bench/measure.h"
#include "bench/processes.h"
#include "support/postgres_server.h"

namespace tally::bench {

namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr History kShort{.versions = 10};
constexpr History kLong{.versions = 100};

std::string pact_of(const History& history, std::size_t consumer) {
    return "/pacts/provider/" + application(provider_of(history, consumer, 0)) + "/consumer/" +
           application(consumer);
}

struct Question {
    const char* name;
    std::function<std::string(const History&, std::size_t application, std::size_t version)> request;
};

// The questions that pipelines ask all day.
const std::vector<Question>& questions() {
    static const std::vector<Question> all = {
        {"can-i-deploy to an environment",
         [](const History&, std::size_t n, std::size_t version) {
             return request_text("GET", "/can-i-deploy?pacticipant=" + application(n) +
                                            "&version=" + std::to_string(version) + "&environment=prod");
         }},
        {"the same as clients ask the matrix",
         [](const History&, std::size_t n, std::size_t version) {
             return request_text("GET", "/matrix?q[][pacticipant]=" + application(n) + "&q[][version]=" +
                                            std::to_string(version) + "&latestby=cvp&environment=prod");
         }},
        {"contracts for verification, with pending and work in progress",
         [](const History&, std::size_t n, std::size_t version) {
             return request_text(
                 "POST", "/pacts/provider/" + application(n) + "/for-verification",
                 R"({"consumerVersionSelectors":[{"mainBranch":true},{"deployedOrReleased":true}],)"
                 R"("providerVersionBranch":"main","providerVersionNumber":")" +
                     std::to_string(version) +
                     R"(","includePendingStatus":true,"includeWipPactsSince":"2020-01-01"})");
         }},
        {"a contract of 2 KB",
         [](const History& history, std::size_t n, std::size_t version) {
             return request_text("GET", pact_of(history, n) + "/version/" + std::to_string(version));
         }},
        {"the dashboard of a provider",
         [](const History& history, std::size_t n, std::size_t) {
             return request_text("GET", "/dashboard/provider/" + application(provider_of(history, n, 0)) +
                                            "/consumer/" + application(n));
         }},
        {"the latest contracts of a provider",
         [](const History&, std::size_t n, std::size_t) {
             return request_text("GET", "/pacts/provider/" + application(n) + "/latest");
         }},
    };
    return all;
}

class BrokerProcess {
  public:
    BrokerProcess(const std::string& program, const std::string& database)
        : process_({program, "--database", database, "--port", "0", "--log-level", "error"}) {
        const std::string line = process_.next_line();
        if (line.empty()) throw std::runtime_error("the broker does not start on " + database);
        load_.port = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
    }

    LoadResult load(std::vector<std::string> requests, milliseconds duration, bool once = false) {
        load_.requests = std::move(requests);
        load_.duration = duration;
        load_.once = once;
        LoadResult result = run_load(load_);
        if (result.failed > 0) std::cerr << "warning: " << result.failed << " requests failed\n";
        return result;
    }
    double cpu_ms() const { return cpu_ms_of(process_.id()); }
    double memory_mb() const { return memory_mb_of(process_.id()); }
    double peak_mb() const { return peak_mb_of(process_.id()); }

  private:
    ServerProcess process_;
    Load load_;
};

std::vector<std::string> requests_for(const Question& question, const History& history) {
    std::mt19937 random(7);  // the same for every run
    std::vector<std::string> requests;
    for (int i = 0; i < 2000; ++i) {
        const auto n = random() % history.applications;
        // Of the newest versions, as pipelines ask
        requests.push_back(question.request(history, n, history.versions - random() % 5));
    }
    return requests;
}

struct Measured {
    double cpu_us = 0;
    LoadResult result;
};

Measured ask(BrokerProcess& broker, const Question& question, const History& history, milliseconds duration) {
    const double before = broker.cpu_ms();
    auto result = broker.load(requests_for(question, history), duration);
    return {
        (broker.cpu_ms() - before) * 1000 / static_cast<double>(std::max<std::size_t>(1, result.answered)),
        result};
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void report_questions(std::ostream& out, BrokerProcess& small, BrokerProcess& large) {
    constexpr int kRounds = 5;
    out << "| Question | answers/s | median | 99 of 100 below | CPU per answer | beside "
        << kShort.publications() << " publications |\n| --- | --- | --- | --- | --- | --- |\n";
    for (const auto& question : questions()) {
        std::cerr << question.name << "\n";
        std::vector<double> cpu_small, cpu_large, rate, middle, p99;
        for (int round = 0; round < kRounds; ++round) {
            cpu_small.push_back(ask(small, question, kShort, milliseconds(800)).cpu_us);
            const auto measured = ask(large, question, kLong, milliseconds(1500));
            cpu_large.push_back(measured.cpu_us);
            rate.push_back(static_cast<double>(measured.result.answered) / measured.result.seconds);
            middle.push_back(measured.result.median_ms);
            p99.push_back(measured.result.p99_ms);
        }
        out << "| " << question.name << " | " << fixed(median(rate), 0) << " | " << fixed(median(middle), 2)
            << " ms | " << fixed(median(p99), 2) << " ms | " << fixed(median(cpu_large), 0) << " us | "
            << fixed(median(cpu_large) / median(cpu_small), 2) << " x |\n"
            << std::flush;
    }
    out << "\n";
}

std::string large_contract(const std::string& consumer, std::size_t number) {
    return contract_text(consumer, application(0), "number " + std::to_string(number), 41);  // 20 KB
}

// New contents, each once: what a publish costs when nothing is known yet.
std::vector<std::string> publications(std::size_t count) {
    std::vector<std::string> requests;
    for (std::size_t i = 0; i < count; ++i) {
        const auto consumer = "publisher-" + std::to_string(i % 8);
        requests.push_back(request_text(
            "POST", "/contracts/publish",
            publish_body(consumer, "new-" + std::to_string(i), "main",
                         contract_entry(consumer, application(0), large_contract(consumer, i)))));
    }
    return requests;
}

void report_writing(std::ostream& out, BrokerProcess& broker) {
    std::cerr << "publishing\n";
    const double before = broker.cpu_ms();
    const auto published = broker.load(publications(6000), milliseconds(10000), true);
    const double cpu =
        (broker.cpu_ms() - before) / static_cast<double>(std::max<std::size_t>(1, published.answered));
    std::cerr << "reading what was published\n";
    std::vector<std::string> reads;
    for (std::size_t i = 0; i < std::min<std::size_t>(1000, published.answered); ++i) {
        reads.push_back(request_text("GET", "/pacts/provider/" + application(0) + "/consumer/publisher-" +
                                                std::to_string(i % 8) + "/version/new-" + std::to_string(i)));
    }
    const double before_reading = broker.cpu_ms();
    const auto read = broker.load(reads, milliseconds(3000));
    const double cpu_reading =
        (broker.cpu_ms() - before_reading) / static_cast<double>(std::max<std::size_t>(1, read.answered));
    const auto row = [&](const char* what, const LoadResult& result, double cpu_ms) {
        out << "| " << what << " | " << fixed(static_cast<double>(result.answered) / result.seconds, 0)
            << " | " << fixed(result.median_ms, 2) << " ms | " << fixed(result.p99_ms, 2) << " ms | "
            << fixed(cpu_ms * 1000, 0) << " us |\n";
    };
    out << "| 20 KB contracts | per second | median | 99 of 100 below | CPU each |\n| --- | --- | --- | --- "
           "| --- |\n";
    row("published, each new and on the disk when acknowledged", published, cpu);
    row("read", read, cpu_reading);
    out << "\n";
}

double first_answer_ms(const std::string& program, const std::string& database) {
    const auto began = std::chrono::steady_clock::now();
    BrokerProcess broker(program, database);
    const auto started = std::chrono::steady_clock::now() - began;
    // The load stops after its only request
    const auto result = broker.load({request_text("GET", "/")}, milliseconds(5000), true);
    return std::chrono::duration<double, std::milli>(started).count() + result.median_ms;
}

void report_on(std::ostream& out, const char* engine, const BrokerSetting& setting,
               const std::string& small_database, const std::string& large_database) {
    out << "### " << engine << "\n\n";
    std::vector<double> starts;
    for (int i = 0; i < 11; ++i) starts.push_back(first_answer_ms(setting.program, large_database));
    BrokerProcess small(setting.program, small_database), large(setting.program, large_database);
    const double idle = large.memory_mb();
    report_questions(out, small, large);
    report_writing(out, large);
    out << "| Program | |\n| --- | --- |\n"
        << "| from its start to the first answer, median of 11 | " << fixed(median(starts), 1) << " ms |\n"
        << "| memory before the first request | " << fixed(idle, 1) << " MB |\n"
        << "| peak memory after all of the above | " << fixed(large.peak_mb(), 1) << " MB |\n\n"
        << std::flush;
}

void write_in_a_process(const std::string& database, const History& history) {
    std::cerr << "writing " << history.publications() << " publications and " << history.results()
              << " results\n";
    const auto began = std::chrono::steady_clock::now();
    const auto ourselves = fs::read_symlink("/proc/self/exe").string();
    const auto ending = measure({ourselves, "history", database, std::to_string(history.versions)});
    if (ending.exit_code != 0) throw std::runtime_error("the history could not be written to " + database);
    std::cerr << "took "
              << fixed(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(), 0)
              << " s\n";
}

// On a server of its own with the durability it is installed with.
void report_on_postgres(std::ostream& out, const BrokerSetting& setting) {
    using testing_support::PostgresServer;
    if (!setting.postgres.empty()) {
        return report_on(out, "PostgreSQL", setting, setting.postgres + "short", setting.postgres + "long");
    }
    const auto programs = PostgresServer::programs();
    if (!programs) {
        std::cerr << "the PostgreSQL server is not installed: SQLite alone\n";
        return;
    }
    const PostgresServer server(PostgresServer::Durability::full);
    const auto written = [&](const std::string& schema, const History& history) {
        const auto created =
            measure({(*programs / "psql").string(), server.url(), "-c", "CREATE SCHEMA " + schema});
        if (created.exit_code != 0) throw std::runtime_error("psql cannot create a schema");
        write_in_a_process(server.url(schema), history);
        return server.url(schema);
    };
    const auto small = written("short", kShort);
    const auto large = written("long", kLong);
    report_on(out, "PostgreSQL", setting, small, large);
}

}  // namespace

void report_broker(std::ostream& out, const BrokerSetting& setting) {
    out << "## Broker with a long history, 8 connections\n\n"
        << kLong.applications << " applications, " << kLong.publications() << " publications, "
        << kLong.distinct_contents() << " distinct contents, " << kLong.results()
        << " results. Medians of 5 runs.\n\n";
    const auto small = (setting.folder / "short.db").string();
    const auto large = (setting.folder / "long.db").string();
    if (!fs::exists(small)) write_in_a_process(small, kShort);
    if (!fs::exists(large)) write_in_a_process(large, kLong);
    report_on(out, "SQLite", setting, small, large);
    report_on_postgres(out, setting);
}

}  // namespace tally::bench
