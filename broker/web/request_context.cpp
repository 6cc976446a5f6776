#include "web/request_context.h"

#include <stdexcept>

#include "base/text.h"

namespace tally::web {

const std::string& RequestContext::variable(std::string_view name) const {
    for (const auto& [known, value] : variables) {
        if (known == name) return value;
    }
    throw std::logic_error("the path has no variable " + std::string(name));
}

bool RequestContext::wants_problem_json() const {
    return text::contains_ignoring_case(accept, "application/problem+json");
}

std::string RequestContext::with_query(std::string url) const {
    const auto sent = request.query();
    return sent.empty() ? url : url + "?" + std::string(sent);
}

bool RequestContext::wants_indentation() const {
    return text::contains_ignoring_case(accept, "text/html");
}

}  // namespace tally::web
