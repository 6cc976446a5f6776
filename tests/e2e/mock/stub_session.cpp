#include <gtest/gtest.h>
#include <signal.h>

#include <memory>
#include <optional>

#include "e2e/mock/notes.h"
#include "e2e/mock/session.h"
#include "http/server.h"
#include "support/reserved_port.h"
#include "support/temporary_folder.h"

namespace tally::e2e {

using namespace testing_support;

namespace {

constexpr const char* kShop = R"({
  "consumer": {"name": "web-shop"}, "provider": {"name": "catalogue"},
  "interactions": [
    {"description": "a product", "providerStates": [{"name": "product 10 exists"}],
     "request": {"method": "GET", "path": "/products/10"},
     "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"id": 10}}},
    {"description": "no product", "providerStates": [{"name": "product 10 is gone"}],
     "request": {"method": "GET", "path": "/products/10"},
     "response": {"status": 410}},
    {"description": "a rich list", "providerStates": [{"name": "products exist"}, {"name": "the user is rich"}],
     "request": {"method": "GET", "path": "/products", "query": {"page": ["1"]}},
     "response": {"status": 200}},
    {"description": "an order",
     "request": {"method": "POST", "path": "/orders", "headers": {"Content-Type": "application/json"},
                 "body": {"quantity": 2}},
     "response": {"status": 201, "headers": {"Access-Control-Allow-Origin": "https://shop.example"}}},
    {"description": "a lottery", "request": {"method": "GET", "path": "/lottery"},
     "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"number": 1},
       "generators": {"body": {"$.number": {"type": "RandomInt", "min": 5, "max": 9}}}}}
  ],
  "metadata": {"pactSpecification": {"version": "3.0.0"}}
})";

const std::vector<std::string> kCors = {"Access-Control-Allow-Origin", "Access-Control-Allow-Headers",
                                        "Access-Control-Allow-Methods"};

class Stubs {
  public:
    explicit Stubs(const Tool& tool) : tool_(tool) {
        files_.write("shop.json", kShop);
        files_.write("broken.json", "{\"interactions\":");
        files_.write("mixed/shop.json", kShop);
        files_.write("mixed/broken.json", "{\"interactions\":");
        files_.write("named/shop.pact", kShop);
        files_.write("named/broken.json", "{\"interactions\":");
        files_.write("deep/below/shop.json", kShop);
    }

    Command command(std::vector<std::string> arguments) const {
        std::vector<std::string> all = tool_.command;
        all.push_back("stub");
        all.insert(all.end(), arguments.begin(), arguments.end());
        return {.arguments = all,
                .folder = files_.path(),
                .environment = {{"PACT_DO_NOT_TRACK", "true"}, {"PACT_BROKER_BASE_URL", ""}}};
    }
    // For as long as it lives a stub with these arguments.
    struct Running {
        std::unique_ptr<ReservedPort> port;
        std::string url;
        RunningProgram program;
    };
    Running start(std::vector<std::string> arguments) const {
        auto port = std::make_unique<ReservedPort>();
        const std::string url = port->origin();
        arguments.insert(arguments.end(), {"-p", port->text()});
        return {std::move(port), url, RunningProgram(command(std::move(arguments)))};
    }

  private:
    const Tool tool_;
    TemporaryFolder files_;
};

http::Request get(const std::string& target, http::Headers headers = {}) {
    return {"GET", target, std::move(headers), {}, {}};
}

void note_not_starting(const Stubs& stubs, Notes& notes) {
    notes.heading("stubs that do not start");
    const auto note = [&](const std::string& what, std::vector<std::string> arguments) {
        notes.command(what, run_program(stubs.command(std::move(arguments))));
    };
    note("no source", {});
    note("a missing file", {"-f", "nothere.json"});
    note("a broken file", {"--file", "broken.json"});
    note("a good and a broken file", {"-f", "shop.json", "-f", "broken.json"});
    note("a missing folder", {"-d", "nodir"});
    note("a folder with a broken file", {"--dir", "mixed"});
    const ReservedPort closed;
    note("a URL that nobody serves", {"-u", closed.origin() + "/shop.json", "--retries", "0"});
    note("a broker that is not there", {"-b", closed.origin(), "--retries", "0"});
    note("a port that is none", {"-f", "shop.json", "-p", "http"});
    note("a port that is too large", {"-f", "shop.json", "-p", "70000"});
    note("a pattern that is none", {"-f", "shop.json", "-s", "("});
    note("a level that is none", {"-f", "shop.json", "-l", "loud"});
    note("an unknown option", {"-f", "shop.json", "--crs"});
    note("two kinds of credentials", {"-f", "shop.json", "--user", "a:b", "-t", "c"});
    note("names without a broker", {"-f", "shop.json", "--provider-name", "catalogue"});
    note("help", {"-h"});
    note("version", {"-v"});
}

// The same requests to stubs with different options.
void note_requests(const std::string& what, const Stubs& stubs, Notes& notes,
                   std::vector<std::string> arguments) {
    notes.heading(what);
    auto stub = stubs.start(std::move(arguments));
    const http::Headers json = {{"Content-Type", "application/json"}};
    send_when_up(stub.url, get("/up"));
    notes.response("a product", send(stub.url, get("/products/10")), kCors);
    notes.response("in the other state",
                   send(stub.url, get("/products/10", {{"X-State", "product 10 is gone"}})));
    notes.response("in no state", send(stub.url, get("/products/10", {{"X-State", "nowhere"}})));
    notes.response("a list", send(stub.url, get("/products?page=1", {{"X-State", "the user is rich"}})));
    notes.response("another page", send(stub.url, get("/products?page=2")));
    notes.response("a number", send(stub.url, get("/lottery")));
    notes.response("an order", send(stub.url, {"POST", "/orders", json, R"({"quantity":2})", {}}), kCors);
    notes.response("another order", send(stub.url, {"POST", "/orders", json, R"({"quantity":3})", {}}),
                   kCors);
    notes.response("a miss", send(stub.url, get("/nothing", {{"Origin", "http://localhost:3000"}})), kCors);
    notes.response("another method", send(stub.url, {"PUT", "/lottery", {}, {}, {}}));
    notes.response("a pre-flight request",
                   send(stub.url, {"OPTIONS",
                                   "/orders",
                                   {{"Origin", "http://localhost:3000"},
                                    {"Referer", "http://localhost:3000/basket"},
                                    {"Access-Control-Request-Headers", "X-A"}},
                                   {},
                                   {}}),
                   kCors);
}

void note_folders(const Stubs& stubs, Notes& notes) {
    notes.heading("folders");
    {
        auto stub = stubs.start({"-d", "named", "-e", "pact"});
        send_when_up(stub.url, get("/up"));
        notes.response("of files with another extension", send(stub.url, get("/products/10")));
    }
    auto stub = stubs.start({"-d", "deep"});
    send_when_up(stub.url, get("/up"));
    notes.response("with folders below them", send(stub.url, get("/products/10")));
}

void note_urls(const Stubs& stubs, Notes& notes) {
    notes.heading("URLs");
    for (const auto& credentials :
         {std::vector<std::string>{"--user", "sue:s3cret"}, std::vector<std::string>{"--token", "t0ken"},
          std::vector<std::string>{}}) {
        std::string authorization;
        auto server = http::start_server({}, [&authorization](const http::Request& request) {
            authorization = request.headers.value_or("Authorization", "none");
            return http::Response{200, {{"Content-Type", "application/json"}}, kShop};
        });
        ASSERT_TRUE(server);
        std::vector<std::string> arguments = {"-u", (*server)->url() + "/shop.json"};
        arguments.insert(arguments.end(), credentials.begin(), credentials.end());
        auto stub = stubs.start(arguments);
        send_when_up(stub.url, get("/up"));
        notes.response("fetched", send(stub.url, get("/products/10")));
        (*server)->stop();
        notes.line("with the credentials " + authorization);
    }
}

void note_brokers(const Stubs& stubs, Notes& notes) {
    notes.heading("a broker");
    TemporaryFolder folder;
    folder.write("shop.json", kShop);
    RunningProgram broker(
        {.arguments = {"contract-broker", "--port", "0", "--database", (folder / "broker.sqlite").string()}});
    const std::string url = listening_url(broker);
    ASSERT_EQ(run_program({.arguments = {"contract", "publish", (folder / "shop.json").string(), "-b", url,
                                         "-a", "1.0"}})
                  .exit_code,
              0);
    const auto note = [&](const std::string& what, std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"-b", url});
        auto stub = stubs.start(arguments);
        send_when_up(stub.url, get("/up"));
        notes.response(what, send(stub.url, get("/products/10")));
    };
    note("everything it has", {});
    note("of a provider", {"--provider-name", "cata.*"});
    note("of another provider", {"--provider-name", "billing"});
    note("of one of several consumers", {"--consumer-name", "till", "--consumer-name", "web-shop"});
}

}  // namespace

std::string stub_session(const Tool& tool) {
    const Stubs stubs(tool);
    Notes notes;
    note_not_starting(stubs, notes);
    note_requests("without options", stubs, notes, {"-f", "shop.json"});
    note_requests("CORS", stubs, notes, {"-f", "shop.json", "-o"});
    note_requests("CORS with the referer", stubs, notes, {"-f", "shop.json", "--cors", "--cors-referer"});
    note_requests("states by a pattern", stubs, notes, {"-f", "shop.json", "-s", "gone|rich"});
    note_requests("states by a pattern, and none", stubs, notes,
                  {"-f", "shop.json", "--provider-state", "gone|rich", "--empty-provider-state"});
    note_requests("states by a header", stubs, notes,
                  {"-f", "shop.json", "--provider-state-header-name", "X-State"});
    note_folders(stubs, notes);
    note_urls(stubs, notes);
    note_brokers(stubs, notes);
    return notes.text();
}

}  // namespace tally::e2e
