#include "e2e/peers/pairs/peer_core.h"

#include <algorithm>
#include <fstream>

#include "base/files.h"
#include "http/httplib_client.h"
#include "http/server.h"
#include "support/run_program.h"

namespace tally::pairs {

namespace {

namespace fs = std::filesystem;
using json::Value;
using testing_support::Outcome;
using testing_support::run_program;
using testing_support::RunningProgram;

constexpr std::size_t kPairsOfOneServer = 25;  // a mock server compares each request with all of them
const std::map<std::string, std::string> kQuiet = {{"PACT_DO_NOT_TRACK", "true"}};

std::string text_of(const Value* value) {
    return value && value->string() ? *value->string() : "";
}

Error failed(std::string what) {
    return Error{ErrorCode::io, "pact", std::move(what), "scripts/peers"};
}

// "... Master server started on port 36079", among colours.
std::string port_in(const std::string& line) {
    constexpr std::string_view before = "started on port ";
    const std::size_t at = line.find(before);
    if (at == std::string::npos) return "";
    const std::size_t start = at + before.size();
    return line.substr(start, line.find_first_not_of("0123456789", start) - start);
}

std::string peer_base(const Value& created) {
    const Value* server = created.find("mockServer");
    const Value* port = server ? server->find("port") : nullptr;
    return port ? "http://127.0.0.1:" + json::to_text(*port) : "";
}

http::Response answer_of(const std::vector<Pair>& pairs, const http::Request& request) {
    const auto body = json::parse(request.body);
    std::string number = body ? text_of(body->find("description")) : "";
    if (number.empty()) number = request.path().substr(1);
    for (const Pair& pair : pairs) {
        if (std::to_string(pair.number) == number) return pair.answer;
    }
    return {404, {}, ""};
}

}  // namespace

PeerCore::PeerCore(fs::path packages, fs::path scratch) : scratch_(std::move(scratch)) {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(packages / "node_modules" / "@pact-foundation", none)) {
        const fs::path program = entry.path() / "standalone" / "pact";
        if (fs::exists(program)) program_ = program;
    }
}

Result<PeerVerdicts> PeerCore::verdicts(const std::vector<Pair>& pairs, model::SpecVersion version) const {
    PeerVerdicts all;
    for (const Side side : {Side::request, Side::response, Side::message}) {
        std::vector<Pair> some;
        std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(some),
                     [&](const Pair& pair) { return pair.side == side; });
        if (some.empty()) continue;
        auto verdicts = side == Side::request ? of_requests(some, version) : of_answers(some, version);
        if (!verdicts) return verdicts;
        all.merge(*verdicts);
    }
    return all;
}

Result<PeerVerdicts> PeerCore::of_requests(const std::vector<Pair>& pairs, model::SpecVersion version) const {
    RunningProgram master({.arguments = {program_.string(), "mock", "start", "--port", "0", "--host",
                                         "127.0.0.1", "--output", scratch_.string(), "--no-file-log"},
                           .folder = scratch_,
                           .environment = kQuiet});
    std::string port;
    for (std::string line = master.next_line(); port.empty() && !line.empty(); line = master.next_line()) {
        port = port_in(line);
        if (!port.empty()) break;
    }
    if (port.empty()) return failed("the mock server did not start");
    const auto client = http::http_client({});
    const std::string admin = "http://127.0.0.1:" + port;
    PeerVerdicts verdicts;
    for (std::size_t first = 0; first < pairs.size(); first += kPairsOfOneServer) {
        const std::vector<Pair> some(pairs.begin() + first,
                                     pairs.begin() + std::min(first + kPairsOfOneServer, pairs.size()));
        http::Request create{"POST", "/", {{"Content-Type", "application/json"}}, "", ""};
        create.body = json::to_text(contract_of(some, version));
        const auto created = client->send(admin, create, {});
        if (!created) return created.error();
        const std::string base = peer_base(json::parse(created->body).value_or(Value()));
        if (base.empty()) return failed("no mock server: " + created->body);
        for (const Pair& pair : some) {
            const auto answer = client->send(base, pair.came, {});
            if (!answer) return answer.error();
            verdicts[pair.number] = {answer->status == 200, answer->body};
        }
    }
    master.kill(15);
    return verdicts;
}

Result<PeerVerdicts> PeerCore::of_answers(const std::vector<Pair>& pairs, model::SpecVersion version) const {
    auto provider =
        http::start_server({}, [&](const http::Request& request) { return answer_of(pairs, request); });
    if (!provider) return provider.error();
    const fs::path contract = scratch_ / "contract.json";
    const fs::path report = scratch_ / "report.json";
    fs::remove(report);
    std::ofstream(contract) << json::to_text(contract_of(pairs, version));
    const Outcome outcome =
        run_program({.arguments = {program_.string(), "verifier", "--file", contract.string(),
                                   "--provider-name", "provider", "--hostname", "127.0.0.1", "--port",
                                   std::to_string((*provider)->port()), "--json", report.string()},
                     .environment = kQuiet,
                     .deadline = std::chrono::minutes(5)});
    const auto text = files::read(report, 256u << 20);
    if (!text) return failed("no report: " + outcome.output + outcome.errors);
    const Value read = json::parse(*text).value_or(Value());
    PeerVerdicts verdicts;
    if (const Value* results = read.find("interactionResults"); results && results->array()) {
        for (const Value& result : *results->array()) {
            const std::size_t number = std::strtoul(text_of(result.find("description")).c_str(), nullptr, 10);
            verdicts[number].agrees = text_of(result.find("result")) == "OK";
        }
    }
    if (const Value* errors = read.find("errors"); errors && errors->array()) {
        for (const Value& error : *errors->array()) {
            const std::string name = text_of(error.find("interaction"));
            for (auto& [number, verdict] : verdicts) {
                if (name.ends_with(" - " + std::to_string(number)) && !verdict.agrees)
                    verdict.reason = json::to_text(error);
            }
        }
    }
    return verdicts;
}

}  // namespace tally::pairs
