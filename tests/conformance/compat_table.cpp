#include "conformance/compat_table.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "conformance/compat_fixtures.h"
#include "model/declared_type.h"

namespace tally::conformance {
namespace {

// The columns of the response have names of their own.
TableRow response_row(const TableRow& row) {
    TableRow part;
    for (const auto& [column, own] :
         {std::pair("response headers", "headers"), std::pair("response body", "body"),
          std::pair("response content", "content type"),
          std::pair("response matching rules", "matching rules"),
          std::pair("response generators", "generators")})
        part[own] = cell_of(row, column);
    return part;
}

}  // namespace

std::string cell_of(const TableRow& row, const std::string& column) {
    const auto cell = row.find(column);
    return cell == row.end() ? "" : cell->second;
}

int number_of(const std::string& text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

TableRow changed(TableRow row, const Step& step) {
    if (step.table.empty()) return row;
    for (const auto& [column, cell] : step.table.front()) row[column] = cell;
    return row;
}

void declare_type(std::vector<model::HeaderField>& headers, const model::Body& body) {
    if (!body.content_type.empty() && model::declared_type(headers).empty())
        headers.push_back({"Content-Type", {body.content_type}});
}

const TableRow* row_with_number(const std::vector<TableRow>& rows, int number) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const TableRow& row) {
        return number_of(cell_of(row, "No")) == number;
    });
    return found == rows.end() ? nullptr : &*found;
}

Result<model::Interaction> interaction_of(const TableRow& row, model::SpecVersion version,
                                          const std::filesystem::path& fixtures) {
    model::Interaction interaction;
    interaction.description = "interaction " + cell_of(row, "No");
    if (version == model::SpecVersion::v4) interaction.key = interaction.description;
    model::HttpExchange exchange;
    Result<model::Request> request = request_of(row, fixtures);
    if (!request) return std::move(request).error();
    declare_type(request->headers, request->body);
    exchange.request = std::move(*request);
    Result<model::Request> answer = request_of(response_row(row), fixtures);
    if (!answer) return std::move(answer).error();
    declare_type(answer->headers, answer->body);
    if (const int status = number_of(cell_of(row, "response")); status != 0)
        exchange.response.status = status;
    exchange.response.headers = answer->headers;
    exchange.response.body = answer->body;
    exchange.response.rules = answer->rules;
    exchange.response.generators = answer->generators;
    interaction.exchange = std::move(exchange);
    return interaction;
}

}  // namespace tally::conformance
