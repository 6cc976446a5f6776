#include "format/query_json.h"

#include "base/text.h"
#include "model/wire_values.h"

namespace tally::format {
namespace {

std::optional<std::string> query_value(const json::Value& value) {
    if (value.is_null()) return std::nullopt;
    return as_text(value);
}

}  // namespace

std::vector<model::QueryParameter> read_query(const Node& node, Reading& reading) {
    const json::Value& value = node.value();
    if (value.is_null()) return {};
    if (value.string()) return model::parse_query(*value.string());
    const json::Object* members = value.object();
    if (!members) {
        reading.warn(node, "'query' is " + std::string(kind_with_article(value.kind())) + " and is ignored",
                     "write it as an object from name to an array of values");
        return {};
    }
    std::vector<model::QueryParameter> query;
    for (const json::Member& member : *members) {
        model::QueryParameter& parameter = query.emplace_back();
        parameter.name = member.name;
        if (const json::Array* values = member.value.array()) {
            for (const json::Value& each : *values) parameter.values.push_back(query_value(each));
        } else {
            parameter.values.push_back(query_value(member.value));
        }
    }
    return query;
}

json::Object query_to_json(const std::vector<model::QueryParameter>& query) {
    json::Object written;
    for (const model::QueryParameter& parameter : query) {
        json::Array values;
        for (const auto& value : parameter.values)
            values.push_back(value ? json::Value(*value) : json::Value());
        written.set(parameter.name, std::move(values));
    }
    return written;
}

std::vector<model::HeaderField> read_headers(const Node& node, Reading& reading) {
    if (node.value().is_null()) return {};
    const json::Object* members = node.value().object();
    if (!members) {
        reading.warn(
            node, "'headers' is " + std::string(kind_with_article(node.value().kind())) + " and is ignored",
            "write it as an object from name to value");
        return {};
    }
    std::vector<model::HeaderField> headers;
    for (const json::Member& member : *members) {
        model::HeaderField& header = headers.emplace_back();
        header.name = member.name;
        if (const json::Array* values = member.value.array()) {
            for (const json::Value& each : *values) header.values.push_back(as_text(each));
        } else {
            header.values = model::split_header_value(member.name, as_text(member.value));
        }
    }
    return headers;
}

json::Object headers_to_json(const std::vector<model::HeaderField>& headers, bool as_arrays) {
    json::Object written;
    for (const model::HeaderField& header : headers) {
        if (as_arrays) {
            written.set(header.name, json::Array(header.values.begin(), header.values.end()));
        } else {
            // One text, spelt as it is when it has been read and is written again.
            const std::string joined = text::join(header.values, ", ");
            written.set(header.name, text::join(model::split_header_value(header.name, joined), ", "));
        }
    }
    return written;
}

}  // namespace tally::format
