#include <gtest/gtest.h>

#include <filesystem>

#include "e2e/mock/notes.h"
#include "e2e/mock/session.h"
#include "support/reserved_port.h"
#include "support/temporary_folder.h"

namespace tally::e2e {

using namespace testing_support;

namespace {

constexpr const char* kOrders = R"({
  "consumer": {"name": "web-shop"}, "provider": {"name": "catalogue"},
  "interactions": [
    {"description": "a product", "providerStates": [{"name": "product 10 exists"}],
     "request": {"method": "GET", "path": "/products/10"},
     "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"id": 10}}},
    {"description": "an order",
     "request": {"method": "POST", "path": "/orders", "headers": {"Content-Type": "application/json"},
                 "body": {"quantity": 2}},
     "response": {"status": 201}}
  ],
  "metadata": {"pactSpecification": {"version": "3.0.0"}}
})";

const std::vector<std::string> kCors = {"Access-Control-Allow-Origin", "Access-Control-Allow-Headers",
                                        "Access-Control-Allow-Methods", "Access-Control-Expose-Headers",
                                        "Access-Control-Allow-Credentials"};

// A master server with what the script needs to talk to it.
class Master {
  public:
    explicit Master(const Tool& tool) : tool_(tool), program_(started(tool)) {
        files_.write("orders.json", kOrders);
        files_.write("broken.json", "{\"interactions\":");
        send_when_up(url(), {"GET", "/", {}, {}, {}});
    }

    std::string url() const { return port_.origin(); }
    Outcome run(std::vector<std::string> arguments) { return run_at(port_.text(), std::move(arguments)); }
    Outcome run_at(const std::string& port, std::vector<std::string> arguments) {
        std::vector<std::string> all = tool_.command;
        all.push_back("mock");
        all.insert(all.end(), arguments.begin(), arguments.end());
        all.insert(all.end(), {"-p", port, "-h", "127.0.0.1"});
        return run_program({.arguments = all, .folder = files_.path(), .environment = quiet()});
    }
    // A new mock server. Pact's own tool takes an id of digits alone for a port and then ends the connection,
    // so a server with such an id is left alone and another one asked for.
    Outcome create(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "create");
        Outcome outcome = run(arguments);
        while (is_number(created(outcome).first)) outcome = run(arguments);
        return outcome;
    }
    // Of a server that a command started: id and port
    std::pair<std::string, std::string> created(const Outcome& outcome) {
        const auto at = outcome.output.find("Mock server ");
        if (at == std::string::npos) return {};
        const std::string id = outcome.output.substr(at + 12, 8);
        const auto port = outcome.output.find("on port ", at);
        return {id, outcome.output.substr(port + 8, outcome.output.find('\n', port) - port - 8)};
    }
    bool wrote() const { return std::filesystem::exists(files_ / "written/web-shop-catalogue.json"); }
    Outcome wait() { return program_.wait(); }

  private:
    static bool is_number(const std::string& id) {
        return !id.empty() && id.find_first_not_of("0123456789") == std::string::npos;
    }
    static std::map<std::string, std::string> quiet() { return {{"PACT_DO_NOT_TRACK", "true"}}; }
    Command started(const Tool& tool) {
        std::vector<std::string> all = tool.command;
        all.insert(all.end(), {"mock", "start", "-p", port_.text(), "-o", "written", "--server-key", "sesame",
                               "--no-file-log", "-l", "none"});
        return {.arguments = all, .folder = files_.path(), .environment = quiet()};
    }

    const Tool tool_;
    const ReservedPort port_;
    TemporaryFolder files_;
    RunningProgram program_;
};

http::Request post(const std::string& target, std::string body,
                   const std::string& type = "application/json") {
    return {"POST", target, {{"Content-Type", type}}, std::move(body), {}};
}

http::Request get(const std::string& target) {
    return {"GET", target, {}, {}, {}};
}

// Some tools answer a request before they have taken note of it: asks until `said` is in the answer, and
// `open` no more.
void wait_until(const Master& master, const http::Request& request, const std::string& said,
                const std::string& open = "never said") {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < until) {
        const std::string body = send(master.url(), request).body;
        if (body.find(said) != std::string::npos && body.find(open) == std::string::npos) return;
    }
}

void note_creating(Master& master, Notes& notes) {
    const ReservedPort closed;
    notes.heading("create");
    notes.command("missing file", master.run({"create", "-f", "nothere.json"}));
    notes.command("broken file", master.run({"create", "-f", "broken.json"}));
    notes.command("no master server", master.run_at(closed.text(), {"create", "-f", "orders.json"}));
    notes.command("no file named", master.run({"create"}));
    notes.response("REST", send(master.url(), post("/", kOrders)), {"Location"});
    notes.response("REST with options",
                   send(master.url(), post("/?cors=true&tls=true&specification=V3", kOrders)), {"Location"});
    notes.response("REST, another content type",
                   {send(master.url(), post("/", kOrders, "text/plain")).status, {}, {}});
    notes.response("REST, broken", send(master.url(), post("/", "{\"interactions\":")));
    notes.response("REST, empty", send(master.url(), post("/", "")));
}

void note_listing(Master& master, Notes& notes) {
    const ReservedPort closed;
    notes.heading("list");
    notes.command("heading", master.run({"list"}), "Mock Server Id");
    notes.command("no master server", master.run_at(closed.text(), {"list"}));
}

void note_failing(Master& master, Notes& notes) {
    notes.heading("a server that is called wrongly");
    const Outcome made = master.create({"--file", "orders.json"});
    notes.command("create", made, "started on port");
    const auto [id, port] = master.created(made);
    const std::string url = "http://127.0.0.1:" + port;
    notes.response("a match", send(url, get("/products/10")), kCors);
    const auto miss = send(url, get("/products/11?all=yes"));
    notes.line("a miss -> " + std::to_string(miss.status) +
               " X-Pact: " + miss.headers.value_or("X-Pact", "") + " allows " +
               miss.headers.value_or("Access-Control-Allow-Origin", ""));
    const auto mismatch = send(url, post("/orders", R"({"quantity":3})"));
    notes.line("a mismatch -> " + std::to_string(mismatch.status) +
               " X-Pact: " + mismatch.headers.value_or("X-Pact", ""));
    wait_until(master, get("/mockserver/" + id), "\"requests\":3");
    wait_until(master, post("/mockserver/" + id + "/verify", ""), "request-mismatch", "missing-request");
    notes.response("show by id", send(master.url(), get("/mockserver/" + id)));
    notes.response("show by port", send(master.url(), get("/mockserver/" + port)));
    notes.response("show an unknown one", {send(master.url(), get("/mockserver/00000000")).status, {}, {}});
    notes.response("verify", send(master.url(), post("/mockserver/" + id + "/verify", "")));
    notes.command("verify by port", master.run({"verify", "-m", port}), "failed verification");
    notes.command("verify by id", master.run({"verify", "-i", id}),
                  "0 - Received a request that was not expected");
    notes.command("verify a second time", master.run({"verify", "-i", id}),
                  "1 - Received a request that did not match with expected");
    notes.line(std::string("a contract was written: ") + (master.wrote() ? "yes" : "no"));
}

void note_preflights(Master& master, Notes& notes) {
    notes.heading("pre-flight requests");
    const http::Request preflight{"OPTIONS",
                                  "/orders",
                                  {{"Origin", "http://localhost:3000"},
                                   {"Access-Control-Request-Method", "POST"},
                                   {"Access-Control-Request-Headers", "X-A"}},
                                  {},
                                  {}};
    const auto plain = master.created(master.create({"-f", "orders.json"}));
    notes.response("not asked for", {send("http://127.0.0.1:" + plain.second, preflight).status, {}, {}});
    const auto cors = master.created(master.create({"-f", "orders.json", "--cors-preflight"}));
    notes.response("asked for", send("http://127.0.0.1:" + cors.second, preflight), kCors);
}

void note_succeeding(Master& master, Notes& notes) {
    notes.heading("a server that is called as it should be");
    const auto [id, port] = master.created(master.create({"-f", "orders.json"}));
    const std::string url = "http://127.0.0.1:" + port;
    notes.command("verify too early", master.run({"verify", "-m", port}),
                  "1 - Expected request was not received");
    send(url, get("/products/10"));
    notes.response("an order", send(url, post("/orders", R"({"quantity":2})")));
    wait_until(master, get("/mockserver/" + id), "\"requests\":2");
    wait_until(master, get("/mockserver/" + id), "\"status\":\"ok\"");
    notes.response("show", send(master.url(), get("/mockserver/" + id)));
    notes.said("verify", master.run({"verify", "-m", port}), "verified ok");
    notes.response("verify by REST", send(master.url(), post("/mockserver/" + port + "/verify", "")));
    notes.line(std::string("a contract was written: ") + (master.wrote() ? "yes" : "no"));
    notes.command("shutdown", master.run({"shutdown", "-i", id}), "shutdown ok");
    notes.command("shutdown again", master.run({"shutdown", "-m", port}), "No mock server found");
    notes.command("verify what is gone", master.run({"verify", "-i", id}), "No mock server found");
    const auto other = master.created(master.create({"-f", "orders.json"}));
    notes.response("DELETE", send(master.url(), {"DELETE", "/mockserver/" + other.first, {}, {}, {}}));
    const auto again = send(master.url(), {"DELETE", "/mockserver/" + other.first, {}, {}, {}});
    notes.line("DELETE again -> " + std::to_string(again.status));
}

void note_wrong_usage(Master& master, Notes& notes) {
    notes.heading("wrong usage");
    notes.command("verify what", master.run({"verify"}));
    notes.command("verify both", master.run({"verify", "-i", "00000000", "-m", "1"}));
    notes.command("an id that is none", master.run({"verify", "-i", "nope"}));
    notes.command("a port that is none", master.run({"shutdown", "-m", "http"}));
    notes.command("an unknown command", master.run({"strat"}));
    notes.command("an unknown option", master.run({"list", "--al"}));
    notes.command("-h without a host", master.run({"list", "-h"}));
    notes.command("no key", master.run({"shutdown-master"}));
}

void note_shutting_down(Master& master, Notes& notes) {
    const ReservedPort closed;
    notes.heading("the end");
    notes.command("verify without a master server", master.run_at(closed.text(), {"verify", "-m", "1"}));
    notes.command("shutdown without one", master.run_at(closed.text(), {"shutdown", "-m", "1"}));
    notes.command("shutdown-master without one", master.run_at(closed.text(), {"shutdown-master", "-k", "sesame"}));
    notes.command("shutdown-master with a wrong key", master.run({"shutdown-master", "-k", "open"}));
    notes.line("POST /shutdown without a key -> " +
               std::to_string(send(master.url(), post("/shutdown", "")).status));
    notes.command("shutdown-master", master.run({"shutdown-master", "-k", "sesame"}), "shutting down ok");
    notes.line("the master server ended -> " + std::to_string(master.wait().exit_code));
}

}  // namespace

std::string mock_session(const Tool& tool) {
    Master master(tool);
    Notes notes;
    note_creating(master, notes);
    note_listing(master, notes);
    note_failing(master, notes);
    note_preflights(master, notes);
    note_succeeding(master, notes);
    note_wrong_usage(master, notes);
    note_shutting_down(master, notes);
    return notes.text();
}

}  // namespace tally::e2e
