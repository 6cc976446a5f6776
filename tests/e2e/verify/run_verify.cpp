#include "e2e/verify/run_verify.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cctype>
#include <stdexcept>
#include <string_view>

#include "base/text.h"

namespace tally::e2e {

using namespace testing_support;

namespace {

bool is_digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

// Every number followed by `unit` becomes "TIME".
std::string without_times(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && (is_digit(text[end]) || (end > i && text[end] == '.'))) ++end;
        const std::string_view rest = std::string_view(text).substr(end);
        bool is_time = false;
        for (const std::string_view unit : {" ms)", " ms,", " s)", " s,", " s\n"}) {
            is_time = is_time || rest.substr(0, unit.size()) == unit;
        }
        if (end > i && is_time) {
            result += "TIME";
            i = text.find_first_of("),\n", end);
        } else {
            const std::size_t next = end > i ? end : i + 1;
            result += text.substr(i, next - i);
            i = next;
        }
    }
    return result;
}

std::string without_ports(const std::string& text) {
    constexpr std::string_view kHost = "127.0.0.1:";
    std::string result;
    std::size_t position = 0;
    for (;;) {
        const std::size_t found = text.find(kHost, position);
        if (found == std::string::npos) return result + text.substr(position);
        std::size_t end = found + kHost.size();
        result += text.substr(position, end - position);
        while (end < text.size() && is_digit(text[end])) ++end;
        result += "PORT";
        position = end;
    }
}

}  // namespace

std::string steady(std::string text, const TemporaryFolder& folder) {
    text = text::replace_all(std::move(text), folder.path().string(), "FOLDER");
    return without_times(without_ports(text));
}

std::string transcript(const Outcome& outcome, const TemporaryFolder& folder) {
    std::string text =
        "exit code " + std::to_string(outcome.exit_code) + (outcome.timed_out ? " (TIMED OUT)" : "") + "\n";
    if (!outcome.output.empty()) text += "--- stdout\n" + outcome.output;
    if (!outcome.errors.empty()) text += "--- stderr\n" + outcome.errors;
    return steady(text, folder);
}

Outcome run_in(const TemporaryFolder& folder, std::vector<std::string> arguments) {
    Command command;
    command.arguments = std::move(arguments);
    command.folder = folder.path();
    for (const char* name :
         {"PACT_BROKER_BASE_URL", "PACT_BROKER_USERNAME", "PACT_BROKER_PASSWORD", "PACT_BROKER_TOKEN",
          "PACT_PROVIDER_NAME", "TALLY_CREDENTIALS_FILE", "HTTP_PROXY", "http_proxy", "NO_COLOR"}) {
        command.environment[name] = "";
    }
    return run_program(command);
}

ClosedPort::ClosedPort() : descriptor_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error("cannot bind a port");
    }
}

ClosedPort::~ClosedPort() {
    close(descriptor_);
}

std::string ClosedPort::url() const {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    getsockname(descriptor_, reinterpret_cast<sockaddr*>(&address), &size);
    return "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
}

std::string contract_text(const std::string& interactions, const std::string& consumer,
                          const std::string& provider) {
    return "{\n  \"consumer\": { \"name\": \"" + consumer + "\" },\n  \"provider\": { \"name\": \"" +
           provider + "\" },\n  \"interactions\": [\n    " + interactions +
           "\n  ],\n  \"metadata\": { \"pactSpecification\": { \"version\": \"4.0\" } }\n}\n";
}

std::string product_interaction(const std::string& more) {
    return R"({ "type": "Synchronous/HTTP", "description": "a request for a product", "key": "p11",)" + more +
           R"(
      "request": { "method": "GET", "path": "/products/11", "headers": { "Accept": ["application/json"] } },
      "response": { "status": 200, "headers": { "Content-Type": ["application/json"] },
        "body": { "content": { "id": 11, "name": "lamp", "price": 19.99 }, "contentType": "application/json", "encoded": false },
        "matchingRules": { "body": {
          "$.id": { "matchers": [ { "match": "integer" } ] },
          "$.name": { "matchers": [ { "match": "type" } ] },
          "$.price": { "matchers": [ { "match": "decimal" } ] } } } } })";
}

}  // namespace tally::e2e
