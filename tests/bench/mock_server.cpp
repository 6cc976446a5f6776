#include "bench/mock_server.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "bench/load.h"
#include "bench/measure.h"
#include "bench/processes.h"
#include "format/read_contract.h"
#include "recording/mock_handler.h"
#include "recording/running_mock.h"
#include "recording/save_contract.h"

namespace tally::bench {
namespace {

namespace fs = std::filesystem;

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

// A mock server in a process of its own.
class MockProcess {
  public:
    MockProcess(const fs::path& contract, std::size_t interactions)
        : process_({fs::read_symlink("/proc/self/exe").string(), "mock", contract.string()}) {
        const std::string line = process_.next_line();
        load_.port = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
        // Some of many: what is sent must not cost the measuring process more for larger contracts.
        const std::size_t step = std::max<std::size_t>(1, interactions / 1000);
        for (std::size_t number = 1; number <= interactions; number += step) {
            load_.requests.push_back("GET /products/" + std::to_string(number) +
                                     " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        }
    }

    LoadResult load(std::size_t connections, std::chrono::milliseconds duration) {
        load_.connections = connections;
        load_.duration = duration;
        LoadResult result = run_load(load_);
        if (result.failed > 0) std::cerr << "warning: " << result.failed << " requests failed\n";
        return result;
    }
    double cpu_ms() const { return cpu_ms_of(process_.id()); }
    double peak_mb() const { return peak_mb_of(process_.id()); }

  private:
    ServerProcess process_;
    Load load_;
};

}  // namespace

void report_mock_growth(std::ostream& out, const ContractOfSize& contract) {
    constexpr int kRounds = 9;
    const std::vector<std::size_t> sizes = {1, 100, 1000, 10000};
    std::vector<std::unique_ptr<MockProcess>> mocks;
    for (const std::size_t size : sizes) mocks.push_back(std::make_unique<MockProcess>(contract(size), size));
    std::vector<std::vector<double>> cpu(sizes.size()), rate(sizes.size());
    for (int round = 0; round < kRounds; ++round) {
        std::cerr << "mock servers, round " << round + 1 << " of " << kRounds << "\n";
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            const double before = mocks[i]->cpu_ms();
            const LoadResult result = mocks[i]->load(8, std::chrono::milliseconds(500));
            cpu[i].push_back((mocks[i]->cpu_ms() - before) * 1000 / static_cast<double>(result.answered));
            rate[i].push_back(static_cast<double>(result.answered) / result.seconds);
        }
    }
    out << "## Mock server as contracts grow, 8 connections\n\n"
           "Medians of "
        << kRounds
        << " runs each, which took turns.\n\n"
           "| Interactions | CPU per request | beside 1 interaction | requests/s |\n| --- | --- | --- | --- "
           "|\n";
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        out << "| " << sizes[i] << " | " << fixed(median(cpu[i]), 2) << " us | "
            << fixed(median(cpu[i]) / median(cpu[0]), 2) << " x | " << fixed(median(rate[i]), 0) << " |\n";
    }
    out << "\n" << std::flush;
}

void report_mock_endurance(std::ostream& out, const ContractOfSize& contract) {
    constexpr std::size_t kRequests = 1'000'000;
    MockProcess mock(contract(100), 100);
    std::cerr << "mock server with 64 connections\n";
    const LoadResult busy = mock.load(64, std::chrono::seconds(3));
    const double before = mock.peak_mb();
    std::size_t answered = 0;
    while (answered < kRequests) {
        std::cerr << "mock server, " << answered << " requests\n";
        answered += mock.load(8, std::chrono::seconds(2)).answered;
    }
    out << "## Mock server under load, 100 interactions\n\n"
           "| What | |\n| --- | --- |\n"
        << "| latency at 64 connections, median | " << fixed(busy.median_ms, 2) << " ms |\n"
        << "| latency at 64 connections, 99 of 100 below | " << fixed(busy.p99_ms, 2) << " ms |\n"
        << "| peak memory before | " << fixed(before, 1) << " MB |\n"
        << "| peak memory after " << answered << " requests more | " << fixed(mock.peak_mb(), 1)
        << " MB |\n\n"
        << std::flush;
}

void report_mock_start(std::ostream& out, const ContractOfSize& contract) {
    constexpr int kStarts = 101;
    out << "## Mock server, from a contract in memory until it accepts\n\n"
           "| Interactions | start, median of "
        << kStarts << " | stop |\n| --- | --- | --- |\n";
    for (const std::size_t interactions : {std::size_t(1), std::size_t(100)}) {
        const auto read = format::read_contract_file(contract(interactions));
        if (!read) throw std::runtime_error(read.error().text());
        const SystemClock clock;
        SeededRandom random(1);
        std::vector<double> starts, stops;
        for (int i = 0; i < kStarts; ++i) {
            const auto began = std::chrono::steady_clock::now();
            recording::MockHandler handler(read->contract, random, clock);
            const auto mock = recording::start_mock(handler);
            const auto ready = std::chrono::steady_clock::now();
            if (!mock) throw std::runtime_error(mock.error().text());
            (*mock)->server->stop();
            const auto over = std::chrono::steady_clock::now();
            starts.push_back(std::chrono::duration<double, std::milli>(ready - began).count());
            stops.push_back(std::chrono::duration<double, std::milli>(over - ready).count());
        }
        out << "| " << interactions << " | " << fixed(median(starts), 2) << " ms | "
            << fixed(median(stops), 2) << " ms |\n";
    }
    out << "\n" << std::flush;
}

void report_saving(std::ostream& out, const ContractOfSize& contract) {
    const fs::path folder = fs::temp_directory_path() / ("tally-bench-saving-" + std::to_string(getpid()));
    out << "## Interactions merged into one contract file, one after the other\n\n"
           "| Interactions | size of the file | time | per interaction |\n| --- | --- | --- | --- |\n";
    for (const std::size_t interactions : {std::size_t(100), std::size_t(400)}) {
        const auto read = format::read_contract_file(contract(interactions));
        if (!read) throw std::runtime_error(read.error().text());
        fs::remove_all(folder);
        fs::path file;
        model::Contract one = read->contract;
        const auto began = std::chrono::steady_clock::now();
        for (const model::Interaction& interaction : read->contract.interactions) {
            one.interactions.assign(1, interaction);
            const auto saved = recording::save_contract(one, {}, folder);
            if (!saved) throw std::runtime_error(saved.error().text());
            file = *saved;
        }
        const auto passed =
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
        out << "| " << interactions << " | " << fixed(static_cast<double>(fs::file_size(file)) / 1e6, 2)
            << " MB | " << fixed(passed, 0) << " ms | "
            << fixed(passed / static_cast<double>(interactions), 2) << " ms |\n";
    }
    fs::remove_all(folder);
    out << "\n" << std::flush;
}

void report_consumer_program(std::ostream& out, const fs::path& programs) {
    constexpr int kRuns = 11;
    const fs::path folder = fs::temp_directory_path() / ("tally-bench-consumer-" + std::to_string(getpid()));
    setenv("TALLY_CONTRACT_DIR", folder.string().c_str(), 1);
    const std::vector<std::string> command = {(programs / "record_interactions").string(), "shop", "100"};
    out << "## A consumer's test program with 100 interactions, one run each\n\n"
           "| Contract file | time, median of "
        << kRuns << " | CPU | memory |\n| --- | --- | --- | --- |\n";
    for (const bool anew : {true, false}) {
        std::vector<double> wall, cpu;
        double peak = 0;
        for (int i = 0; i < kRuns; ++i) {
            if (anew) fs::remove_all(folder);
            const Cost cost = measure(command);
            if (cost.exit_code != 0) std::cerr << "warning: the consumer's tests failed\n";
            wall.push_back(cost.wall_ms);
            cpu.push_back(cost.cpu_ms);
            peak = std::max(peak, cost.peak_mb);
        }
        out << "| " << (anew ? "recorded anew" : "unchanged") << " | " << fixed(median(wall), 0) << " ms | "
            << fixed(median(cpu), 0) << " ms | " << fixed(peak, 1) << " MB |\n";
    }
    fs::remove_all(folder);
    unsetenv("TALLY_CONTRACT_DIR");
    out << "\n" << std::flush;
}

}  // namespace tally::bench
