#include "cli/commands/mock_client.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/encoding.h"
#include "base/files.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/console.h"
#include "cli/mock_texts.h"
#include "format/read_contract.h"
#include "http/host_and_port.h"
#include "http/httplib_client.h"

namespace tally::cli {

namespace {

constexpr std::chrono::seconds kDeadline{60};

std::string origin_of(const MockOptions& options) {
    return "http://" + http::host_and_port(options.host.empty() ? "localhost" : options.host, options.port);
}

// The answer of the master server, or nothing when there is none; that was complained about then.
std::optional<http::Response> ask(const MockOptions& options, http::Request request) {
    const auto client = http::http_client();
    auto response = client->send(origin_of(options), request, {.deadline = kDeadline});
    if (response) return std::move(*response);
    Error error = response.error();
    error.where = origin_of(options);
    error.what = "the master server cannot be asked: " + error.what;
    error.remedy = "start it with: contract mock start --port " + std::to_string(options.port) +
                   "; or name it with --host and --port";
    print_error(error);
    return std::nullopt;
}

bool succeeded(const http::Response& response) {
    return response.status >= 200 && response.status < 300;
}

// What it says about itself, else its status.
void complain_about(const MockOptions& options, const http::Response& response, const std::string& remedy) {
    const auto body = json::parse(response.body);
    const json::Value* error = body ? body->find("error") : nullptr;
    const std::string said = error != nullptr && error->is_string() ? *error->string() : "";
    const std::string status = "HTTP " + std::to_string(response.status);
    print_usage_error(
        origin_of(options) + ": the master server answered " + status + (said.empty() ? "" : ": " + said),
        remedy);
}

std::string path_of(const MockOptions& options) {
    return "/mockserver/" +
           (options.id.empty() ? std::to_string(options.mock_port) : encoding::percent_encoded(options.id));
}

// "port '8081'"
std::string name_of(const MockOptions& options) {
    return options.id.empty() ? "port '" + std::to_string(options.mock_port) + "'"
                              : "id '" + options.id + "'";
}

MockExitCode unknown(const MockOptions& options) {
    print("No mock server found with " + text::printable(name_of(options)) +
          ", use the 'list' command to get a list of available mock servers.\n");
    return MockExitCode::unknown_server;
}

}  // namespace

MockExitCode run_mock_create(const MockOptions& options) {
    auto text = files::read(options.file, format::kMaxContractBytes);
    if (!text) {
        print_error(text.error());
        return MockExitCode::not_created;
    }
    if (const auto read = format::read_contract(*text, options.file); !read) {
        print_error(read.error());
        return MockExitCode::not_created;
    }
    http::Request request;
    request.method = "POST";
    std::string query;
    if (options.cors) query += "&cors=true";
    if (!options.specification.empty())
        query += "&specification=" + encoding::form_encoded(options.specification);
    if (options.tls) query += "&tls=true";
    if (!query.empty()) query.front() = '?';
    request.target = "/" + query;
    request.headers.set("Content-Type", "application/json");
    request.body = std::move(*text);
    const auto response = ask(options, std::move(request));
    if (!response) return MockExitCode::not_created;

    const auto body = json::parse(response->body);
    const json::Value* mock = body ? body->find("mockServer") : nullptr;
    const json::Value* id = mock == nullptr ? nullptr : mock->find("id");
    const json::Value* port = mock == nullptr ? nullptr : mock->find("port");
    if (!succeeded(*response) || id == nullptr || !id->is_string() || port == nullptr || !port->integer()) {
        complain_about(options, *response, "correct what the master server names");
        return MockExitCode::not_created;
    }
    print("Mock server " + text::printable(*id->string()) + " started on port " +
          std::to_string(*port->integer()) + "\n");
    return MockExitCode::ok;
}

MockExitCode run_mock_list(const MockOptions& options) {
    const auto response = ask(options, {});
    if (!response) return MockExitCode::not_listed;
    const auto list = json::parse(response->body);
    if (!succeeded(*response) || !list || list->find("mockServers") == nullptr) {
        complain_about(options, *response, "check that --host and --port are those of the master server");
        return MockExitCode::not_listed;
    }
    print(table_of_mocks(*list));
    return MockExitCode::ok;
}

MockExitCode run_mock_verify(const MockOptions& options) {
    http::Request request;
    request.method = "POST";
    request.target = path_of(options) + "/verify";
    const auto response = ask(options, std::move(request));
    if (!response) return MockExitCode::not_verified;
    if (response->status == 404) return unknown(options);
    if (succeeded(*response)) {
        print("Mock server with " + text::printable(name_of(options)) + " verified ok\n");
        return MockExitCode::ok;
    }
    const auto refusal = json::parse(response->body);
    if (response->status == 422 && refusal && refusal->find("mismatches") != nullptr) {
        print(list_of_open_points(*refusal));
        return MockExitCode::mismatch;
    }
    complain_about(options, *response, "correct what the master server names");
    return MockExitCode::not_verified;
}

MockExitCode run_mock_shutdown(const MockOptions& options) {
    http::Request request;
    request.method = "DELETE";
    request.target = path_of(options);
    const auto response = ask(options, std::move(request));
    if (!response) return MockExitCode::not_shut_down;
    if (response->status == 404) return unknown(options);
    if (!succeeded(*response)) {
        complain_about(options, *response, "check that --host and --port are those of the master server");
        return MockExitCode::not_shut_down;
    }
    print("Mock server with " + text::printable(name_of(options)) + " shutdown ok\n");
    return MockExitCode::ok;
}

MockExitCode run_mock_shutdown_master(const MockOptions& options) {
    http::Request request;
    request.method = "POST";
    request.target = "/shutdown";
    request.headers.set("Content-Type", "application/json");
    request.headers.set("Authorization", "Bearer " + options.given_key);
    request.body = json::to_text(json::Object{{"period", static_cast<std::uint64_t>(options.period)}});
    const auto response = ask(options, std::move(request));
    if (!response) return MockExitCode::not_shut_down;
    if (!succeeded(*response)) {
        complain_about(options, *response,
                       "the key is what contract mock start printed, or its --server-key");
        return MockExitCode::not_shut_down;
    }
    print("Master server shutting down ok\n");
    return MockExitCode::ok;
}

}  // namespace tally::cli
