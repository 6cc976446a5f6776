#include "matching/match.h"

#include <iterator>

#include "base/text.h"
#include "model/wire_values.h"

namespace tally::matching {
namespace {

std::vector<model::HeaderField> collected(const http::Headers& lines) {
    std::vector<model::HeaderField> headers;
    for (const http::Header& line : lines) {
        model::HeaderField* field = nullptr;
        for (model::HeaderField& known : headers) {
            if (text::equals_ignoring_case(known.name, line.name)) field = &known;
        }
        if (!field) field = &headers.emplace_back(model::HeaderField{line.name, {}});
        std::vector<std::string> values = model::split_header_value(line.name, line.value);
        std::move(values.begin(), values.end(), std::back_inserter(field->values));
    }
    return headers;
}

model::Body received_body(const std::string& bytes) {
    model::Body body;
    body.state = bytes.empty() ? model::BodyState::empty : model::BodyState::present;
    body.bytes = bytes;
    return body;
}

}  // namespace

model::Request received(const http::Request& request) {
    model::Request result;
    result.method = request.method;
    result.path = std::string(request.path());
    result.query = model::parse_query(request.query());
    result.query_string = std::string(request.query());
    result.headers = collected(request.headers);
    result.body = received_body(request.body);
    return result;
}

model::Response received(const http::Response& response) {
    model::Response result;
    result.status = response.status;
    result.headers = collected(response.headers);
    result.body = received_body(response.body);
    return result;
}

}  // namespace tally::matching
