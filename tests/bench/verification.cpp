#include "bench/verification.h"

#include <httplib.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include <unistd.h>

#include "base/json.h"
#include "bench/measure.h"
#include "bench/processes.h"
#include "bench/sample.h"
#include "http/server.h"

namespace tally::bench {

namespace {

namespace fs = std::filesystem;

http::Response product(const http::Request& request) {
    const auto path = request.path();
    const auto slash = path.rfind('/');
    const std::size_t number = std::strtoul(std::string(path.substr(slash + 1)).c_str(), nullptr, 10);
    return {200, {{"Content-Type", "application/json"}}, product_json(number)};
}

std::string ratio(double larger, double smaller) {
    if (larger <= 0 || smaller <= 0) return "-";
    return fixed(larger / smaller, larger / smaller < 10 ? 1 : 0) + " x";
}

Cost median(std::vector<Cost>& costs) {
    if (costs.empty()) return Cost{};
    const auto figure = [&](double Cost::*member) {
        std::sort(costs.begin(), costs.end(),
                  [&](const Cost& x, const Cost& y) { return x.*member < y.*member; });
        return costs[costs.size() / 2].*member;
    };
    return Cost{figure(&Cost::wall_ms), figure(&Cost::cpu_ms), figure(&Cost::peak_mb),
                costs.back().exit_code};
}

// Medians of runs that alternate between ours and the other's, so that a noisy moment hits both.
std::pair<Cost, Cost> compare(const std::vector<std::string>& ours, const std::vector<std::string>& other,
                              int runs) {
    std::vector<Cost> a, b;
    for (int i = 0; i < runs; ++i) {
        a.push_back(measure(ours));
        if (!other.empty()) b.push_back(measure(other));
    }
    return {median(a), median(b)};
}

void expect_code(const Cost& cost, int code, const std::string& what) {
    if (cost.exit_code != code)
        throw std::runtime_error(what + " ended with " + std::to_string(cost.exit_code));
}

// The provider is a process of its own, so that the measuring one stays small: a child's peak memory begins
// with that of its parent.
struct Provider {
    Provider() : process({fs::read_symlink("/proc/self/exe").string(), "provider"}) {
        const std::string line = process.next_line();
        url = line.substr(line.find("http"));
        port = url.substr(url.rfind(':') + 1);
    }
    ServerProcess process;
    std::string url, port;
};

std::vector<std::string> our_command(const VerificationSetting& setting, const fs::path& contract,
                                     const std::string& url) {
    return {setting.program, contract.string(), "--provider-url", url, "--max-contract-size", "1024"};
}

void report_beside_peer(std::ostream& out, const VerificationSetting& setting, const Provider& provider) {
    out << "## Verifying a contract\n\n"
           "| Interactions | Tally | peer | wall time ratio | Tally CPU | peer CPU | Tally memory | peer "
           "memory |\n"
           "| --- | --- | --- | --- | --- | --- | --- | --- |\n";
    for (const std::size_t interactions : {1u, 100u, 1000u}) {
        std::cerr << "verifying " << interactions << " interactions\n";
        const std::string file = setting.contract(interactions).string();
        std::vector<std::string> peer;
        if (!setting.peer.empty())
            peer = {setting.peer,     "verifier",   "--file",    file,     "--provider-name",
                    "bench-provider", "--hostname", "127.0.0.1", "--port", provider.port};
        const auto [ours, theirs] =
            compare(our_command(setting, file, provider.url), peer, interactions < 1000 ? 11 : 3);
        expect_code(ours, 0, "contract-verify");
        expect_code(theirs, 0, "the peer");
        out << "| " << interactions << " | " << fixed(ours.wall_ms, 1) << " ms | " << fixed(theirs.wall_ms, 1)
            << " ms | " << ratio(theirs.wall_ms, ours.wall_ms) << " | " << fixed(ours.cpu_ms, 1) << " ms | "
            << fixed(theirs.cpu_ms, 1) << " ms | " << fixed(ours.peak_mb, 1) << " MB | "
            << fixed(theirs.peak_mb, 1) << " MB |\n"
            << std::flush;
    }
    out << "\n";
}

double median_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

// How long the interactions themselves took, without start and reading, as the report has it.
double replay_ms(const fs::path& report) {
    std::ifstream stream(report);
    const auto read = json::parse(std::string{std::istreambuf_iterator<char>(stream), {}});
    if (!read) throw std::runtime_error(read.error().text());
    return static_cast<double>(read->find("tally")->find("milliseconds")->integer().value());
}

void report_growth(std::ostream& out, const VerificationSetting& setting, const Provider& provider) {
    out << "## Verifying as contracts grow\n\n"
           "| Interactions | time | CPU | CPU per interaction after the first | memory |\n"
           "| --- | --- | --- | --- | --- |\n";
    std::vector<Cost> starts;
    for (int run = 0; run < 7; ++run)
        starts.push_back(measure(our_command(setting, setting.contract(1), provider.url)));
    const double start_ms = median(starts).cpu_ms;
    for (const std::size_t interactions : {10u, 100u, 1000u, 5000u, 50'000u}) {
        std::cerr << "verifying " << interactions << " interactions\n";
        const auto ours = compare(our_command(setting, setting.contract(interactions), provider.url), {},
                                  interactions < 50'000 ? 7 : 3)
                              .first;
        expect_code(ours, 0, "contract-verify");
        out << "| " << interactions << " | " << fixed(ours.wall_ms, 1) << " ms | " << fixed(ours.cpu_ms, 1)
            << " ms | " << fixed((ours.cpu_ms - start_ms) * 1000 / static_cast<double>(interactions - 1), 0)
            << " us | " << fixed(ours.peak_mb, 1) << " MB |\n"
            << std::flush;
    }
    out << "\n## Requests, beside a client that only sends\n\n"
           "| Interactions | verified per second | requests per second of the bare client | share |\n"
           "| --- | --- | --- | --- |\n";
    const std::string ourselves = fs::read_symlink("/proc/self/exe").string();
    const fs::path report = setting.folder / "growth.json";
    for (const std::size_t interactions : {1000u, 5000u}) {
        std::cerr << interactions << " requests of contract-verify and of a bare client\n";
        auto command = our_command(setting, setting.contract(interactions), provider.url);
        command.insert(command.end(), {"--json", report.string()});
        std::vector<double> ours, bare;
        for (int run = 0; run < 11; ++run) {
            expect_code(measure(command), 0, "contract-verify");
            ours.push_back(replay_ms(report));
            bare.push_back(
                std::stod(output_of({ourselves, "client", provider.port, std::to_string(interactions)})));
        }
        const double count = static_cast<double>(interactions) * 1000;
        out << "| " << interactions << " | " << fixed(count / median_of(ours), 0) << " | "
            << fixed(count / median_of(bare), 0) << " | " << fixed(median_of(bare) / median_of(ours) * 100, 0)
            << " % |\n"
            << std::flush;
    }
    out << "\n";
}

// One interaction whose answer is a list of that many elements, each wrong in its price.
void report_failure(std::ostream& out, const VerificationSetting& setting) {
    out << "## A failing report on a large body\n\n"
           "| Body | elements | time | CPU | memory |\n| --- | --- | --- | --- | --- |\n";
    const auto list = [](std::size_t elements, const char* price) {
        std::string body = "[";
        for (std::size_t i = 0; i < elements; ++i) {
            if (i > 0) body += ',';
            body += R"({"id":)" + std::to_string(i) + R"(,"name":"item number )" + std::to_string(i) +
                    R"(","price":)" + price + R"(,"available":true})";
        }
        return body + "]";
    };
    for (const std::size_t elements : {10u, 1000u, 10'000u}) {
        std::cerr << "a failing report on " << elements << " elements\n";
        const std::string answer = list(elements, "\"19.99\"");
        auto server = http::start_server({}, [&](const http::Request&) {
            return http::Response{200, {{"Content-Type", "application/json"}}, answer};
        });
        if (!server) throw std::runtime_error(server.error().text());
        const fs::path file = setting.folder / "failing.json";
        std::ofstream(file)
            << R"({"consumer":{"name":"web"},"provider":{"name":"shop"},"interactions":[)"
               R"({"type":"Synchronous/HTTP","description":"a list","request":{"path":"/"},)"
               R"("response":{"status":200,"body":{"contentType":"application/json","encoded":false,)"
               R"("content":)"
            << list(elements, "19.99")
            << R"(},"matchingRules":{"body":{"$[*].id":{"matchers":[{"match":"integer"}]},)"
               R"("$[*].price":{"matchers":[{"match":"decimal"}]}}}}}],)"
               R"("metadata":{"pactSpecification":{"version":"4.0"}}})";
        const std::string reports = (setting.folder / "failing").string();
        auto command = our_command(setting, file, (*server)->url());
        for (const char* kind : {"--json", "--junit", "--html"}) {
            command.emplace_back(kind);
            command.push_back(reports + (kind + 1));
        }
        std::vector<Cost> costs;
        for (int run = 0; run < 7; ++run) costs.push_back(measure(command));
        const Cost cost = median(costs);
        expect_code(cost, 1, "contract-verify");
        out << "| every element wrong; console, JSON, JUnit and HTML | " << elements << " | "
            << fixed(cost.wall_ms, 1) << " ms | " << fixed(cost.cpu_ms, 1) << " ms | "
            << fixed(cost.peak_mb, 1) << " MB |\n"
            << std::flush;
    }
    out << "\n";
}

}  // namespace

int serve_products() {
    auto server = http::start_server({}, product);
    if (!server) throw std::runtime_error(server.error().text());
    std::cout << "listening on " << (*server)->url() << std::endl;
    return pause();
}

int send_requests(std::uint16_t port, std::size_t requests) {
    httplib::Client client("127.0.0.1", port);
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t number = 1; number <= requests; ++number) {
        const auto response = client.Get(("/products/" + std::to_string(number)).c_str());
        if (!response || response->status != 200) return 1;
    }
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    std::cout << took.count() << std::endl;
    return 0;
}

void report_verification(std::ostream& out, const VerificationSetting& setting) {
    const Provider provider;
    report_beside_peer(out, setting, provider);
    report_growth(out, setting, provider);
    report_failure(out, setting);
}

}  // namespace tally::bench
