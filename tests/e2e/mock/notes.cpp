#include "e2e/mock/notes.h"

#include <gtest/gtest.h>

#include <cctype>
#include <map>

#include "base/text.h"
#include "http/httplib_client.h"
#include "http/retry.h"

namespace tally::e2e {

namespace {

// "Mock server 0AB1C2D3 started on port 41234" -> "Mock server ID started on port N"
std::string without_numbers(const std::string& line) {
    std::string result;
    std::string word;
    const auto end_word = [&] {
        // An id may be of digits alone; no port has eight of them.
        const bool id = word.size() == 8 && word.find_first_not_of("0123456789ABCDEF") == std::string::npos;
        const bool digits = !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
        result += id ? "ID" : digits ? "N" : word;
        word.clear();
    };
    for (const char c : line) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            word += c;
        } else {
            end_word();
            result += c;
        }
    }
    end_word();
    return result;
}

// Requests at the end of a line are shown in ways of their own, and some tools quote what is no text.
std::string up_to_details(std::string_view line) {
    return text::replace_all(std::string(line.substr(0, line.find(" - {"))), "\"", "");
}

http::Response exchange(const std::string& url, const http::Request& request,
                        const http::RetryPolicy& retries) {
    http::ClientOptions options;
    options.verify_tls = false;
    const auto client = http::http_client(options);
    auto response = http::send_with_retries(*client, url, request, {}, retries, http::pause_quietly);
    EXPECT_TRUE(response) << url << request.target << ": " << response.error().text();
    return response ? *response : http::Response{0, {}, {}};
}

}  // namespace

std::string shape_of(const json::Value& value) {
    if (const json::Array* items = value.array()) {
        std::string shape;
        for (const json::Value& item : *items) shape += (shape.empty() ? "" : ", ") + shape_of(item);
        return "[" + shape + "]";
    }
    const json::Object* object = value.object();
    if (object == nullptr) return std::string(json::kind_name(value.kind()));
    std::map<std::string, std::string> members;
    for (const json::Member& member : *object)
        members[text::lower(member.name)] = member.name == "type" && member.value.is_string()
                                                ? *member.value.string()
                                                : shape_of(member.value);
    std::string shape;
    for (const auto& [name, of] : members) shape += (shape.empty() ? "" : ", ") + name + ": " + of;
    return "{" + shape + "}";
}

void Notes::command(const std::string& what, const testing_support::Outcome& outcome,
                    const std::string& part) {
    std::string shown;
    for (const std::string_view line : text::split(outcome.output, '\n')) {
        if (!part.empty() && line.find(part) != std::string_view::npos)
            shown += ": " + without_numbers(up_to_details(line));
    }
    if (!part.empty() && shown.empty()) shown = ": nothing with '" + part + "' in\n" + outcome.output;
    line(what + " -> " + std::to_string(outcome.exit_code) + shown);
}

void Notes::said(const std::string& what, const testing_support::Outcome& outcome, const std::string& part) {
    const bool found = outcome.output.find(part) != std::string::npos;
    line(what + " -> " + std::to_string(outcome.exit_code) + ": " + (found ? part : outcome.output));
}

void Notes::response(const std::string& what, const http::Response& response,
                     const std::vector<std::string>& headers) {
    std::string noted = what + " -> " + std::to_string(response.status);
    for (const std::string& name : headers) {
        for (const std::string& value : response.headers.all(name))
            noted += ", " + name + ": " + without_numbers(value);
    }
    const auto body = json::parse(response.body);
    if (body) {
        noted += " " + shape_of(*body);
    } else if (!response.body.empty()) {
        noted += " " + response.body;
    }
    line(noted);
}

http::Response send_when_up(const std::string& url, const http::Request& request) {
    return exchange(url, request,
                    {.retries = 200,
                     .retries_when_unreachable = 200,
                     .first_delay = std::chrono::milliseconds(20),
                     .longest_delay = std::chrono::milliseconds(100)});
}

http::Response send(const std::string& url, const http::Request& request) {
    return exchange(url, request, {.retries = 0, .retries_when_unreachable = 0});
}

}  // namespace tally::e2e
