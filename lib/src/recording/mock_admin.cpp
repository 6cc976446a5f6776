#include "recording/mock_admin.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/encoding.h"
#include "base/json.h"
#include "base/text.h"
#include "format/find_losses.h"
#include "format/read_contract.h"
#include "http/content_type.h"
#include "recording/mock_verdict.h"
#include "recording/save_contract.h"
#include "recording/served_lines.h"

namespace tally::recording {
namespace {

constexpr std::size_t kIdLength = 8;
constexpr std::size_t kMaxMocks = 1000;
constexpr std::chrono::milliseconds kShutdownPeriod{100};
constexpr std::chrono::milliseconds kLongestShutdownPeriod{600000};

http::Response answer(int status, const json::Value* body = nullptr) {
    http::Response response;
    response.status = status;
    response.headers = {{"Content-Type", "application/json; charset=utf-8"}};
    if (body != nullptr) response.body = json::to_text(*body);
    return response;
}

http::Response answer(int status, json::Object body) {
    const json::Value value(std::move(body));
    return answer(status, &value);
}

http::Response refusal(int status, const std::string& text) {
    return answer(status, json::Object{{"error", text::printable(text)}});
}

http::Response not_allowed(const std::string& methods) {
    http::Response response = refusal(405, "this address does not know the method; use one of " + methods);
    response.headers.add("Allow", methods);
    return response;
}

// Without a word for browsers: a page that somebody visits is not to start servers and write files here.
http::Response options(const std::string& methods) {
    http::Response response = answer(204);
    response.headers.add("Allow", methods);
    return response;
}

std::string query_value(const http::Request& request, std::string_view name) {
    for (const std::string_view pair : text::split(request.query(), '&')) {
        const auto equals = pair.find('=');
        if (encoding::form_decoded(pair.substr(0, equals)) != name) continue;
        return equals == std::string_view::npos ? "" : encoding::form_decoded(pair.substr(equals + 1));
    }
    return "";
}

// "V3", "3", "3.0.0", "V1.1"
std::optional<model::SpecVersion> version_named(std::string name) {
    if (!name.empty() && (name.front() == 'V' || name.front() == 'v')) name.erase(0, 1);
    const bool is_number = !name.empty() && name.find_first_not_of("0123456789.") == std::string::npos;
    return is_number ? model::parse_spec_version(name) : std::nullopt;
}

bool is_json(const http::Request& request) {
    const std::string* type = request.headers.find("Content-Type");
    if (type == nullptr || type->empty()) return true;
    return text::equals_ignoring_case(text::trim(text::split(*type, ';').front()), "application/json");
}

// Starts with a letter: whoever takes a name of digits alone for a port is never misled.
std::string new_id(Random& random) {
    return random.characters(1, "ABCDEF") + random.characters(kIdLength - 1, "0123456789ABCDEF");
}

// In a time that does not depend on how much of it is right.
bool same_secret(std::string_view a, std::string_view b) {
    unsigned difference = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const char other = b.empty() ? '\0' : b[i % b.size()];
        difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(other);
    }
    return difference == 0;
}

std::chrono::milliseconds period_of(const http::Request& request) {
    const auto body = json::parse(request.body);
    const json::Value* period = body ? body->find("period") : nullptr;
    const auto asked = period == nullptr ? std::nullopt : period->integer();
    if (!asked || *asked < 0) return kShutdownPeriod;
    return std::min(std::chrono::milliseconds(*asked), kLongestShutdownPeriod);
}

// The contract in the version that is to be written, or why it cannot be served.
Result<model::Contract> contract_to_serve(const http::Request& request, const Say& say) {
    auto read = format::read_contract(request.body, "the contract");
    if (!read) return read.error();
    const std::string named = query_value(request, "specification");
    const auto version = named.empty() ? model::SpecVersion::v4 : version_named(named);
    if (!version) {
        return Error{ErrorCode::invalid_input, "specification", "'" + named + "' is not a version",
                     "use one of V1, V1.1, V2, V3, V4"};
    }
    for (const format::Loss& loss : format::find_losses(read->contract, *version)) {
        if (!loss.changes_meaning) continue;
        return Error{
            ErrorCode::unsupported, "interaction '" + loss.interaction + "'",
            loss.what + ", which version " + std::string(model::to_text(*version)) + " cannot express",
            "ask for a later specification"};
    }
    for (const format::Warning& warning : read->warnings) {
        const Error as_error{ErrorCode::invalid_input, warning.where, warning.what, warning.remedy};
        if (say) say(log::Level::warn, as_error.text());
    }
    read->contract.version = *version;
    return std::move(read->contract);
}

}  // namespace

MockAdmin::MockAdmin(MockAdminSettings settings, Random& random, const Clock& clock)
    : settings_(std::move(settings)), clock_(clock), random_(random) {}

http::Response MockAdmin::handle(const http::Request& request) {
    constexpr std::string_view kOne = "/mockserver/";
    const std::string_view path = request.path();
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (path == "/") {
        const char* methods = "OPTIONS, GET, HEAD, POST";
        if (reads) return list();
        if (request.method == "POST") return create(request);
        return request.method == "OPTIONS" ? options(methods) : not_allowed(methods);
    }
    if (path == "/shutdown") {
        if (request.method == "POST") return shut_down(request);
        return request.method == "OPTIONS" ? options("OPTIONS, POST") : not_allowed("OPTIONS, POST");
    }
    if (path.substr(0, kOne.size()) == kOne) return on_one(request, path.substr(kOne.size()));
    return refusal(404, "there is nothing at this address; GET / lists the mock servers");
}

http::Response MockAdmin::list() const {
    json::Array entries;
    std::vector<Mock> mocks;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [id, mock] : mocks_) mocks.push_back(mock);
    }
    for (const Mock& mock : mocks) entries.push_back(mock->to_json());
    return answer(200, json::Object{{"mockServers", std::move(entries)}});
}

http::Response MockAdmin::create(const http::Request& request) {
    if (!is_json(request)) return refusal(415, "a contract is sent with Content-Type: application/json");
    if (request.body.empty()) return refusal(422, "the request has no contract; send it as JSON in the body");
    auto contract = contract_to_serve(request, settings_.say);
    if (!contract) return refusal(422, contract.error().text());

    HostedMockSettings settings;
    settings.host = settings_.host;
    settings.base_port = settings_.base_port;
    settings.tls = query_value(request, "tls") == "true";
    settings.preflight = query_value(request, "cors") == "true";
    settings.say = settings_.say;
    auto mock = start(std::move(*contract), std::move(settings));
    if (!mock) return refusal(500, mock.error().text());

    const HostedMock& made = **mock;
    say(log::Level::info, made.id() + ": " + made.url() + " serves " +
                              text::counted(made.contract().interactions.size(), "interaction") + " of " +
                              made.contract().consumer + " with " + made.contract().provider);
    say_what_is_served(made.contract(), made.id() + ": ", settings_.say);
    json::Object entry{{"id", made.id()}, {"port", static_cast<std::uint64_t>(made.port())}};
    http::Response response = answer(200, json::Object{{"mockServer", std::move(entry)}});
    response.headers.add("Location", "/mockserver/" + made.id());
    return response;
}

Result<MockAdmin::Mock> MockAdmin::start(model::Contract contract, HostedMockSettings settings) {
    // One after the other, so that each gets the next port
    const std::lock_guard lock(mutex_);
    if (mocks_.size() >= kMaxMocks) {
        return Error{ErrorCode::too_large, "", std::to_string(kMaxMocks) + " mock servers are running",
                     "shut some of them down"};
    }
    do {
        settings.id = new_id(random_);
    } while (mocks_.count(settings.id) > 0);
    settings.seed = random_.next();
    auto mock = HostedMock::start(std::move(contract), std::move(settings), clock_);
    if (mock) mocks_[(*mock)->id()] = *mock;
    return mock;
}

http::Response MockAdmin::on_one(const http::Request& request, std::string_view rest) {
    const auto slash = rest.find('/');
    const std::string name = encoding::percent_decoded(rest.substr(0, slash));
    std::string_view below = slash == std::string_view::npos ? "" : rest.substr(slash + 1);
    const Mock mock = find(name);
    if (!mock) {
        return refusal(
            404, "no mock server has the id or port '" + text::shorten(name, 100) + "'; GET / lists them");
    }
    if (below == "verify") {
        if (request.method == "POST") return verify(*mock);
        return request.method == "OPTIONS" ? options("OPTIONS, POST") : not_allowed("OPTIONS, POST");
    }
    if (!below.empty())
        return refusal(404, "there is nothing at this address; /mockserver/ID and /mockserver/ID/verify are");
    if (request.method == "GET" || request.method == "HEAD") return answer(200, mock->to_json());
    if (request.method == "DELETE") return remove(mock);
    const char* methods = "OPTIONS, GET, HEAD, DELETE";
    return request.method == "OPTIONS" ? options(methods) : not_allowed(methods);
}

http::Response MockAdmin::verify(const HostedMock& mock) const {
    json::Array open = open_points(mock.contract(), mock.report());
    if (!open.empty()) {
        return answer(422, json::Object{{"mismatches", std::move(open)}, {"mockServer", mock.to_json()}});
    }
    const auto written = save_contract(mock.contract(), {}, settings_.output_folder);
    if (!written) {
        say(log::Level::error, mock.id() + ": " + written.error().text());
        return refusal(500, "the contract could not be written: " + written.error().text());
    }
    say(log::Level::info, mock.id() + ": verified, and written to " + written->string());
    return answer(204);
}

http::Response MockAdmin::remove(const Mock& mock) {
    {
        const std::lock_guard lock(mutex_);
        mocks_.erase(mock->id());
    }
    mock->stop();
    say(log::Level::info, mock->id() + ": stopped");
    return answer(204);
}

http::Response MockAdmin::shut_down(const http::Request& request) const {
    constexpr std::string_view kBearer = "Bearer ";
    const std::string given = request.headers.value_or("Authorization", "");
    const bool is_bearer = text::equals_ignoring_case(given.substr(0, kBearer.size()), kBearer);
    if (!is_bearer || settings_.server_key.empty() ||
        !same_secret(text::trim(std::string_view(given).substr(kBearer.size())), settings_.server_key)) {
        return refusal(403, "the server key is missing or wrong; send it as Authorization: Bearer KEY");
    }
    if (settings_.shut_down) settings_.shut_down(period_of(request));
    return answer(204);
}

MockAdmin::Mock MockAdmin::find(std::string_view id_or_port) const {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, mock] : mocks_) {
        if (text::equals_ignoring_case(id, id_or_port) || std::to_string(mock->port()) == id_or_port)
            return mock;
    }
    return nullptr;
}

void MockAdmin::stop() {
    std::map<std::string, Mock> all;
    {
        const std::lock_guard lock(mutex_);
        all.swap(mocks_);
    }
    for (const auto& [id, mock] : all) mock->stop();
}

void MockAdmin::say(log::Level level, const std::string& line) const {
    if (settings_.say) settings_.say(level, line);
}

}  // namespace tally::recording
