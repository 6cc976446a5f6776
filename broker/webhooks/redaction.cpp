#include "webhooks/redaction.h"

#include "base/secrets.h"
#include "webhooks/template.h"

namespace tally::webhooks {

bool is_redacted(std::string_view value) {
    return !value.empty() && value.find_first_not_of('*') == std::string_view::npos;
}

std::string shown_header(std::string_view name, const std::string& value) {
    if (!is_secret_name(name) || has_parameters(value)) return value;
    return std::string(kRedacted);
}

WebhookRequest redacted(WebhookRequest request) {
    http::Headers headers;
    for (const auto& header : request.headers) headers.add(header.name, shown_header(header.name, header.value));
    request.headers = std::move(headers);
    if (request.password && !has_parameters(*request.password)) request.password = std::string(kRedacted);
    return request;
}

}  // namespace tally::webhooks
