#include "conformance/compat_fixtures.h"

#include "base/encoding.h"
#include "base/files.h"
#include "base/json.h"
#include "base/text.h"
#include "base/xml.h"
#include "format/read_contract.h"
#include "model/wire_values.h"

namespace tally::conformance {
namespace {

constexpr std::size_t kMaxBytes = 16u << 20;

model::Body present(std::string bytes, std::string type) {
    return {model::BodyState::present, std::move(bytes), std::move(type), model::ContentTypeHint::none};
}

std::string type_of_extension(const std::filesystem::path& file) {
    const std::string extension = file.extension().string();
    if (extension == ".json") return "application/json";
    if (extension == ".xml") return "application/xml";
    if (extension == ".jpg") return "image/jpeg";
    if (extension == ".pdf") return "application/pdf";
    return "text/plain";
}

// <body> with <contentType> and <contents eol="CRLF">, the latter often CDATA between line breaks.
Result<model::Body> described_body(const std::string& text) {
    const Result<xml::Element> root = xml::parse(text);
    if (!root) return root.error();
    model::Body body = present("", "text/plain");
    bool is_base64 = false;
    for (const xml::Node& node : root->children) {
        const xml::Element* element = node.element();
        if (!element) continue;
        if (element->name.local == "contentType") body.content_type = element->text();
        const xml::Attribute* coding = element->find_attribute("encoding");
        is_base64 = is_base64 || (coding && coding->value == "base64");
        if (element->name.local != "contents") continue;
        body.bytes.clear();
        for (const xml::Node& child : element->children) {
            if (child.text()) body.bytes += child.text()->content;
        }
        const xml::Attribute* line_ends = element->find_attribute("eol");
        if (line_ends && line_ends->value == "CRLF") {
            body.bytes = text::replace_all(text::replace_all(body.bytes, "\r\n", "\n"), "\n", "\r\n");
        }
    }
    body.bytes = text::trim(body.bytes);
    if (!is_base64) return body;
    auto decoded = encoding::from_base64(body.bytes);
    if (!decoded) return Error{ErrorCode::invalid_input, "contents", "no base64", ""};
    body.bytes = std::move(*decoded);
    return body;
}

// 'X-A: 1', 'X-B: 2'
std::vector<model::HeaderField> headers_of(const std::string& cell) {
    std::vector<model::HeaderField> headers;
    const auto pieces = text::split(cell, '\'');
    for (std::size_t i = 1; i < pieces.size(); i += 2) {
        const std::size_t colon = pieces[i].find(':');
        if (colon == std::string_view::npos) continue;
        const std::string name(text::trim(pieces[i].substr(0, colon)));
        headers.push_back({name, model::split_header_value(name, text::trim(pieces[i].substr(colon + 1)))});
    }
    return headers;
}

std::string cell_of(const TableRow& row, const std::string& column) {
    const auto cell = row.find(column);
    return cell == row.end() ? "" : cell->second;
}

// The members of a part of a contract that are JSON in the cells.
Result<json::Object> rules_and_generators(const TableRow& row, const std::filesystem::path& fixtures) {
    json::Object part;
    for (const auto& [column, member] :
         {std::pair("matching rules", "matchingRules"), std::pair("generators", "generators")}) {
        const std::string cell = cell_of(row, column);
        if (cell.empty()) continue;
        Result<json::Value> value = json_of(cell, fixtures);
        if (!value) return std::move(value).error();
        part.set(member, std::move(*value));
    }
    return part;
}

}  // namespace

Result<json::Value> json_of(const std::string& cell, const std::filesystem::path& fixtures) {
    constexpr std::string_view literal = "JSON:";
    if (cell.starts_with(literal)) return json::parse(std::string_view(cell).substr(literal.size()));
    const Result<std::string> text = files::read(fixtures / cell, kMaxBytes);
    if (!text) return text.error();
    return json::parse(*text);
}

Result<model::Body> body_of(const std::string& cell, const std::filesystem::path& fixtures) {
    if (cell.empty()) return model::Body{};
    if (cell == "EMPTY") return model::Body{model::BodyState::empty, "", "", model::ContentTypeHint::none};
    const auto after = [&](std::string_view prefix) {
        return std::string(text::trim(std::string_view(cell).substr(prefix.size())));
    };
    if (cell.starts_with("JSON:")) return present(after("JSON:"), "application/json");
    if (cell.starts_with("XML:")) return present(after("XML:"), "application/xml");
    if (!cell.starts_with("file:")) return present(cell, "");

    const std::string name = after("file:");
    Result<std::string> bytes = files::read(fixtures / name, kMaxBytes);
    if (!bytes) return std::move(bytes).error();
    if (name.ends_with("-body.xml")) return described_body(*bytes);
    return present(std::move(*bytes), type_of_extension(name));
}

Result<model::Request> request_of(const TableRow& row, const std::filesystem::path& fixtures) {
    const Result<json::Object> part = rules_and_generators(row, fixtures);
    if (!part) return part.error();
    Result<model::Request> request =
        format::read_request(json::to_text(*part), "row", model::SpecVersion::v4);
    if (!request) return request;
    if (const std::string method = cell_of(row, "method"); !method.empty()) request->method = method;
    if (const std::string path = cell_of(row, "path"); !path.empty()) request->path = path;
    request->query = model::parse_query(cell_of(row, "query"));
    request->headers = headers_of(cell_of(row, "headers"));
    Result<model::Body> body = body_of(cell_of(row, "body"), fixtures);
    if (!body) return std::move(body).error();
    request->body = std::move(*body);
    if (const std::string type = cell_of(row, "content type"); !type.empty())
        request->body.content_type = type;
    return request;
}

Result<model::Response> response_of(const TableRow& row, const std::filesystem::path& fixtures) {
    const Result<json::Object> part = rules_and_generators(row, fixtures);
    if (!part) return part.error();
    Result<model::Response> response =
        format::read_response(json::to_text(*part), "row", model::SpecVersion::v4);
    if (!response) return response;
    response->headers = headers_of(cell_of(row, "headers"));
    Result<model::Body> body = body_of(cell_of(row, "body"), fixtures);
    if (!body) return std::move(body).error();
    response->body = std::move(*body);
    return response;
}

}  // namespace tally::conformance
