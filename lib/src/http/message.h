// One HTTP exchange as plain data, the same for client, servers and tests.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/fault.h"

namespace tally::http {

struct Header {
    std::string name;  // as written; compared ignoring case
    std::string value;
    bool operator==(const Header&) const = default;
};

// Lines in the order they were sent, repeated names kept.
class Headers {
  public:
    Headers() = default;
    Headers(std::initializer_list<Header> lines) : lines_(lines) {}

    const std::string* find(std::string_view name) const;  // the first value, or null
    std::string value_or(std::string_view name, std::string_view other) const;
    std::vector<std::string> all(std::string_view name) const;
    bool contains(std::string_view name) const { return find(name) != nullptr; }

    void add(std::string name, std::string value) { lines_.push_back({std::move(name), std::move(value)}); }
    void set(std::string name, std::string value);  // replaces every line of that name
    void remove(std::string_view name);

    auto begin() const { return lines_.begin(); }
    auto end() const { return lines_.end(); }
    std::size_t size() const { return lines_.size(); }
    bool empty() const { return lines_.empty(); }
    bool operator==(const Headers&) const = default;

  private:
    std::vector<Header> lines_;
};

struct Request {
    std::string method = "GET";  // as sent; any token
    std::string target = "/";    // origin form, raw: path[?query], nothing decoded
    Headers headers;
    std::string body;
    std::string remote_address;  // of the peer; set by servers only

    std::string_view path() const;   // target up to '?'
    std::string_view query() const;  // target after '?', or empty
    bool operator==(const Request&) const = default;
};

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    std::optional<Fault> fault = {};  // carried out by servers only
    bool operator==(const Response&) const = default;
};

// What every server of ours is. Called from several threads at once.
using Handler = std::function<Response(const Request&)>;

std::string_view reason_phrase(int status);  // "Not Found"; "" when unknown

}  // namespace tally::http
