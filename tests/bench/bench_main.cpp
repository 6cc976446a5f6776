// tally_bench: the figures of docs/benchmarks.md, ours beside the peer's, in one run.
//
//   tally_bench report PROGRAMS_FOLDER [PEER_BINARY]   Markdown tables on stdout, progress on stderr
//   tally_bench core [WHAT N]                          the contract core alone, one case or all as tables
//   tally_bench recording PROGRAMS_FOLDER              mock server and consumer's tests alone
//   tally_bench verification PROGRAMS_FOLDER [PEER_BINARY]   contract-verify alone
//   tally_bench broker PROGRAMS_FOLDER [FOLDER [URL]]  contract-broker with a long history, which is kept in
//   FOLDER (and
//                                                      in the schemas short and long of a PostgreSQL server,
//                                                      URL up to their names)
//   tally_bench original PROGRAMS_FOLDER SCRIPT        contract-broker beside the original, which SCRIPT
//   starts tally_bench history DATABASE VERSIONS              that history with so many versions of each
//   application tally_bench contract N                             the sample contract with N interactions
//   tally_bench provider                               a provider that honours it
//   tally_bench client PORT N                          a bare client that asks it N times
//   tally_bench mock FILE                              a mock server for a contract file
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <thread>

#include <unistd.h>

#include "bench/beside_original_broker.h"
#include "bench/broker_history.h"
#include "bench/broker_under_load.h"
#include "bench/contract_core.h"
#include "bench/load.h"
#include "bench/measure.h"
#include "bench/mock_from_file.h"
#include "bench/mock_server.h"
#include "bench/processes.h"
#include "bench/sample.h"
#include "bench/verification.h"

namespace tally::bench {

namespace {

namespace fs = std::filesystem;

void run_ourselves(const std::string& arguments) {
    const std::string ourselves = fs::read_symlink("/proc/self/exe").string();
    if (std::system(("'" + ourselves + "' " + arguments).c_str()) != 0)
        throw std::runtime_error("tally_bench " + arguments + " failed");
}

struct Setting {
    fs::path programs;
    std::string peer;  // empty: ours alone
    fs::path folder;   // for contracts

    std::string ours(const char* name) const { return (programs / name).string(); }
    fs::path contract(std::size_t interactions) const {
        const fs::path file = folder / ("contract-" + std::to_string(interactions) + ".json");
        // Made by a process of its own: a child's peak memory begins with that of its parent, so this one
        // stays small
        if (!fs::exists(file))
            run_ourselves("contract " + std::to_string(interactions) + " > '" + file.string() + "'");
        return file;
    }
};

std::string ratio(double larger, double smaller) {
    if (larger <= 0 || smaller <= 0) return "-";
    return fixed(larger / smaller, larger / smaller < 10 ? 1 : 0) + " x";
}

void report_verifier(const Setting& setting) {
    report_verification(std::cout,
                        {setting.ours("contract-verify"), setting.peer, setting.folder,
                         [&](std::size_t interactions) { return setting.contract(interactions); }});
}

struct Served {
    double per_second = 0;
    double cpu_ms_per_request = 0;
    double peak_mb = 0;
};

Served load_server(std::uint16_t port, int process_id, std::size_t interactions,
                   std::chrono::milliseconds duration) {
    Load load;
    load.port = port;
    load.duration = duration;
    for (std::size_t number = 1; number <= interactions; ++number) {
        load.requests.push_back("GET /products/" + std::to_string(number) +
                                " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }
    const double cpu_before = cpu_ms_of(process_id);
    const LoadResult result = run_load(load);
    const double cpu = cpu_ms_of(process_id) - cpu_before;
    if (result.failed > 0) std::cerr << "warning: " << result.failed << " requests failed\n";
    const double answered = static_cast<double>(result.answered);
    return {answered / result.seconds, answered > 0 ? cpu / answered : 0, peak_mb_of(process_id)};
}

Served load_our_mock(const Setting& setting, std::size_t interactions) {
    ServerProcess mock(
        {fs::read_symlink("/proc/self/exe").string(), "mock", setting.contract(interactions).string()});
    const std::string line = mock.next_line();
    const auto port = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
    return load_server(port, mock.id(), interactions, std::chrono::seconds(2));
}

Served load_peer_mock(const Setting& setting, std::size_t interactions) {
    const std::uint16_t master_port = free_port();
    const std::string master = std::to_string(master_port);
    ServerProcess mock({setting.peer, "mock", "start", "--port", master, "--host", "127.0.0.1", "--output",
                        setting.folder.string()});
    if (!wait_for_port(master_port)) return {};
    const std::string created = output_of({setting.peer, "mock", "create", "--port", master, "--host",
                                           "127.0.0.1", "--file", setting.contract(interactions).string()});
    const auto at = created.rfind("port ");
    if (at == std::string::npos) return {};
    const auto port = static_cast<std::uint16_t>(std::stoi(created.substr(at + 5)));
    return load_server(port, mock.id(), interactions, std::chrono::seconds(interactions == 1 ? 3 : 10));
}

void report_mock_server(const Setting& setting) {
    std::cout << "## Mock server, 8 connections\n\n"
                 "| Interactions | Tally req/s | peer req/s | ratio | Tally CPU per request | peer CPU per "
                 "request | Tally memory | "
                 "peer memory |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n";
    for (const std::size_t interactions : {1u, 100u, 1000u}) {
        std::cerr << "mock server with " << interactions << " interactions\n";
        const Served ours = load_our_mock(setting, interactions);
        const bool with_peer =
            !setting.peer.empty() && interactions <= 100;  // at 1,000 it answers nothing in ten seconds
        const Served theirs = with_peer ? load_peer_mock(setting, interactions) : Served{};
        std::cout << "| " << interactions << " | " << fixed(ours.per_second, 0) << " | "
                  << (with_peer ? fixed(theirs.per_second, 1) : "-") << " | "
                  << ratio(ours.per_second, theirs.per_second) << " | "
                  << fixed(ours.cpu_ms_per_request * 1000, 1) << " us | "
                  << (with_peer ? fixed(theirs.cpu_ms_per_request * 1000, 1) + " us" : "-") << " | "
                  << fixed(ours.peak_mb, 1) << " MB | "
                  << (with_peer ? fixed(theirs.peak_mb, 1) + " MB" : "-") << " |\n"
                  << std::flush;
    }
    std::cout << "\n";
}

void report_programs(const Setting& setting) {
    std::cout
        << "## Programs\n\n| Program | size | `--help`, median of 20 | memory |\n| --- | --- | --- | --- |\n";
    const auto row = [](const std::string& name, const std::string& program,
                        const std::vector<std::string>& help) {
        const Cost cost = median_cost(help, 20);
        std::cout << "| " << name << " | " << fixed(static_cast<double>(fs::file_size(program)) / 1e6, 1)
                  << " MB | " << fixed(cost.wall_ms, 1) << " ms | " << fixed(cost.peak_mb, 1) << " MB |\n";
    };
    for (const char* name : {"contract-verify", "contract", "contract-broker"}) {
        row("`" + std::string(name) + "`", setting.ours(name), {setting.ours(name), "--help"});
    }
    if (!setting.peer.empty())
        row("`pact verifier` (peer, without its Node shim)", setting.peer,
            {setting.peer, "verifier", "--help"});
    std::cout << "\n";
}

void report_recording(std::ostream& out, const Setting& setting) {
    const auto contract = [&](std::size_t interactions) { return setting.contract(interactions); };
    report_consumer_program(out, setting.programs);
    report_saving(out, contract);
    report_mock_start(out, contract);
    report_mock_endurance(out, contract);
    report_mock_growth(out, contract);
}

int report(const Setting& setting) {
    std::cout << "Measured on " << std::thread::hardware_concurrency() << " cores; peer: "
              << (setting.peer.empty() ? "not installed"
                                       : "`pact` of `@pact-foundation/pact-cli`, run directly")
              << ".\n\n";
    report_programs(setting);
    // In a process of its own, so that this one stays small: a child's peak memory begins with that of its
    // parent.
    std::cout << std::flush;
    run_ourselves("recording '" + setting.programs.string() + "'");
    report_core(std::cout);
    report_verifier(setting);
    report_mock_server(setting);
    return 0;
}

int usage() {
    std::cerr << "error: unknown arguments\ntry:   tally_bench report PROGRAMS_FOLDER [PEER_BINARY]\n";
    return 2;
}

int run(const std::vector<std::string>& arguments) {
    if (arguments.size() < 2) return usage();
    const std::string& verb = arguments[1];
    if (verb == "contract" && arguments.size() == 3)
        return std::cout << sample_contract(std::stoul(arguments[2])), 0;
    if (verb == "core" && arguments.size() == 2) return report_core(std::cout), 0;
    if (verb == "core" && arguments.size() == 4)
        return run_core_case(arguments[2], std::stoul(arguments[3]), std::cout) ? 0 : usage();
    if (verb == "provider") return serve_products();
    if (verb == "client" && arguments.size() == 4)
        return send_requests(static_cast<std::uint16_t>(std::stoi(arguments[2])), std::stoul(arguments[3]));
    if (verb == "mock" && arguments.size() == 3) return serve_mock(arguments[2]);
    if (verb == "history" && arguments.size() == 4)
        return write_history(arguments[2], {.versions = std::stoul(arguments[3])}), 0;
    if ((verb == "report" || verb == "recording" || verb == "verification" || verb == "broker" ||
         (verb == "original" && arguments.size() == 4)) &&
        arguments.size() >= 3) {
        setenv("PACT_DO_NOT_TRACK", "true", 1);
        const fs::path folder = fs::temp_directory_path() / ("tally-bench-" + std::to_string(getpid()));
        fs::create_directories(folder);
        const Setting setting{arguments[2], arguments.size() > 3 ? arguments[3] : "", folder};
        int code = 0;
        if (verb == "report") code = report(setting);
        if (verb == "recording") report_recording(std::cout, setting);
        if (verb == "verification") report_verifier(setting);
        if (verb == "broker")
            report_broker(std::cout, {.program = setting.ours("contract-broker"),
                                      .folder = arguments.size() > 3 ? fs::path(arguments[3]) : folder,
                                      .postgres = arguments.size() > 4 ? arguments[4] : ""});
        if (verb == "original")
            report_beside_original(std::cout, {setting.ours("contract-broker"), arguments[3], folder});
        fs::remove_all(folder);
        return code;
    }
    return usage();
}

}  // namespace

}  // namespace tally::bench

int main(int argc, char** argv) {
    try {
        return tally::bench::run(std::vector<std::string>(argv, argv + argc));
    } catch (const std::exception& error) {
        std::cerr << "error: " << error.what() << "\n";
        return 70;
    }
}
