#include "e2e/original_broker/both_brokers.h"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <iostream>
#include <thread>

#include "base/files.h"
#include "base/regex.h"
#include "base/text.h"
#include "e2e/original_broker/known_differences.h"
#include "http/httplib_client.h"
#include "support/replace_pattern.h"

namespace tally::e2e {

namespace {

namespace fs = std::filesystem;
using namespace testing_support;

std::string with_names(std::string text, const std::map<std::string, std::string>& names) {
    for (const auto& [name, value] : names)
        text = text::replace_all(std::move(text), "{" + name + "}", value);
    return text;
}

// The value at "a.b[0].c"; null when there is none.
const json::Value* value_at(const json::Value& document, const std::string& place) {
    const auto* value = &document;
    const auto steps = text::replace_all(place, "[", ".[");
    for (auto step : text::split(steps, '.')) {
        if (value == nullptr) return nullptr;
        if (step.front() == '[') {
            const auto index = static_cast<std::size_t>(std::atoi(std::string(step.substr(1)).c_str()));
            const auto* array = value->array();
            value = array != nullptr && index < array->size() ? &(*array)[index] : nullptr;
        } else {
            value = value->find(step);
        }
    }
    return value;
}

using Links = std::map<std::string, std::string>;  // by their place

void collect_links(const json::Value& value, const std::string& place, Links& links) {
    if (const auto* array = value.array()) {
        for (std::size_t i = 0; i < array->size(); ++i)
            collect_links((*array)[i], place + "[" + std::to_string(i) + "]", links);
    }
    if (const auto* object = value.object()) {
        const auto* href = value.find("href");
        if (href != nullptr && href->string() != nullptr && href->string()->find('{') == std::string::npos)
            links[place] = *href->string();
        for (const auto& [name, member] : *object) collect_links(member, place + "." + name, links);
    }
}

std::string original_url(RunningProgram& program) {
    // Its first start makes the tables
    for (std::string line; !(line = program.next_line(std::chrono::minutes(4))).empty();) {
        const auto at = line.find("Listening on http://");
        if (at != std::string::npos) return line.substr(at + 13);
    }
    return "";
}

}  // namespace

void BothBrokers::SetUp() {
    const auto script = (fs::path(TALLY_REPOSITORY_DIR) / "scripts/original_broker").string();
    std::string where = run_program({.arguments = {script, "--where"}}).output;
    where.erase(where.find_last_not_of('\n') + 1);
    if (!fs::exists(fs::path(where) / "installed"))
        GTEST_SKIP() << "the original broker is not installed: scripts/original_broker does that";
    client_ = http::http_client({});
    auto receiver = http::start_server({}, [](const http::Request& request) {
        const bool refuses = request.path() == "/refuse";
        return http::Response{refuses ? 500 : 200, {{"Content-Type", "application/json"}}, R"({"got":"it"})"};
    });
    ASSERT_TRUE(receiver) << receiver.error().text();
    receiver_ = std::move(*receiver);
    // Both read the same names
    const std::map<std::string, std::string> environment = {
        {"PACT_BROKER_WEBHOOK_SCHEME_WHITELIST", "http https"},
        {"PACT_BROKER_WEBHOOK_HOST_WHITELIST", "127.0.0.1"},
        {"PACT_BROKER_WEBHOOK_HTTP_METHOD_WHITELIST", "POST PUT"},
        {"PACT_BROKER_WEBHOOK_RETRY_SCHEDULE", "1"}};
    original_program_ = std::make_unique<RunningProgram>(
        Command{.arguments = {script, "--start", "0", (folder_.path() / "original.sqlite3").string()},
                .environment = environment});
    our_program_ = std::make_unique<RunningProgram>(Command{
        .arguments = {"contract-broker", "--database", (folder_.path() / "ours.db").string(), "--port", "0"},
        .environment = environment});
    ours_.url = listening_url(*our_program_);
    original_.url = original_url(*original_program_);
    for (auto* side : {&original_, &ours_}) side->names["receiver"] = receiver_->url();
    ASSERT_NE(original_.url, "") << "the original broker does not start: "
                                 << original_program_->wait().errors;
}

void BothBrokers::TearDown() {
    std::string text;
    for (const auto& one : unknown_) text += one.text();
    EXPECT_TRUE(unknown_.empty()) << unknown_.size()
                                  << " differences that docs/broker_api.md does not tell:\n"
                                  << text;
    for (const auto& [row, times] : known_) std::cout << times << " times: " << row << "\n";
}

void BothBrokers::compare_clean_ups(const json::Array& plans) {
    const auto file = folder_.path() / "plans.json";
    ASSERT_TRUE(files::write_atomically(file, json::to_text(plans), files::Durability::later));
    const auto script = (fs::path(TALLY_REPOSITORY_DIR) / "scripts/original_broker").string();
    const auto theirs = run_program(
        {.arguments = {script, "--clean", (folder_.path() / "original.sqlite3").string(), file.string()}});
    ASSERT_EQ(theirs.exit_code, 0) << theirs.errors;
    std::vector<std::string> reports;
    for (const auto line : text::split(theirs.output, '\n')) {
        if (line.starts_with('{')) reports.emplace_back(line);
    }
    ASSERT_EQ(reports.size(), plans.size()) << theirs.output << theirs.errors;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        const auto& plan = plans[i];
        std::vector<std::string> arguments{"contract-broker", "clean",
                                           "--dry-run",       "--json",
                                           "--database",      (folder_.path() / "ours.db").string()};
        for (const auto& [member, option] :
             std::map<std::string, std::string>{{"keep", "--keep-version-selectors"},
                                                {"keep_branches", "--keep-branch-selectors"},
                                                {"limit", "--limit"},
                                                {"overwritten_max_age", "--overwritten-max-age"}}) {
            if (const auto* value = plan.find(member)) {
                arguments.push_back(option);
                arguments.push_back(json::to_text(*value));
            }
        }
        const auto ours = run_program({.arguments = arguments});
        ASSERT_EQ(ours.exit_code, 0) << ours.errors;
        // Ours keeps successes that decide what is pending; the two are asked at different times.
        const auto comparable = [](const std::string& text) {
            auto report = *json::parse(text);
            report.object()->find("overwrittenData")->object()->erase("verification_results");
            return testing_support::replace_pattern(json::to_pretty_text(report), R"("[a-z0-9 ]* ago")",
                                                    R"("AGO")");
        };
        EXPECT_EQ(comparable(ours.output), comparable(reports[i])) << json::to_text(plan);
    }
}

http::Request BothBrokers::request(std::string method, std::string target, std::string body) {
    http::Request request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.headers = {{"Accept", "application/hal+json"}};
    if (request.method == "PATCH") {
        request.headers.set("Content-Type", "application/merge-patch+json");
    } else if (request.method == "PUT" || request.method == "POST") {
        request.headers.set("Content-Type", "application/json");
    }
    request.body = std::move(body);
    return request;
}

Answer BothBrokers::ask(const Side& side, const http::Request& request) const {
    auto own = request;
    own.target = with_names(own.target, side.names);
    own.body = with_names(own.body, side.names);
    if (own.target.rfind(side.url, 0) == 0) own.target.erase(0, side.url.size());
    if (own.target.empty()) own.target = "/";
    auto response = client_->send(side.url, own, {.deadline = std::chrono::seconds(60)});
    if (!response) return {side.url, {.status = 0, .headers = {}, .body = response.error().text()}, {}};
    return answer_from(side.url, std::move(*response));
}

void BothBrokers::send(http::Request request, const std::string& remark) {
    original_answer_ = ask(original_, request);
    our_answer_ = ask(ours_, request);
    auto label = remark + request.method + " " + request.target;
    if (!request.body.empty()) label += " " + text::shorten(request.body, 200);
    compare(label);
    // A test of errors is answered by one
    if (our_answer_.response.status < 400 || request.target == "/test/error") {
        const auto target = with_names(request.target, ours_.names);
        answered_.emplace(request.method,
                          target.substr(target.rfind(ours_.url, 0) == 0 ? ours_.url.size() : 0));
    }
}

void BothBrokers::settle(const std::string& target) {
    const auto waits = [&](const Side& side) {
        const auto answer = ask(side, request("GET", target));
        return answer.response.body.find("\"not_run\"") != std::string::npos ||
               answer.response.body.find("\"retrying\"") != std::string::npos;
    };
    for (const auto* side : {&original_, &ours_}) {
        // The original sends the first one after five seconds
        const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (waits(*side)) {
            ASSERT_LT(std::chrono::steady_clock::now(), give_up) << side->url << " never sends the webhooks";
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    }
}

json::Value BothBrokers::paths() const {
    auto asked = request("GET", "/openapi.json");
    asked.headers.set("Accept", "application/json");
    const auto answer = ask(ours_, asked);
    const auto* paths = answer.document.find("paths");
    EXPECT_NE(paths, nullptr) << answer.response.body;
    return paths == nullptr ? json::Value(json::Object{}) : *paths;
}

void BothBrokers::sweep() {
    const auto document = paths();
    for (const auto& [path, operations] : *document.object()) {
        const auto target = replace_pattern(path, R"(\{[^}]*\})", "nothing");
        for (const std::string method : {"HEAD", "OPTIONS"}) send(request(method, target));
        if (original_answer_.response.status == 404) only_ours_.insert(path);
        for (const std::string method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
            const auto* operation = operations.find(text::lower(method));
            if (operation == nullptr) {
                send(request(method, target, method == "GET" || method == "DELETE" ? "" : "{}"),
                     "(no such method) ");
                continue;
            }
            auto other = request(method, target);
            other.headers.set("Accept", "audio/midi");
            if (operation->find("requestBody") == nullptr) {
                send(other, "(not acceptable) ");
            } else {
                other = request(method, target, "{}");
                other.headers.set("Content-Type", "audio/midi");
                send(other, "(other media type) ");
            }
        }
    }
}

std::string BothBrokers::never_asked() const {
    std::string missing;
    const auto document = paths();
    for (const auto& [path, operations] : *document.object()) {
        if (only_ours_.count(path) != 0) continue;
        const auto pattern =
            replace_pattern(replace_pattern(path, R"([.*])", R"(\.)"), R"(\{[^}]*\})", "[^/?]+");
        const auto expression = Regex::compile_cached(pattern + R"((\?.*)?)").value();
        for (const auto& [method, operation] : *operations.object()) {
            if (method == "parameters") continue;
            const bool asked = std::any_of(answered_.begin(), answered_.end(), [&](const auto& one) {
                return text::lower(one.first) == method && expression.matches_all_of(one.second).value();
            });
            if (!asked) missing += method + " " + path + "\n";
        }
    }
    return missing;
}

std::set<std::string> BothBrokers::known_rows() const {
    std::set<std::string> rows;
    for (const auto& [row, times] : known_) rows.insert(row);
    return rows;
}

void BothBrokers::compare(const std::string& label) {
    for (auto& one : differences(label, original_answer_, our_answer_)) {
        const auto row = known_difference(one);
        if (row.empty()) {
            unknown_.push_back(std::move(one));
        } else {
            ++known_[std::string(row)];
            if (std::getenv("TALLY_SHOW_DIFFERENCES") != nullptr) std::cout << row << "\n  " << one.text();
        }
    }
}

bool BothBrokers::has_several_versions(const std::string& environment) const {
    std::map<std::string, std::set<std::string>> versions;
    for (const std::string path :
         {"/deployed-versions/currently-deployed", "/released-versions/currently-supported"}) {
        const auto answer = ask(ours_, request("GET", "/environments/" + environment + path));
        const auto name = path[1] == 'd' ? "_embedded.deployedVersions" : "_embedded.releasedVersions";
        const auto* list = value_at(answer.document, name);
        if (list == nullptr || list->array() == nullptr) continue;
        for (const auto& one : *list->array()) {
            const auto& pacticipant = *value_at(one, "_embedded.pacticipant.name")->string();
            versions[pacticipant].insert(*value_at(one, "_embedded.version.number")->string());
        }
    }
    return std::any_of(versions.begin(), versions.end(),
                       [](const auto& one) { return one.second.size() > 1; });
}

void BothBrokers::remember(const std::string& name, const std::string& place) {
    const auto keep = [&](Side& side, const Answer& answer) {
        const auto* value = value_at(answer.document, place);
        ASSERT_TRUE(value != nullptr && value->string() != nullptr)
            << side.url << " has no text at " << place << ": " << text::shorten(answer.response.body, 500);
        side.names[name] = *value->string();
        side.names[name + ".last"] = value->string()->substr(value->string()->rfind('/') + 1);
    };
    keep(original_, original_answer_);
    keep(ours_, our_answer_);
}

void BothBrokers::crawl(const std::string& target) {
    std::deque<std::pair<std::string, std::string>> waiting = {{target, target}};
    std::set<std::string> seen;
    while (!waiting.empty()) {
        const auto [there, here] = waiting.front();
        waiting.pop_front();
        if (!seen.insert(without_chance(there, original_.url)).second && there.find('-') == std::string::npos)
            continue;
        if (!seen.insert("address " + there).second) continue;
        original_answer_ = ask(original_, request("GET", there));
        our_answer_ = ask(ours_, request("GET", here));
        compare("GET " + there);
        Links links, our_links;
        collect_links(original_answer_.document, "", links);
        collect_links(our_answer_.document, "", our_links);
        for (const auto& [place, href] : links) {
            const auto same = our_links.find(place);
            // Their lists have no order, so that the n-th of both may be about different things
            const bool is_one_of_many =
                replace_pattern(href,
                                "((deployed|released)-versions/[0-9a-f-]{36}|triggered-webhooks/.*/logs)$",
                                "") != href;
            // The original repeats them: the second is another one's than ours
            const bool may_be_repeated = place.rfind("._embedded.verificationResults[", 0) == 0;
            if (is_one_of_many || may_be_repeated) continue;
            const bool is_inside = href.rfind(original_.url, 0) == 0 || href.front() == '/';
            if (same != our_links.end() && is_inside &&
                without_chance(href, original_.url) == without_chance(same->second, ours_.url)) {
                waiting.emplace_back(href, same->second);
            }
        }
    }
}

}  // namespace tally::e2e
