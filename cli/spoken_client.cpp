#include "cli/spoken_client.h"

#include <string>
#include <utility>

#include "base/secrets.h"
#include "base/text.h"
#include "base/url.h"
#include "cli/console.h"

namespace tally::cli {

namespace {

constexpr std::size_t kLongestBody = 4096;

std::string head_text(const char* sign, const http::Headers& headers) {
    std::string text;
    for (const auto& header : headers) {
        text +=
            std::string(sign) + " " + header.name + ": " +
            masked(header.name,
                   header.value.find("://") == std::string::npos ? header.value : masked_url(header.value)) +
            "\n";
    }
    return text;
}

std::string body_text(const std::string& body) {
    if (body.empty()) return "";
    return text::shorten(masked_json(body), kLongestBody) + "\n";
}

class SpokenClient final : public http::Client {
  public:
    explicit SpokenClient(std::unique_ptr<http::Client> client) : client_(std::move(client)) {}

    Result<http::Response> send(const std::string& origin, const http::Request& request,
                                const http::Limits& limits) override {
        complain(text::printable("> " + request.method + " " + masked_url(origin + request.target) + "\n" +
                                 head_text(">", request.headers) + body_text(request.body)));
        auto response = client_->send(origin, request, limits);
        if (response) {
            complain(text::printable("< " + std::to_string(response->status) + " " +
                                     std::string(http::reason_phrase(response->status)) + "\n" +
                                     head_text("<", response->headers) + body_text(response->body)));
        } else {
            complain("< no answer: " + text::printable(response.error().what) + "\n");
        }
        return response;
    }

  private:
    std::unique_ptr<http::Client> client_;
};

}  // namespace

std::unique_ptr<http::Client> spoken_client(std::unique_ptr<http::Client> client) {
    return std::make_unique<SpokenClient>(std::move(client));
}

}  // namespace tally::cli
