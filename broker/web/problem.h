// Errors in the two dialects of the API: problem+json for those who ask for it, else what older clients read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "web/request_context.h"

namespace tally::web {

// What is wrong with a body or query, collected so that the user sees all of it at once.
class ValidationErrors {
  public:
    enum class Kind { missing, invalid, invalid_format };
    struct Entry {
        std::string key;  // "contracts", "consumer.name"
        std::string message;
        Kind kind;
        bool in_query;
    };

    void add_missing(std::string key, std::string message = "is missing");
    void add_invalid(std::string key, std::string message, Kind kind = Kind::invalid);
    void add_invalid_parameter(std::string key, std::string message);

    bool empty() const { return entries_.empty(); }
    const std::vector<Entry>& entries() const { return entries_; }

  private:
    std::vector<Entry> entries_;
};

// 400 with all of them; 422 where the document is right but asks for what cannot be.
http::Response validation_response(const RequestContext& context, const ValidationErrors& errors,
                                   int status = 400);

// One message, in a document of the API: `{"error": "..."}` as HAL, or a problem.
http::Response error_response(const RequestContext& context, int status, const std::string& message);
http::Response not_found(const RequestContext& context, const std::string& message);

// An error found before a resource is reached (no route, method not offered, not acceptable): plain JSON or a
// problem.
http::Response framework_error(std::string_view accept, std::string_view base_url, int status,
                               const std::string& message);
// 500 and above: the reference stands in the log too.
http::Response broken_response(std::string_view accept, std::string_view base_url, int status,
                               const std::string& message, const std::string& reference);

}  // namespace tally::web
