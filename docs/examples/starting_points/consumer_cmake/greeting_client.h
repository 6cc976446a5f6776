#pragma once

#include <httplib.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

// Stands for your code that calls the other service: put that in its place.
class GreetingClient {
  public:
    explicit GreetingClient(std::string url) : url_(std::move(url)) {}

    // The greeting as it came; nothing for a name that is refused.
    std::optional<std::string> greet(const std::string& name) const {
        httplib::Params query;
        if (!name.empty()) query.emplace("name", name);
        httplib::Client client(url_);
        const auto response = client.Get("/greeting", query, httplib::Headers{});
        if (!response) throw std::runtime_error("the service does not answer");
        if (response->status == 400) return std::nullopt;
        if (response->status != 200) throw std::runtime_error("the service answers " + std::to_string(response->status));
        return response->body;
    }

  private:
    std::string url_;
};
