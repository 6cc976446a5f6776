#include "bench/contract_core.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <vector>

#include <unistd.h>

#include "bench/measure.h"
#include "bench/processes.h"
#include "bench/sample.h"
#include "format/read_contract.h"
#include "matching/match.h"

namespace tally::bench {

namespace {

struct CoreCost {
    double ms = 0;
    double cpu_ms = 0;
    double mb = 0;
    std::size_t bytes = 0;
    std::size_t count = 0;  // of differences, or of interactions
};

double cpu_ms() {
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

template <class Work>
void measure_into(CoreCost& cost, Work work) {
    const double cpu = cpu_ms();
    const auto start = std::chrono::steady_clock::now();
    work();
    cost.ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    cost.cpu_ms = cpu_ms() - cpu;
}

// About 105 bytes an element; wrong ones violate the rule of every field.
std::string list_body(std::size_t elements, bool wrong) {
    std::string body = "[";
    for (std::size_t i = 0; i < elements; ++i) {
        if (i > 0) body += ',';
        const std::string number = std::to_string(i);
        if (wrong) {
            body += R"({"id":"n)" + number + R"(","name":"nobody ordered this","price":"19.99","when":")" +
                    R"(in the year 2020","available":"yes"})";
        } else {
            body += R"({"id":)" + number + R"(,"name":"item number )" + number +
                    R"(","price":19.99,"when":"2020-01-01T10:00:00Z","available":true})";
        }
    }
    return body + "]";
}

std::string rules_at(const std::string& element) {
    const auto rule = [&](const char* field, const char* matcher) {
        return "\"" + element + "." + field + R"(":{"matchers":[)" + matcher + "]}";
    };
    return rule("id", R"({"match":"integer"})") + "," +
           rule("name", R"({"match":"regex","regex":"item number \\d+"})") + "," +
           rule("price", R"({"match":"decimal"})") + "," +
           rule("when", R"({"match":"datetime","format":"yyyy-MM-dd'T'HH:mm:ssX"})") + "," +
           rule("available", R"({"match":"boolean"})");
}

CoreCost match_list(std::size_t elements, bool wrong, bool placed) {
    std::string rules;
    for (std::size_t i = 0; i < (placed ? elements : 1); ++i) {
        if (i > 0) rules += ',';
        rules += rules_at(placed ? "$[" + std::to_string(i) + "]" : "$[*]");
    }
    const Result<model::Response> expected = [&] {
        return format::read_response(R"({"headers":{"Content-Type":"application/json"},"body":)" +
                                         list_body(elements, false) + R"(,"matchingRules":{"body":{)" +
                                         rules + "}}}",
                                     "expected", model::SpecVersion::v3);
    }();
    if (!expected) throw std::runtime_error(expected.error().text());
    http::Response answer{200, {{"Content-Type", "application/json"}}, list_body(elements, wrong)};
    CoreCost cost;
    cost.bytes = answer.body.size();
    measure_into(
        cost, [&] { cost.count = matching::match_response(*expected, matching::received(answer)).size(); });
    if ((cost.count > 0) != wrong) throw std::runtime_error("the verdict is wrong");
    return cost;
}

CoreCost read_contract_of(std::size_t interactions) {
    const std::string text = sample_contract(interactions);
    CoreCost cost;
    cost.bytes = text.size();
    measure_into(cost, [&] {
        const auto read = format::read_contract(text, "sample");
        if (!read) throw std::runtime_error(read.error().text());
        cost.count = read->contract.interactions.size();
    });
    return cost;
}

// In a fresh process each, so that the peak is that case's and no memory is warm.
CoreCost median_of_processes(const std::string& name, std::size_t size) {
    std::vector<CoreCost> costs;
    for (int run = 0; run < 5; ++run) {
        std::istringstream line(output_of(
            {std::filesystem::read_symlink("/proc/self/exe").string(), "core", name, std::to_string(size)}));
        CoreCost cost;
        if (!(line >> cost.ms >> cost.cpu_ms >> cost.mb >> cost.bytes >> cost.count))
            throw std::runtime_error("no figures from the case " + name);
        costs.push_back(cost);
    }
    std::sort(costs.begin(), costs.end(), [](const CoreCost& a, const CoreCost& b) { return a.ms < b.ms; });
    return costs[costs.size() / 2];
}

}  // namespace

bool run_core_case(const std::string& name, std::size_t size, std::ostream& output) {
    CoreCost cost;
    if (name == "right" || name == "wrong" || name == "placed")
        cost = match_list(size, name == "wrong", name == "placed");
    else if (name == "contract")
        cost = read_contract_of(size);
    else
        return false;
    cost.mb = peak_mb_of(getpid());
    output << cost.ms << ' ' << cost.cpu_ms << ' ' << cost.mb << ' ' << cost.bytes << ' ' << cost.count
           << '\n';
    return true;
}

void report_core(std::ostream& output) {
    struct Row {
        const char* title;
        const char* name;
        std::size_t size;
    };
    const auto table = [&](const std::vector<Row>& rows) {
        for (const Row& row : rows) {
            std::cerr << row.title << ", " << row.size << "\n";
            const CoreCost cost = median_of_processes(row.name, row.size);
            output << "| " << row.title << " | " << row.size << " | " << std::fixed << std::setprecision(2)
                   << static_cast<double>(cost.bytes) / 1e6 << " MB | " << cost.ms << " ms | " << cost.cpu_ms
                   << " ms | " << cost.cpu_ms * 1000 / static_cast<double>(row.size) << " us | "
                   << std::setprecision(1) << cost.mb << " MB | " << cost.count << " |\n"
                   << std::flush;
        }
        output << "\n";
    };
    output
        << "## Large bodies, from bytes to verdict\n\n"
           "| Body | elements | size | time | CPU | CPU per element | peak memory | differences reported |\n"
           "| --- | --- | --- | --- | --- | --- | --- | --- |\n";
    constexpr const char* kRight = "as expected, a rule for each field";
    constexpr const char* kWrong = "wrong in every field";
    constexpr const char* kPlaced = "as expected, each element with its own rules";
    table({{kRight, "right", 100},
           {kRight, "right", 1000},
           {kRight, "right", 10'000},
           {kRight, "right", 100'000},
           {kWrong, "wrong", 100},
           {kWrong, "wrong", 1000},
           {kWrong, "wrong", 10'000},
           {kWrong, "wrong", 100'000},
           {kPlaced, "placed", 10'000}});
    output << "## Large contract files, from bytes to the model\n\n"
              "| File | interactions | size | time | CPU | CPU per interaction | peak memory | interactions "
              "read |\n"
              "| --- | --- | --- | --- | --- | --- | --- | --- |\n";
    constexpr const char* kFile = "the sample contract";
    table({{kFile, "contract", 100}, {kFile, "contract", 1000}, {kFile, "contract", 5000}});
}

}  // namespace tally::bench
