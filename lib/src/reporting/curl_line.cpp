#include "reporting/curl_line.h"

#include "base/secrets.h"
#include "base/text.h"
#include "base/url.h"
#include "reporting/style.h"

namespace tally::reporting {

namespace {

constexpr std::size_t kShownBody = 400;

}  // namespace

std::string masked_header_value(const std::string& name, const std::string& value) {
    return masked(name, value.find("://") == std::string::npos ? value : masked_url(value));
}

std::string masked_target(std::string_view target) {
    const auto mark = target.find('?');
    if (mark == std::string_view::npos) return std::string(target);
    return std::string(target.substr(0, mark + 1)) + masked_form(target.substr(mark + 1));
}

std::string curl_line(const std::string& origin, const http::Request& request) {
    std::string line = "curl -sS";
    if (request.method == "HEAD") {
        line += " -I";
    } else if (request.method != (request.body.empty() ? "GET" : "POST")) {
        line += " -X " + shell_quoted(text::printable(request.method));
    }
    for (const auto& header : request.headers) {
        if (text::equals_ignoring_case(header.name, "Accept") && header.value == "*/*")
            continue;  // curl's own
        line += " -H " + shell_quoted(text::printable(header.name + ": " +
                                                      masked_header_value(header.name, header.value)));
    }
    const std::string body = masked_json(request.body);
    if (body.size() > kShownBody) {
        line += " --data-binary @BODY";  // too long for a line; the JSON report has it
    } else if (!body.empty()) {
        line += " --data-binary " + shell_quoted(text::printable(body));
    }
    return line + " " + shell_quoted(text::printable(masked_url(origin) + masked_target(request.target)));
}

}  // namespace tally::reporting
