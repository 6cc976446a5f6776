#include "bench/verification.h"

#include <httplib.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
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

std::string fixed(double number, int digits) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, number);
    return text;
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

void report_growth(std::ostream& out, const VerificationSetting& setting, const Provider& provider) {
    out << "## Verifying as contracts grow, beside a client that only sends\n\n"
           "| Interactions | time | CPU | CPU per interaction | memory | interactions/s | bare client, "
           "requests/s | "
           "share |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n";
    const std::string ourselves = fs::read_symlink("/proc/self/exe").string();
    for (const std::size_t interactions : {10u, 100u, 1000u, 5000u, 50'000u}) {
        std::cerr << "verifying " << interactions << " interactions beside a bare client\n";
        const auto [ours, bare] = compare(our_command(setting, setting.contract(interactions), provider.url),
                                          {ourselves, "client", provider.port, std::to_string(interactions)},
                                          interactions < 50'000 ? 7 : 3);
        expect_code(ours, 0, "contract-verify");
        expect_code(bare, 0, "the bare client");
        const auto count = static_cast<double>(interactions);
        const double per_second = count / ours.wall_ms * 1000;
        const double bare_per_second = count / bare.wall_ms * 1000;
        out << "| " << interactions << " | " << fixed(ours.wall_ms, 1) << " ms | " << fixed(ours.cpu_ms, 1)
            << " ms | " << fixed(ours.cpu_ms * 1000 / count, 0) << " us | " << fixed(ours.peak_mb, 1)
            << " MB | " << fixed(per_second, 0) << " | " << fixed(bare_per_second, 0) << " | "
            << fixed(per_second / bare_per_second * 100, 0) << " % |\n"
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
    for (std::size_t number = 1; number <= requests; ++number) {
        const auto response = client.Get(("/products/" + std::to_string(number)).c_str());
        if (!response || response->status != 200) return 1;
    }
    return 0;
}

void report_verification(std::ostream& out, const VerificationSetting& setting) {
    const Provider provider;
    report_beside_peer(out, setting, provider);
    report_growth(out, setting, provider);
    report_failure(out, setting);
}

}  // namespace tally::bench
